"""Disputed places under the names of either party."""

from __future__ import annotations

from verbale.model.brief import Brief, Place, PlaceName
from verbale.understanding import places

BRIEF = Brief(
    places=(
        Place(id="shoal", names=(PlaceName(name="Heron Shoal", party="AAA"), PlaceName(name="Grey Reef", party="BBB"))),
        Place(id="grey", names=(PlaceName(name="Grey Reef Light"),)),
    )
)


def test_two_names_are_one_place_and_the_name_used_is_kept() -> None:
    text = "The Heron Shoal, called grey reef by the other side."
    found = list(places.of(BRIEF).find(text))
    assert [(f.place, f.name, f.party) for f in found] == [
        ("shoal", "Heron Shoal", "AAA"),
        ("shoal", "Grey Reef", "BBB"),
    ]
    assert [text[s:e] for s, e in (f.span for f in found)] == ["Heron Shoal", "grey reef"]


def test_the_longer_name_wins_and_only_whole_words_count() -> None:
    assert [f.place for f in places.of(BRIEF).find("Grey Reef Light, Grey Reefs")] == ["grey"]


def test_names_of_one_place_are_the_same() -> None:
    known = places.of(BRIEF)
    assert known.same("Heron Shoal", "Grey Reef")
    assert not known.same("Heron Shoal", "Grey Reef Light")
    assert known.same("Oslo", "oslo")


def test_a_brief_without_places_finds_none() -> None:
    assert list(places.of(Brief()).find("Heron Shoal")) == []
