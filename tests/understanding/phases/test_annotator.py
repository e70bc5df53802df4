"""Hard cases of phases: where the text says the talks stand, since when and by whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.understanding.frames.proving import failures
from tests.understanding.staging import Case, article_of, cases, found_by

from verbale.model.brief import Brief, Issue, Party
from verbale.understanding.builtin import build
from verbale.understanding.frames.engine import Fills
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.phases.annotator import TABLE, phases
from verbale.understanding.phases.talks import Slots, Talks

CASES = cases("phases")


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_hard_case(case: Case) -> None:
    found = found_by(phases, case)
    text = case["text"]
    told = [(f.content.status, text[slice(*f.content.evidence)]) for f in found]
    assert len(told) == len(case["want"]), told
    for one, want in zip(found, case["want"], strict=True):
        assert one.content.status == want["status"]
        assert want["words"] in text[slice(*one.content.evidence)]
        if "since" in want:
            assert one.content.since == (want["since"] or None)
        if "by" in want:
            assert (one.content.by is not None) == bool(want["by"])


def test_an_answer_that_begins_with_no_still_tells_when_they_meet() -> None:
    asked = (
        "QUESTION: Peru and Chile have not spoken for weeks. Are the talks over?\nMS BERG: No. They will meet in May."
    )
    more = "QUESTION: Has Chile signed the lease?\nMS BERG: Not yet."
    found = build(Brief()).read(article_of(f"{asked}\n{more}")).findings.phases
    assert [f.content.status for f in found] == ["scheduled"]


@pytest.mark.parametrize(
    "ending",
    [
        "The negotiations in Lima came to an end on Monday.",
        "They completed the talks on Monday.",
        "The talks in Lima were brought to a close on Monday.",
        "Norland and Sudland wrapped up their negotiations on Monday.",
        "Norland and Sudland finalised the treaty on Monday.",
        "The text of the treaty was finalised on Monday.",
        "Norland and Sudland finished the negotiations on Monday.",
        "Norland and Sudland concluded a treaty on Monday.",
        "The negotiations, which were completed in May, were long.",
        "The sides reached an agreement on Monday.",
    ],
)
def test_a_plain_ending_concludes_the_talks(ending: str) -> None:
    text = f"Norland and Sudland have held talks since March. {ending} Envoys of both sides were there."
    assert "concluded" in [f.content.status for f in found_by(phases, {"text": text})]


def test_talks_go_by_the_names_that_the_brief_gives_them() -> None:
    case = {"text": "The Astana format was suspended in May."}
    assert found_by(phases, case) == []
    assert [f.content.status for f in found_by(phases, case, Brief(talks=("Astana format",)))] == ["suspended"]


def test_with_a_brief_talks_on_another_of_its_issues_are_left_out() -> None:
    case = {"text": "The two sides agreed to start consultations on safe fishing."}
    issue = Issue(id="fish", name="Fishing", terms=("safe fishing",))
    assert [f.content.status for f in found_by(phases, case, Brief(talks=("treaty talks",)))] == ["under_way"]
    assert found_by(phases, case, Brief(talks=("treaty talks",), issues=(issue,))) == []


def test_with_a_brief_talks_that_go_beyond_its_parties_are_left_out() -> None:
    case = {
        "text": "The talks between Iran and Oman were suspended.",
        "actors": ["Iran | state | IRN | Iran", "Oman | state | OMN | Oman"],
    }
    brief = Brief(parties=(Party(code="IRN", name="Iran"), Party(code="USA", name="United States")))
    assert [f.content.status for f in found_by(phases, case)] == ["suspended"]
    assert found_by(phases, case, brief) == []


def test_two_parties_of_the_brief_sign_an_accord_in_an_article_without_a_word_for_talks() -> None:
    case = {
        "text": "Iran and Oman signed an agreement on Tuesday.",
        "actors": ["Iran | state | IRN | Iran", "Oman | state | OMN | Oman"],
    }
    ours = Brief(parties=(Party(code="IRN", name="Iran"), Party(code="OMN", name="Oman")))
    others = Brief(parties=(Party(code="IRN", name="Iran"), Party(code="USA", name="United States")))
    assert [f.content.status for f in found_by(phases, case, ours)] == ["concluded"]
    assert found_by(phases, case, others) == []


def test_every_row_fires_on_its_example_and_not_on_its_counter_example() -> None:
    def fills(grammar: Grammar) -> Fills:
        days = frozenset(i for i, word in enumerate(grammar.words.lower) if word == "saturday")
        return Slots(grammar, Talks(Brief()).own(grammar, Mentions([])), days).fills()

    assert failures(TABLE, fills) == []


def test_the_reference_names_every_slot_and_status() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "phases.md").read_text(encoding="utf-8")
    statuses = {str(row.gives["status"]) for row in TABLE.rows}
    slots = {slot for row in TABLE.rows for slot in (*row.needs, *row.may)}
    assert [name for name in sorted({*slots, *statuses}) if f"`{name}`" not in page] == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The talks went on. The dockers went back, ending a pause of six weeks.", ["under_way"]),
        ("Lima gave way, clearing the path for a return to the talks.", []),
        ("Lima and Oslo signed a contract on Tuesday after long talks.", ["concluded"]),
    ],
)
def test_talks_go_on_where_a_break_ends_and_not_where_the_way_is_cleared(text: str, status: list[str]) -> None:
    assert [f.content.status for f in found_by(phases, {"text": text})] == status


def test_people_of_two_parties_sign_a_peace_accord_that_says_more() -> None:
    case = {
        "text": "Arland's President Samuel Orta and rebel leader Ines Macao signed a peace agreement that ends a war.",
        "actors": ["Samuel Orta | person | KES | Samuel Orta", "Ines Macao | person | FDM | Ines Macao"],
    }
    ours = Brief(
        parties=(Party(code="KES", name="Arland"), Party(code="FDM", name="the Front")), talks=("peace talks",)
    )
    assert [f.content.status for f in found_by(phases, case, ours)] == ["concluded"]
