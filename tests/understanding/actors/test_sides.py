"""Whose people are where a short sentence before, or a word or phrase beside them, tells it, and where none does."""

from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.actors.test_annotator import actors_in, the

from verbale.model.brief import Brief, Party

BASIN = Brief(
    title="Basin talks",
    parties=(
        Party(code="VLT", name="Velta", demonyms=("Veltan",), seats=("Orsk",)),
        Party(code="DRN", name="Dornia", demonyms=("Dornian",), seats=("Maal",)),
        Party(code="NVR", name="Northern Veltan Registry Council", aliases=("the Council",)),
        Party(code="PLF", name="Plain Liberation Front", aliases=("the Front",)),
        Party(code="GRW", name="Federation of Beet Growers", aliases=("beet growers",)),
        Party(code="FRW", name="Farwell Timber"),
    ),
)


def party(name: str, text: str, **fields: Any) -> str | None:
    """The party of the actor of that name."""
    return the(name, actors_in(text, BASIN, **fields))[0].party


@pytest.mark.parametrize(
    "turn",
    [
        "Dornia has another version.",
        "Dornia’s public line is harsher.",
        "The Dornian side sees it differently.",
        "Maal has not moved much, either.",
        "In Maal it sounds harsher.",
    ],
)
def test_a_short_sentence_that_tells_how_a_side_stands_gives_it_the_word(turn: str) -> None:
    text = f"Velta wants the canal, the locks and the old mill. {turn} Harbour Minister Ida Berg wants none of it."
    assert party("Ida Berg", text, outlet="The Orsk Gazette") == "DRN"


@pytest.mark.parametrize(
    "turn",
    [
        "Dornia waited.",
        "Dornia sent a note.",
        "Dornia has another version than Velta.",
        "The millers have another version.",
        "Dornia has another version, which it set out over nine pages in a letter handed in at noon.",
    ],
)
def test_what_only_happened_or_tells_of_two_gives_nobody_the_word(turn: str) -> None:
    text = f"Velta wants the canal. {turn} Harbour Minister Ida Berg wants none of it."
    assert party("Ida Berg", text, outlet="The Orsk Gazette") == "VLT"


def test_the_side_that_has_the_word_is_not_the_one_its_minister_acts_against() -> None:
    text = "Velta wrote twice. Dornia has another version. Harbour Minister Ida Berg accused Dornia of delay."
    assert party("Ida Berg", text) == "VLT"


@pytest.mark.parametrize(
    "turn",
    ["Dornia wants the mill.", "For Dornia the toll is heavy.", "Dornia wants more money.", "Dornia owes a lot."],
)
def test_what_a_side_wants_or_owes_leaves_the_word_with_the_page_s_own_side(turn: str) -> None:
    text = f"Velta levies a toll. {turn} The finance ministry will not hear of it."
    assert party("finance ministry", text, outlet="The Orsk Gazette") == "VLT"


def test_the_government_is_the_one_told_of_and_not_the_one_of_a_short_sentence_before() -> None:
    text = "The Veltan government met on Monday. Dornia wants the mill. The government will keep it."
    found = actors_in(text, BASIN, outlet="The Orsk Gazette")
    assert ["The Veltan government", "The government"] in [words for _, words in found]


@pytest.mark.parametrize("turn", ["Inside the Front the mood is worse.", "In Orsk it is hotter.", "Dornia is poorer."])
def test_who_is_named_without_an_office_is_of_no_side_whatever_is_told_before(turn: str) -> None:
    for name in ("Ida Berg called", "Ida Berg, who studies beets, called", "A shopkeeper, Ida Berg, called"):
        assert party("Ida Berg", f"The road is shut. {turn} {name} the draft a trap.") is None


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("The road was shut at the request of Dornia, whose envoy, Ida Berg, had left.", "Ida Berg", "DRN"),
        ("Velta and Dornia, whose envoys met, were silent.", "envoys", None),
        ("A freighter, whose captain said nothing, lay off Dornia.", "captain", None),
        ("A three-member team of the Front arrived at noon.", "three-member team of the Front", "PLF"),
        (
            "The envoy of Dornia, Ida Berg, wrote. A spokeswoman for the envoy denied it.",
            "spokeswoman for the envoy",
            "DRN",
        ),
        ("Velta paid. Sir Olav Rind, a former harbour minister, disagreed.", "Olav Rind", None),
        ("Velta paid. Sir Olav Rind, a former envoy, sits with Velta’s team.", "Olav Rind", "VLT"),
        ("A retired Dornian diplomat said it was late.", "retired Dornian diplomat", None),
        ("A senior Dornian diplomat said it was late.", "senior Dornian diplomat", "DRN"),
        ("A veteran Dornian diplomat said it was late.", "veteran Dornian diplomat", "DRN"),
        ("Velta paid. The two governments met.", "two governments", None),
        ("Farwell Timber paid. Farwell Timber workers walked out.", "Farwell Timber workers", None),
        ("The Dornian Chamber of Mills protested.", "Dornian Chamber of Mills", None),
        ("The Northern Registry Council refused.", "Northern Registry Council", "NVR"),
        ("The Northern Registry Council of Orchard County shut.", "Northern Registry Council of Orchard County", None),
        ("Ida Berg’s federation marched. It was late when Berg said so.", "Ida Berg", "GRW"),
        ("Ida Berg’s company paid. It was late when Berg said so.", "Ida Berg", None),
        ("Velta paid. Olav Rind, managing director of Lake Freight, was glad.", "Olav Rind", None),
        ("Dornia called its ambassador in Orsk home. The foreign ministry told nobody why.", "foreign ministry", "DRN"),
        ("Velta paid in the year in which President Olav Rind visited Orsk. Dornia thanked him.", "Olav Rind", "DRN"),
    ],
)
def test_the_words_beside_somebody_tell_whose_they_are_or_that_they_are_nobody_s(
    text: str, name: str, code: str | None
) -> None:
    found = actors_in(text, BASIN)
    assert {a.party for a, words in found if a.name == name or name in words} == {code}


def test_the_rebels_of_a_front_are_the_front() -> None:
    found = actors_in("The rebels of the Plain Liberation Front signed. The rebels then left.", BASIN)
    assert {"The rebels of the Plain Liberation Front", "The rebels"} <= {*the("Plain Liberation Front", found)[1]}


def test_the_short_form_of_a_body_is_the_body_named_in_full_before() -> None:
    found = actors_in("The International Monetary Fund agreed. In May the Fund had refused.", BASIN)
    assert the("International Monetary Fund", found)[1] == ["The International Monetary Fund", "the Fund"]
    found = actors_in("In May the Fund had refused. The Beet Fund agreed.", BASIN)
    assert ["the Fund"] in [words for _, words in found]


def test_an_office_that_opens_a_report_is_nobody_named_behind_it_without_one() -> None:
    opening = "Dornia’s foreign minister said on Monday that the port was shut.\n\n"
    found = actors_in(f"{opening}Ida Berg said at the mill that she knew it. Berg grinds oats.", BASIN)
    assert ["Dornia’s foreign minister"] in [words for _, words in found]
    assert the("Ida Berg", found)[0].party is None


def test_a_ministry_without_a_country_is_not_of_a_state_that_has_departments() -> None:
    found = actors_in("The United States wrote to Chad. The United States waited. The justice ministry answered.")
    assert the("justice ministry", found)[0].party == "TCD"


def test_each_piece_of_a_review_that_names_its_paper_in_brackets_is_told_for_its_country() -> None:
    text = (
        "Tolls put off (Orsk Gazette, p. 3)\n\nThe harbour minister, Ida Berg, agreed.\n\n"
        "A dry year (Maal Post, p. 1)\n\nThe harbour minister, Olav Rind, refused.\n"
    )
    assert (party("Ida Berg", text), party("Olav Rind", text)) == ("VLT", "DRN")
    photographs = text.replace(", p. 3", "").replace(", p. 1", "") + "\nPeru wrote."
    assert party("Ida Berg", photographs) == party("Olav Rind", photographs)
    alone = "The canal at dusk (Orsk Gazette)\n\nDornia wrote. The harbour minister, Ida Berg, agreed.\n"
    assert party("Ida Berg", alone) == "DRN"


def test_the_counterpart_is_of_whoever_else_is_told_of_most() -> None:
    text = "Dornia wrote, and Dornia waited. Harbour Minister Ida Berg of Velta met her counterpart. Dornia was glad."
    assert party("counterpart", text) == "DRN"
    assert (
        party("counterpart", text.replace("Dornia wrote, and Dornia waited", "The Front and Farwell Timber wrote"))
        is None
    )


@pytest.mark.parametrize(
    "meeting",
    [
        "Harbour Minister Ida Berg of Velta wrote to her counterpart in Peru.",
        "Harbour Minister Ida Berg of Velta and her counterpart of Interpol met.",
        "With an envoy of Peru, Harbour Minister Ida Berg of Velta met her counterpart.",
        "Fisheries Minister Ida Berg of Peru met her counterpart.",
        "Harbour Minister Ida Berg of Velta flew to Peru. There she met her counterpart.",
        "A Veltan singer met her counterpart.",
    ],
)
def test_the_counterpart_of_a_third_is_not_of_the_side_told_of_most(meeting: str) -> None:
    text = f"Dornia wrote, and Dornia waited. {meeting} Dornia was glad."
    assert {a.party for a, words in actors_in(text, BASIN) if "her counterpart" in words[0]} == {None}


def test_a_statement_that_a_newsroom_of_one_land_carried_is_of_its_minister() -> None:
    text = "Velta wrote. The Dornian Central Telegraph carried a note in which Harbour Minister Ida Berg refused."
    assert party("Ida Berg", text) == "DRN"
    text = "The Dornian Central Telegraph said that the army of Velta had fled and the harbour minister was arrested."
    assert party("harbour minister", text) != "DRN"
