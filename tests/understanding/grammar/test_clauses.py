"""Sentences and the clauses that the grammar reads off them: `clauses.toml`, one line a clause."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from tests.understanding.staging import analysed

from verbale.understanding.grammar.article import Grammar, grammar_of
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.extent import extent_of, predicate_of

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))[
    "case"
]


def line_of(grammar: Grammar, clause: Clause) -> str:
    """A clause as the table has it."""
    subject, held = ((a and grammar.words_of(a.extent)) or "" for a in (clause.subject, clause.object))
    predicate = f"{clause.lemma} {clause.particle}".strip()
    polarity = "-" if clause.negated else "+"
    modality = " ".join(sorted(clause.modality))
    relation = clause.relation + ("?" if clause.mood == "question" else "") + '"' * clause.depth
    extent = grammar.words_of(extent_of(grammar, clause))
    return " | ".join(
        (predicate, subject, held, polarity, modality, clause.voice, clause.told, relation, extent)
    ).replace("|  |", "| |").replace("|  |", "| |")  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_a_sentence_has_these_clauses(case: dict[str, Any]) -> None:
    grammar = grammar_of(analysed(case["text"]))
    assert [line_of(grammar, c) for c in grammar.clauses] == case["clauses"]


def test_the_grammar_of_an_article_is_worked_out_once() -> None:
    analysis = analysed("Lima signed the text.")
    assert grammar_of(analysis) is grammar_of(analysis)


def test_places_count_in_code_points_of_the_article() -> None:
    text = "Furniture.\nÉlise Durand 🤝 said that Lima, which owns the port, would not sign."
    grammar = grammar_of(analysed(text))
    sign = next(c for c in grammar.clauses if c.lemma == "sign")
    assert sign.subject is not None
    span, place = grammar.span(extent_of(grammar, sign)), grammar.span(sign.subject.extent)
    assert span is not None and text[slice(*span)] == "Lima, which owns the port, would not sign"
    assert place is not None and text[slice(*place)] == "Lima, which owns the port"


def test_a_clause_can_be_had_with_its_marker_and_without_its_conditions() -> None:
    grammar = grammar_of(analysed("The union said that it would not sign unless the guards left."))
    sign = next(c for c in grammar.clauses if c.lemma == "sign")
    assert grammar.words_of(extent_of(grammar, sign, adverbial=False)) == "it would not sign"
    assert grammar.words_of(extent_of(grammar, sign, marker=True, adverbial=False)) == "that it would not sign"
    assert grammar.words_of(predicate_of(grammar, sign)) == "would not sign unless the guards left"


def test_joined_clauses_are_siblings_with_one_parent() -> None:
    grammar = grammar_of(analysed("Oslo said it would not sign but demanded a truce and hinted that it might pay."))
    say, sign, demand, hint, pay = grammar.clauses
    assert grammar.joined(demand) == (say, demand, hint)
    assert (demand.joined, demand.conjunction, hint.joined, hint.conjunction) == (say.head, "but", demand.head, "and")
    assert [grammar.parent(c) for c in (say, sign, demand, hint, pay)] == [None, say, None, None, hint]
    assert grammar.content(say) is sign and grammar.below(hint) == (pay,)


def test_a_noun_is_read_as_a_clause() -> None:
    text = "The ministry hailed Lima's suspension of the talks with Quito."
    grammar = grammar_of(analysed(text))
    noun = grammar.noun(grammar.words.lower.index("suspension"))
    roles = {a.role: grammar.words_of(a.extent) for a in noun.arguments}
    assert roles == {"owner": "Lima's", "of": "the talks with Quito", "subject": "The ministry"}
    assert noun.is_fact


def test_what_is_wanted_of_a_noun_lies_on_it() -> None:
    grammar = grammar_of(analysed("Both sides called for the resumption of the talks."))
    noun = grammar.noun(grammar.words.lower.index("resumption"))
    assert noun.modality == {"request"} and not noun.is_fact


def test_what_stands_before_a_noun_is_read_as_said_of_it() -> None:
    grammar = grammar_of(analysed("The suspended talks were hard."))
    attribute = grammar.attribute(grammar.words.lower.index("suspended"))
    assert (attribute.lemma, attribute.voice) == ("suspend", "passive")
    assert attribute.object is not None and grammar.words.text[attribute.object.head] == "talks"


def test_a_list_has_all_its_heads() -> None:
    grammar = grammar_of(analysed("Lima, Quito and Oslo met."))
    subject = grammar.clauses[0].subject
    assert subject is not None
    assert [grammar.words.text[i] for i in subject.members] == ["Lima", "Quito", "Oslo"]


@pytest.mark.parametrize("case", CASES[::4], ids=[c["text"] for c in CASES[::4]])
def test_the_repaired_parse_stays_a_tree_within_its_sentence(case: dict[str, Any]) -> None:
    words = grammar_of(analysed(case["text"])).words
    for i in range(len(words)):
        seen, at = {i}, i
        while words.head[at] != at:
            at = words.head[at]
            assert at not in seen
            seen.add(at)
        assert words.sentence[at] == words.sentence[i]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lima ratified the treaty on Monday and Quito withdrew from it on Tuesday.", "treaty"),
        ("Lima imposed tariffs in March but Quito lifted them in May.", "tariffs"),
        ("Lima met the envoy on Monday. It left.", None),
        ("Lima praised the envoys and Quito welcomed it.", None),
    ],
)
def test_a_pronoun_beside_a_further_verb_stands_for_what_the_clause_before_is_about(
    text: str, wanted: str | None
) -> None:
    grammar = grammar_of(analysed(text))
    (pronoun,) = (i for i, word in enumerate(grammar.words.lower) if word in ("it", "them"))
    meant = grammar.antecedent(pronoun)
    assert (grammar.words.text[meant] if meant is not None else None) == wanted


def test_a_clause_joined_to_a_verbal_noun_stands_alone() -> None:
    grammar = grammar_of(analysed("The talks on easing and lifting the ban failed."))
    assert [[one.lemma for one in grammar.joined(c)] for c in grammar.clauses] == [["lift"], ["fail"]]
