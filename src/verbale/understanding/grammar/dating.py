"""Which date a clause tells: the calendar time that hangs on its verb, or on a verb above it that it goes with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.clauses import ancestors_within, clause_above, is_verb
from verbale.understanding.grammar.dates_of import Dated, start_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def date_of(
    analysis: Analysis,
    times: list[Dated],
    token: Token,
    *,
    through: tuple[int, ...] = (),
    past: frozenset[str] = frozenset(),
) -> str | None:
    """The start of the time nearest to `token` that dates its clause, or the clause that this one goes with.

    `through` are tokens of nouns that a time may hang on ("talks in May"); the search climbs over a content clause
    only where its governor's lemma is in `past` ("agreed to …").
    """
    at = analysis.span(token)[0]
    for verb in _verbs_above(clause_above(token), past):
        dated = [d for d in times if _hangs_on(analysis, d[0], verb, through)]
        if dated:
            span, edtf = min(dated, key=lambda d: abs(d[0][0] - at))
            return start_of(edtf, analysis.words(span))
    return None


def _verbs_above(verb: Token, past: frozenset[str]) -> Iterator[Token]:
    for at in ancestors_within(verb):
        if is_verb(at) or at is verb:
            yield at
        if at.dep_ in ("ROOT", "ccomp") and at.head.lemma_ not in past:
            return
        if at.dep_ == "conj" and at.tag_ in ("VBD", "VBZ", "VBP"):
            return
        if at.dep_ == "relcl" and not any(c.lower_ in ("where", "when") for c in at.children):
            return


def _hangs_on(analysis: Analysis, span: Span, verb: Token, through: tuple[int, ...]) -> bool:
    """Whether the time hangs on the verb, directly or over one of the nouns `through`."""
    tokens = analysis.tokens(span)
    if tokens is None or not len(tokens) or tokens.root.sent != verb.sent:
        return False
    nominal = any(verb.doc[i].pos_ == "NOUN" for i in through[:1])
    for at in ancestors_within(tokens.root):
        if at.i == verb.i or (verb.dep_ == "acl" and at.i == verb.head.i):
            return True
        if is_verb(at) and at.dep_ not in ("aux", "auxpass", "prep"):
            return _opens(tokens[0], at)
        event = at.head.lower_ in ("since", "after", "until")
        if at.i != tokens.root.i and at.pos_ in ("NOUN", "PROPN") and at.i not in through and not event:
            return nominal and at.head.i in (*through, verb.i)
    return False


def _opens(first: Token, other: Token) -> bool:
    """ "since the spring to finalize …": the parser takes the preposition for the infinitive's mark."""
    return first.dep_ == "mark" and first.lower_ == "since" and any(c.tag_ == "TO" for c in other.children)
