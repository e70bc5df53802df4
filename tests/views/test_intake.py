"""What came in as it is listed: copies of a text together, everything by a name."""

from __future__ import annotations

from verbale.model.intake import Item, State
from verbale.model.text import Article
from verbale.record.origins import text_of
from verbale.views.intake import COMMON, called, came_from, folded, moment, page_of

TEXT = " ".join(f"The gate number {n} of the upper lake stays shut until day {n} of the month." for n in range(30))


def item(number: int, text: str = "", state: State = "waiting", outlet: str | None = None) -> Item:
    runs = text_of(Article(name=str(number), text=text), "").sample if text else frozenset()
    return Item(
        number=number, name=f"https://a.example/{number}", came_at="2020-05-06", runs=runs, state=state, outlet=outlet
    )


def grouped(*items: Item) -> list[list[int]]:
    return [[one.number for one in group.all] for group in folded(items)]


def test_a_copy_a_trimmed_one_and_one_with_a_new_lead_are_one_text() -> None:
    copies = (
        item(9, TEXT),
        item(7, TEXT[: len(TEXT) * 2 // 3]),
        item(5, f"A new lead of some words stands here. {TEXT}"),
    )
    other = item(8, "Nothing of all this stands here, and the ferry sailed on its way to the other shore as ever.")
    assert grouped(copies[0], other, *copies[1:]) == [[5, 7, 9], [8]]


def test_the_one_that_came_first_leads_and_copies_are_in_order_of_their_outlets() -> None:
    (group,) = folded([item(3, TEXT, outlet="The Bank"), item(2, TEXT, outlet="Lake Post"), item(1, TEXT)])
    assert [one.outlet for one in group.all] == [None, "Lake Post", "The Bank"]
    assert group.numbers == "1,2,3"


def test_what_was_refused_and_what_says_nothing_stands_by_itself() -> None:
    assert grouped(item(4, TEXT, "refused"), item(3, TEXT), item(2), item(1)) == [[4], [3], [2], [1]]


def test_a_phrase_that_all_share_ties_none_together() -> None:
    phrase = "All rights in this are reserved by whoever wrote it down here."
    pages = [item(n, f"{phrase} {' '.join(f'{n}x{m}' for m in range(40))}") for n in range(1, COMMON + 3)]
    assert len(folded(pages)) == len(pages)


def test_an_item_is_called_by_its_title_or_where_it_is() -> None:
    one = item(1)
    assert (called(one), came_from(one), page_of(one)) == ("1", "a.example", "https://a.example/1")
    path = Item(number=2, name="/press/a b.pdf", came_at="2020-05-06", bounds="../2020-05-04")
    assert (called(path), page_of(path)) == ("a b.pdf", None)
    assert came_from(path).startswith("undated (")
    assert (moment("2020-05-06"), moment("2020-05-06T09:05:00Z")) == ("6 May 2020", "6 May 2020, 09:05")
