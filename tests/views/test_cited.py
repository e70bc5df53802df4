from __future__ import annotations

from typing import Any

import pytest
from tests.views.press import Sheet, happened, read, record_of, said

from verbale.model.evidence import Judgement
from verbale.model.text import Article, Dateline
from verbale.views.cited import articles_of, cite, cite_all, dated, set_by, spread


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (None, "Sankei, 15 October 2015"),
        ("1", "Sankei, 15 October 2015, p. 1"),
        ("B4", "Sankei, 15 October 2015, B4"),
        ("1, 4-7", "Sankei, 15 October 2015, pp. 1, 4-7"),
        ("7:37 p.m.", "Sankei, 15 October 2015, 7:37 p.m."),
    ],
)
def test_a_source_is_written_as_a_press_officer_writes_it(page: str | None, shown: str) -> None:
    assert cite(Article(name="a", text="x", outlet="Sankei", published="2015-10-15", page=page)) == shown


def test_what_is_unknown_of_a_source_is_said() -> None:
    assert cite(Article(name="a", text="x")) == "outlet unknown, undated"


def test_an_undated_source_tells_what_bounds_its_date() -> None:
    article = Article(name="a", text="x", outlet="TASS", published_bounds="2021-03-03/2021-04-12")
    assert cite(article) == "TASS, undated (3 March 2021 – 12 April 2021)"
    assert cite(Article(name="a", text="x", published_bounds="../2021-04-12")) == (
        "outlet unknown, undated (until 12 April 2021)"
    )


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ({"published_basis": "stated"}, "3 May 2020"),
        ({"published_basis": "inferred", "published_bounds": "2019-05-03/..", "dateline": Dateline("ARL", None)},
         "3 May 2020 (year guessed)"),
        ({"published_basis": "inferred", "dateline": Dateline("ARL", "2020-05-03")}, "3 May 2020"),
        ({"published_basis": "inferred", "name": "2020-05-03-weir.txt"}, "3 May 2020 (by its address)"),
        ({"published_basis": "inferred", "url": "https://x/2020/05/03/", "dateline": Dateline("ARL", "2020-05-03")},
         "3 May 2020"),
        ({"published": "XXXX-05-03", "published_basis": "inferred"}, "3 May (year unknown)"),
    ],
)  # fmt: skip
def test_a_guessed_year_or_day_is_said_to_be_guessed(page: dict[str, Any], shown: str) -> None:
    facts = {"name": "a.txt", "text": "x", "outlet": "The Bank", "published": "2020-05-03"} | page
    assert cite(Article(**facts)) == f"The Bank, {shown}"


def test_the_day_of_an_event_is_as_sure_as_the_year_of_the_only_article_that_tells_it() -> None:
    sheet = Sheet()
    happened(sheet, "They met on May 2.", "met", when="2020-05-02")
    happened(sheet, "They met on March 3, 2020.", "met", when="2020-03-03")
    record = record_of(read(sheet, published_basis="inferred", published_bounds="2019-05-05/.."))
    shown = {e.when: dated(e.when, e.tellings, record.sources) for e in record.events}
    assert shown == {"2020-05-02": "2 May 2020 (year guessed)", "2020-03-03": "3 March 2020"}


WIRE = " ".join(f"The gauge at weir {n} showed a level of {n * 7} on that day." for n in range(12))


def copies() -> Any:
    readings = []
    for name, outlet, day in (
        ("a", "Kyodo", "2020-05-03"),
        ("b", "The Quay", "2020-05-04"),
        ("c", "The Bank", "2020-05-04"),
    ):
        sheet = Sheet()
        said(sheet, "Ada Orum denied that the weir leaks.", "Ada Orum", "denied", "that the weir leaks", "deny")
        sheet.sentences.append(f"{WIRE} ({outlet})")
        readings.append(read(sheet, f"{name}.txt", outlet=outlet, published=day, title="Weir"))
    return record_of(*readings)


def test_outlets_and_origins_are_told_apart_and_copies_folded() -> None:
    record = copies()
    (line,) = record.utterances
    told = spread(articles_of(line), record.sources)
    assert (len(told.outlets), told.articles, told.origins, told.shown) == (3, 3, 1, "3 outlets, 1 origin")
    assert cite_all(articles_of(line), record.sources) == (
        "Kyodo, 3 May 2020; also in The Bank and The Quay (3 outlets, 1 origin)"
    )


def test_a_persons_value_is_told_with_who_set_it_and_when() -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum said that the weir leaks.", "Ada Orum", "said", "that the weir leaks")
    reading = read(sheet)
    (found,) = reading.findings.statements
    judgement = Judgement(
        key="j", verdict="corrected", kind="statement", passage=found.passages[0], field="act", value="deny",
        by="Ana Lima", made_on="2024-05-03",
    )  # fmt: skip
    (line,) = record_of(reading, judgements=[judgement]).utterances
    assert set_by(line) == "act set by Ana Lima on 3 May 2024"
    assert set_by(record_of(reading).utterances[0]) == ""
