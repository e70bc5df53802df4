"""Hard cases of linkages: which ties come out of a sentence, with which ends, and which do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.understanding.staging import Case, article_of, cases, found_by, shares_half

from verbale.understanding.linkages.annotator import FRAMES, linkages
from verbale.understanding.linkages.cues import cues
from verbale.understanding.linkages.tables import toml

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


def test_every_cue_of_the_table_names_a_frame_and_is_written_in_lower_case() -> None:
    by_word, by_lemma = cues()
    for cue in [c for index in (by_word, by_lemma) for found in index.values() for c in found]:
        assert cue.frame in FRAMES
        assert all(w == w.lower() for w in cue.words)
        assert 0 < cue.confidence <= 1
        assert not cue.governor or cue.governor in toml("linkages")["classes"]


def test_the_reference_names_every_frame() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "linkages.md").read_text(encoding="utf-8")
    assert [frame for frame in FRAMES if f"`{frame}`" not in page] == []
