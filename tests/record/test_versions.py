"""Versions of one article, what the newest takes back, and what changed."""

from __future__ import annotations

from tests.record.worlds import reading_of

from verbale.model.record import Source
from verbale.model.text import Article
from verbale.record.assembly import Known, assemble
from verbale.record.versions import chains_of, difference, newest_of, withdrawn


def source(name: str, day: str, *, url: str | None = None, title: str = "Talks on", origin: str = "") -> Source:
    article = Article(name=name, text=f"{name} text", title=title, outlet="The Quay", url=url)
    return Source(article, day, day, origin or article.key, "The Quay", "The Quay")


def test_pages_of_one_address_are_a_chain_whose_last_version_counts() -> None:
    old, new = (
        source("old", "2024-01-01", url="https://a.example/x"),
        source("new", "2024-01-09", url="https://a.example/x#top"),
    )
    (chain,) = chains_of([new, old, source("other", "2024-01-02", url="https://a.example/y")])
    assert [s.article.name for s in chain.versions] == ["old", "new"]


def test_a_write_through_under_one_headline_is_a_version_and_a_reprint_next_month_is_none() -> None:
    first, second = (
        source("1", "2024-01-01", origin="t"),
        source("2", "2024-01-02", title="2nd Ld: Talks on", origin="t"),
    )
    later = source("3", "2024-02-02", origin="t")
    assert [len(c.versions) for c in chains_of([first, second, later])] == [2]


def test_what_the_newest_version_no_longer_tells_is_withdrawn() -> None:
    told = [("said", 0, 0, 0, 1), ("event", 2, 0, 0, 1)]
    old = Known(reading_of("old", "The Quay", "2024-01-01", told), "2024-01-01")  # type: ignore[arg-type] # drawn as such
    new = Known(reading_of("new", "The Quay", "2024-01-02", told[:1]), "2024-01-02")  # type: ignore[arg-type] # as above
    record = assemble([old, new])
    newest = {old.reading.article.key: new.reading.article.key}
    (said,), (visit,) = record.utterances, record.events
    assert withdrawn(said, newest) == []
    assert withdrawn(visit, newest) == list(visit.tellings)
    assert newest_of([]) == {}


def test_a_difference_tells_what_went_and_what_came() -> None:
    assert difference("One.\nTwo.", "One.\nThree.") == [("same", "One."), ("gone", "Two."), ("new", "Three.")]
