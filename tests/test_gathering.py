"""What comes in is put into the dossier, or stays in the queue until it can be."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.intake.misbehaving import MODIFIED, PAGE

from verbale import gathering
from verbale.desk import settle
from verbale.errors import InputError, NotFetched, NotThere
from verbale.gathering import Taking
from verbale.intake.fetching import Fetched, Validators
from verbale.model.evidence import Findings, Reading
from verbale.model.intake import Incoming
from verbale.model.text import Article
from verbale.record.origins import text_of
from verbale.store.base import Store
from verbale.testing import MemoryStore
from verbale.testing.fetching import MemoryFetcher
from verbale.views.intake import folded, is_there

NOW = datetime(2020, 5, 6, 9, 0, tzinfo=UTC)
ADDRESS = "https://bank.example/1"
TEXT = " ".join(f"The gate number {n} of the upper lake stays shut until day {n} of the month." for n in range(30))


def blank(articles: Iterable[Article]) -> Iterator[Reading | InputError]:
    """Reads nothing, and breaks on what is broken."""
    for article in articles:
        broken = "broken" in article.text
        yield InputError(f"{article.name} cannot be understood") if broken else Reading(article, Findings())


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def web() -> MemoryFetcher:
    return MemoryFetcher({})


@pytest.fixture
def of(store: Store, web: MemoryFetcher) -> Taking:
    return Taking(store, blank, web, NOW, date(2020, 5, 6), "Ana Lima")


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[Path]]:
    def made(**contents: str) -> list[Path]:
        for name, content in contents.items():
            (tmp_path / name).write_text(content, encoding="utf-8")
        return [tmp_path / name for name in contents]

    return made


def refused(store: Store) -> dict[str, str]:
    return {item.name.rpartition("/")[2]: item.reason for item in store.queue().items("refused")}


def test_what_is_refused_of_files_stays_with_its_reason_and_the_rest_is_added(
    of: Taking, store: Store, files: Callable[..., list[Path]]
) -> None:
    added = gathering.add(
        of, files(good="The talks went on for a day.", bad="", worse="It is broken.\n\nAll of it is.")
    )
    assert len(added.new) == 1
    assert refused(store).keys() == {"bad", "worse"}
    assert "is empty" in refused(store)["bad"]
    assert "cannot be understood" in refused(store)["worse"]


def test_what_was_refused_before_a_program_was_killed_is_in_the_queue(
    of: Taking, store: Store, files: Callable[..., list[Path]]
) -> None:
    def killed(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gathering.add(of, files(bad="", good="The talks went on for a day."), seen=killed)
    assert refused(store).keys() == {"bad"}


def test_a_file_is_refused_once_and_is_kept_when_it_is_mended(
    of: Taking, store: Store, files: Callable[..., list[Path]]
) -> None:
    for _ in range(2):
        gathering.add(of, files(page=""))
    (item,) = store.queue().items()
    files(page="The talks went on for a day.")
    added = gathering.keep(of, gathering.items_called(store, [], "refused"))
    assert len(added.new) == 1
    (kept,) = store.queue().items()
    assert (kept.number, kept.state, kept.decided_by, kept.articles) == (item.number, "kept", "Ana Lima", added.new)


def test_adding_a_mended_file_is_as_good_as_trying_it_again(
    of: Taking, store: Store, files: Callable[..., list[Path]]
) -> None:
    gathering.add(of, files(page=""))
    gathering.add(of, files(page="The talks went on for a day."))
    assert [item.state for item in store.queue().items()] == ["kept"]


def test_one_input_with_many_bad_articles_is_one_item(
    of: Taking, store: Store, files: Callable[..., list[Path]]
) -> None:
    lines = '{"id": "1", "text": "The talks went on."}\n{"id": "2"}\n{"id": "3"}\n'
    added = gathering.add(of, files(many=lines))
    assert (len(added.new), len(added.rejected)) == (1, 2)
    assert list(refused(store)) == ["many"]
    assert refused(store)["many"].endswith("(and 1 more)")


def test_what_came_by_standard_input_is_held(of: Taking, store: Store) -> None:
    gathering.add(of, [Path("-")], stdin=io.BytesIO(b"It is broken.\n\nAll of it is."))
    (item,) = store.queue().items("refused")
    assert store.queue().raw(item.number) == b"It is broken.\n\nAll of it is."
    assert gathering.keep(of, [item]).rejected == ("- cannot be understood",)
    assert store.queue().raw(item.number) == b"It is broken.\n\nAll of it is."


def test_an_address_is_read_as_a_file_and_says_where_it_came_from(of: Taking, store: Store, web: MemoryFetcher) -> None:
    web.pages[ADDRESS] = Fetched("https://bank.example/one", PAGE.encode(), None, Validators(None, MODIFIED))
    gathering.add(of, [], [ADDRESS])
    (stored,) = store.articles()
    article = stored.article
    assert (article.name, article.url, article.title) == (ADDRESS, "https://bank.example/one", "Gates stay shut")
    assert (article.published, article.published_bounds) == (None, "../2020-05-04")
    assert stored.known_from == date(2020, 5, 4)
    assert web.asked == [ADDRESS]
    assert store.queue().items() == []


@pytest.mark.parametrize("said", [None, "soon", "Sun, 04 May 2036 10:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_server_that_says_no_sound_day_says_none(
    of: Taking, store: Store, web: MemoryFetcher, said: str | None
) -> None:
    web.pages[ADDRESS] = Fetched(ADDRESS, PAGE.encode(), None, Validators(None, said))
    gathering.add(of, [], [ADDRESS])
    (stored,) = store.articles()
    assert (stored.article.published_bounds, stored.known_from) == (None, date(2020, 5, 6))


@pytest.mark.parametrize(
    ("charset", "encoded"),
    [("koi8-r", "koi8-r"), ("windows-1251", "windows-1251"), ("koi8-r", "utf-8"), ("iso-8859-1", "cp1252"),
     ("nonsense", "utf-8"), (None, "utf-8")],
)  # fmt: skip
def test_the_label_of_the_encoding_counts_where_it_fits(
    of: Taking, store: Store, web: MemoryFetcher, charset: str | None, encoded: str
) -> None:
    word = "“Schleuse”" if encoded == "cp1252" else "Шлюзы"
    page = PAGE.replace("Ada Orum", word)
    web.pages[ADDRESS] = Fetched(ADDRESS, page.encode(encoded), charset)
    gathering.add(of, [], [ADDRESS])
    (stored,) = store.articles()
    assert word in stored.article.text


def test_an_address_that_gives_nothing_is_refused_and_kept_when_it_does(
    of: Taking, store: Store, web: MemoryFetcher
) -> None:
    web.pages[ADDRESS] = NotFetched("took too long", again=True)
    gathering.add(of, [], [ADDRESS])
    (item,) = store.queue().items("refused")
    assert (item.reason, item.tries, item.again_at) == ("took too long", 1, None)
    gathering.keep(of, [item])
    assert store.queue().items("refused")[0].tries == 2
    web.pages[ADDRESS] = PAGE
    assert len(gathering.keep(of, store.queue().items("refused")).new) == 1
    assert store.queue().count()["refused"] == 0


def test_a_page_that_holds_no_article_is_refused_with_its_bytes(of: Taking, store: Store, web: MemoryFetcher) -> None:
    web.pages[ADDRESS] = b"\x89PNG\r\n\x1a\n\0\0"
    gathering.add(of, [], [ADDRESS])
    assert store.queue().raw(store.queue().items("refused")[0].number) == b"\x89PNG\r\n\x1a\n\0\0"


def test_what_waits_is_kept_dropped_and_taken_back(of: Taking, store: Store) -> None:
    one = store.queue().put(Incoming(name=ADDRESS, came_at="2020-05-06", given_date="2020-05-04"), PAGE.encode())
    other = store.queue().put(Incoming(name=f"{ADDRESS}2", came_at="2020-05-06"), PAGE.encode())
    gathering.keep(of, [one])
    (stored,) = store.articles()
    assert (stored.article.published, store.waiting()) == ("2020-05-04", 0)
    assert gathering.drop(of, [other]) == [other.number]
    assert store.queue().count() == {"waiting": 0, "kept": 1, "dropped": 1, "refused": 0}
    gathering.undo(of, store.queue().items())
    assert list(store.articles()) == []
    assert store.queue().count()["waiting"] == 2


def test_taking_back_leaves_what_was_there_before(of: Taking, store: Store, web: MemoryFetcher) -> None:
    web.pages[ADDRESS] = PAGE
    gathering.add(of, [], [ADDRESS])
    item = store.queue().put(Incoming(name=f"{ADDRESS}?again", came_at="2020-05-06"), PAGE.encode())
    assert gathering.keep(of, [item]).known == 1
    gathering.undo(of, store.queue().items("kept"))
    assert len(list(store.articles())) == 1


def test_taking_back_leaves_what_came_in_another_way_too(of: Taking, store: Store) -> None:
    one, other = (store.queue().put(Incoming(name=f"{ADDRESS}{n}", came_at="2020-05-06"), PAGE.encode()) for n in "ab")
    gathering.keep(of, [one])
    gathering.keep(of, [other])
    gathering.undo(of, store.queue().numbered([one.number]))
    assert len(list(store.articles())) == 1


def test_taking_back_two_that_brought_one_text_takes_it_out(of: Taking, store: Store) -> None:
    for name in "ab":
        gathering.keep(of, [store.queue().put(Incoming(name=f"{ADDRESS}{name}", came_at="2020-05-06"), PAGE.encode())])
    gathering.undo(of, store.queue().items("kept"))
    assert list(store.articles()) == []


def test_what_waits_and_cannot_be_read_is_refused_and_not_lost(of: Taking, store: Store) -> None:
    item = store.queue().put(Incoming(name=ADDRESS, came_at="2020-05-06"), b"It is broken.\n\nAll of it is.")
    assert gathering.keep(of, [item]).new == ()
    assert store.queue().items("refused")[0].reason == f"{ADDRESS} cannot be understood"
    assert store.queue().raw(item.number)


def test_what_was_too_large_to_be_held_is_fetched_again(of: Taking, store: Store, web: MemoryFetcher) -> None:
    web.pages[ADDRESS] = PAGE
    item = store.queue().put(Incoming(name=ADDRESS, came_at="2020-05-06"))
    assert len(gathering.keep(of, [item]).new) == 1
    assert web.asked == [ADDRESS]


def test_items_are_called_by_their_numbers_and_states(store: Store) -> None:
    item = store.queue().put(Incoming(name=ADDRESS, came_at="2020-05-06"))
    assert gathering.items_called(store, [], "waiting") == [item]
    assert gathering.items_called(store, [item.number], "waiting", "kept") == [item]
    with pytest.raises(NotThere, match="no item 99"):
        gathering.items_called(store, [item.number, 99], "waiting")
    with pytest.raises(InputError, match="is waiting; it must be refused"):
        gathering.items_called(store, [item.number], "refused")


def test_what_waits_says_as_which_article_the_dossier_has_its_text_already(of: Taking, store: Store) -> None:
    own = " ".join(f"Ferry {n} sailed with {n} sheep and came back without them." for n in range(30))
    for name, day, text in (("first", "2020-05-01", TEXT), ("copy", "2020-05-02", f"{TEXT} So it stood there.")):
        article = Article(name=name, text=text, title=f"Gates, {name}", outlet="The Bank", published=day)
        store.add(Reading(article, Findings()), added_on=date(2020, 5, 6))
    settle(store)
    for number, text in enumerate((TEXT[: len(TEXT) * 2 // 3], own), 1):
        runs = text_of(Article(name="a", text=text), "").sample
        store.queue().put(Incoming(name=f"https://a.example/{number}", came_at="2020-05-06", runs=runs))
    there = {g.lead.number: g.there for g in gathering.compared(store, folded(store.queue().items("waiting")))}
    assert {number: source and source.article.name for number, source in there.items()} == {1: "first", 2: None}
    assert there[1] is not None
    assert is_there(there[1]) == "Gates, first (The Bank, 1 May 2020)"
