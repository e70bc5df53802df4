"""Errata: a decision after an edition on what it printed names that edition, and nothing that was printed changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model.evidence import Judgement, Verdict
from verbale.model.published import Sentence
from verbale.model.text import Passage
from verbale.views.errata import errata

WORDS = "Ada Orum denied that the dam leaks"
PASSAGE = Passage("a1", 10, 10 + len(WORDS), WORDS)
PRINTED = Sentence(1, "a1", 8, 50, "utterance:u1", f"{WORDS}.", 0)


def judgement(key: str = "d1-0", verdict: Verdict = "corrected", **said: object) -> Judgement:
    plain = Judgement(
        key=key, verdict=verdict, kind="statement", passage=PASSAGE, field="speaker", value="Ben Lusk", by="Cem Arn",
        made_on="2020-05-06", why="misquoted",
    )  # fmt: skip
    return replace(plain, **said)  # type: ignore[arg-type] # fields of a judgement


def test_a_correction_names_the_editions_that_printed_the_sentence() -> None:
    again = replace(PRINTED, edition=2, number=4)
    (found,) = errata([PRINTED, again], {1: 0, 2: 0}, [judgement()])
    assert found.editions == (1, 2)
    assert (found.printed, found.now) == (f"{WORDS}.", "Corrected: speaker is Ben Lusk")
    assert (found.day, found.why, found.line) == ("2020-05-06", "misquoted", "utterance:u1")


def test_an_edition_published_after_the_decision_is_not_named() -> None:
    (found,) = errata([PRINTED, replace(PRINTED, edition=2)], {1: 0, 2: 1}, [judgement()])
    assert found.editions == (1,)


@pytest.mark.parametrize(
    ("verdict", "now"),
    [("rejected", "does not stand"), ("same", "is one with"), ("different", "Two things")],
)
def test_what_was_rejected_joined_or_parted_is_said(verdict: Verdict, now: str) -> None:
    (found,) = errata([PRINTED], {1: 0}, [judgement(verdict=verdict, field=None, value=None)])
    assert now in found.now


def test_to_accept_what_was_printed_corrects_nothing() -> None:
    assert errata([PRINTED], {1: 0}, [judgement(verdict="accepted", field=None)]) == []


def test_a_decision_with_many_places_is_one_erratum() -> None:
    other = judgement("d1-1", passage=Passage("a2", 0, 5, "Words"))
    assert len(errata([PRINTED], {1: 0}, [judgement(), other])) == 1


def test_a_decision_that_was_taken_back_leaves_no_erratum() -> None:
    undo = judgement("d2-0", undoes="d1-0")
    assert errata([PRINTED], {1: 0}, [judgement(), undo]) == []


def test_to_take_back_what_an_edition_had_followed_is_an_erratum() -> None:
    undo = judgement("d2-0", undoes="d1-0", made_on="2020-05-07", why="it was she after all")
    (found,) = errata([PRINTED], {1: 1}, [judgement(), undo])
    assert (found.now, found.day, found.why) == (
        "A correction that it followed was taken back", "2020-05-07", "it was she after all",
    )  # fmt: skip


def test_only_what_was_decided_since_is_announced() -> None:
    later = judgement("d3-0", field="act", value="say")
    (found,) = errata([PRINTED], {1: 0}, [judgement(), later], since=1)
    assert found.now == "Corrected: act is say"


@pytest.mark.parametrize(
    "other",
    [
        {"passage": replace(PASSAGE, article="a9")},
        {"passage": Passage("a1", 60, 80, "x" * 20)},
        {"kind": "position"},
    ],
    ids=["another article", "another place", "another kind of line"],
)
def test_a_decision_on_something_else_touches_nothing(other: dict[str, object]) -> None:
    assert errata([PRINTED], {1: 0}, [judgement(**other)]) == []


def test_a_corrected_actor_touches_the_sentences_that_name_him_there() -> None:
    named = judgement(kind="actor", passage=Passage("a1", 10, 18, "Ada Orum"), field="party", value="SUD")
    (found,) = errata([PRINTED], {1: 0}, [named])
    assert found.now == "Corrected: party is SUD"


def test_a_corrected_act_touches_the_position_that_was_told_by_it() -> None:
    position = replace(PRINTED, line="position:NOR:water", words="Norland on the water (denial).")
    (found,) = errata([position], {1: 0}, [judgement(field="act", value="accuse")])
    assert (found.line, found.now) == ("position:NOR:water", "Corrected: act is accusation")


@given(st.lists(st.sampled_from(["corrected", "rejected", "accepted", "undo"]), max_size=6), st.integers(0, 6))
def test_an_edition_has_errata_only_where_what_stands_differs_from_what_stood_then(
    made: list[str], before: int
) -> None:
    judgements: list[Judgement] = []
    for number, verdict in enumerate(made):
        if verdict == "undo":
            if judgements:
                judgements.append(replace(judgements[-1], key=f"d{number}-0", undoes=judgements[-1].key))
        else:
            judgements.append(judgement(f"d{number}-0", verdict))  # type: ignore[arg-type] # one of the verdicts
    then = min(before, len(judgements))
    found = errata([PRINTED], {1: then}, judgements)
    assert errata([PRINTED], {1: len(judgements)}, judgements) == []
    assert len(found) <= len(judgements[then:])
    assert all(one.editions == (1,) for one in found)
