"""Hard cases of linkages: which ties come out of a sentence, with which ends, and which do not."""

from __future__ import annotations

import pytest
from tests.understanding.frames.proving import failures
from tests.understanding.staging import Case, analysed, article_of, cases, found_by, shares_half

from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.linkages.annotator import linkages
from verbale.understanding.linkages.connectives import Connectives
from verbale.understanding.linkages.predicates import TABLE, Predicates
from verbale.understanding.linkages.rows import connectives

CASES = cases("linkages")


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_hard_case(case: Case) -> None:
    text, found = case["text"], found_by(linkages, case)
    told = [(f.content.kind, text[slice(*f.content.antecedent)], text[slice(*f.content.consequent)]) for f in found]
    assert len(told) == len(case["want"]), told
    for (kind, source, target), want in zip(told, case["want"], strict=True):
        assert kind == want["kind"]
        assert shares_half(source, want["from"]), source
        assert shares_half(target, want["to"]), target


def test_the_speaker_holds_a_tie_within_what_is_said_and_the_writer_any_other() -> None:
    said = {
        "text": "The envoy said Cairo would sign if the clause were dropped.",
        "actors": ["envoy | person | EGY | The envoy"],
        "statements": [{"speaker": "envoy", "cue": "said", "content": "Cairo would sign if the clause were dropped"}],
    }
    assert found_by(linkages, said)[0].content.holder is not None
    told = {"text": "Cairo would sign if the clause were dropped."}
    assert found_by(linkages, told)[0].content.holder is None


def test_who_refuses_holds_the_tie_whose_end_keeps_the_refusal() -> None:
    """Caught: the refusal was kept in the end, and the tie was nobody's any more."""
    refused = {
        "text": "The envoy refused to come despite the calls.",
        "actors": ["envoy | person | EGY | The envoy"],
        "statements": [{"speaker": "envoy", "cue": "refused", "act": "reject", "content": "to come despite the calls"}],
    }
    (found,) = found_by(linkages, refused)
    assert "refused" in refused["text"][slice(*found.content.consequent)]
    assert found.content.holder is not None


def test_a_tie_within_a_worry_is_a_concern() -> None:
    case = {
        "text": "The envoy fears that the clinic will close if the aid stops.",
        "actors": ["envoy | person | EGY | The envoy"],
        "statements": [
            {
                "speaker": "envoy",
                "cue": "fears",
                "content": "that the clinic will close if the aid stops",
                "kind": "attitude",
            }
        ],
    }
    assert [f.content.kind for f in found_by(linkages, case)] == ["concern"]


def test_what_keeps_a_thing_from_happening_is_negative() -> None:
    found = found_by(linkages, {"text": "The raid derailed the talks."})
    assert [f.content.polarity for f in found] == ["negative"]


def test_spans_are_exact_and_the_ends_never_overlap() -> None:
    for case in CASES:
        for found in found_by(linkages, case):
            for passage in found.passages:
                assert article_of(case["text"]).text[passage.start : passage.end] == passage.words
            a, b = found.content.antecedent, found.content.consequent
            assert a[1] <= b[0] or b[1] <= a[0]


def test_predicates_find_their_examples_and_no_counter_example() -> None:
    assert failures(TABLE, lambda grammar: Predicates(grammar, frozenset(), frozenset()).fills()) == []


def test_connectives_tie_in_their_examples_and_not_in_their_counter_examples() -> None:
    for row in connectives():
        assert _ties(row.example, row.name) or not row.kind, f"{row.name} does not tie: {row.example}"
        assert not _ties(row.counter, row.name), f"{row.name} ties: {row.counter}"


def _ties(text: str, name: str) -> bool:
    ties = Connectives(grammar_of(analysed(text)), frozenset(), frozenset()).ties()
    return any(tie.rule.split(".")[1] == name for tie in ties)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (
            "Lima did not refuse to renew the talks, but only if the gate was opened.",
            [("the gate was opened", "renew the talks")],
        ),
        ("To lift the ban, the envoy said, Lima must free the crew.", [("Lima must free the crew", "lift the ban")]),
        ("To put it plainly, the envoy said, Lima must pay.", []),
        ("The tolls must be halved to give the talks a chance.", []),
    ],
)
def test_a_demand_is_read_behind_a_comma_and_from_the_aim_before_it(text: str, ends: list[tuple[str, str]]) -> None:
    found = [f.content for f in found_by(linkages, {"text": text}) if f.content.kind == "precondition"]
    assert [(text[slice(*c.antecedent)], text[slice(*c.consequent)]) for c in found] == ends
