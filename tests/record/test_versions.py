"""Versions of one article, what the newest takes back, and what changed."""

from __future__ import annotations

import pytest
from tests.record.worlds import reading_of

from verbale.model.record import Source
from verbale.model.text import Article
from verbale.record.assembly import Known, assemble
from verbale.record.versions import chains_of, difference, newest_of, withdrawn


def source(
    name: str, day: str, *, url: str | None = None, title: str = "Talks on", origin: str = "", text: str = ""
) -> Source:
    article = Article(name=name, text=text or f"{name} text", title=title, outlet="The Quay", url=url)
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


NOTE = "\nCorrection: an earlier version of this article said that the toll would be paid."


@pytest.mark.parametrize("other", ["", " Much more was said of it, at length, by many."])
def test_of_two_versions_of_one_day_the_one_that_says_it_was_corrected_takes_back_what_the_other_tells(
    other: str,
) -> None:
    address = "https://a.example/x"
    for name in "abcdef":  # whatever their keys
        wrong = source(name, "2024-01-01", url=address, text=f"{name}: the toll will be paid.{other}")
        right = source(name, "2024-01-01", url=address, text=f"{name}: the toll will not be paid.{NOTE}")
        for of in ([wrong, right], [right, wrong]):
            chains = chains_of(of)
            assert [chain.versions for chain in chains] == [(wrong, right)]
            assert newest_of(chains) == dict.fromkeys((wrong.article.key, right.article.key), right.article.key)


def test_of_two_versions_of_one_day_neither_takes_back_what_the_other_tells_where_nothing_says_which_is_later() -> None:
    address = "https://a.example/x"
    before, one, two = (
        source("x", day, url=address, text=text)
        for day, text in (("2024-01-01", "No toll."), ("2024-01-02", "A toll."), ("2024-01-02", "A toll of five."))
    )
    chains = chains_of([two, one, before])
    assert [chain.versions for chain in chains] == [(before, one, two)]
    assert newest_of(chains) == {before.article.key: two.article.key, two.article.key: two.article.key}


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
