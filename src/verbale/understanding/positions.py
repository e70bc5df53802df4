"""Positions: what a party wants or refuses on an issue, by its own word or as the writer tells it.

A stance found by `stances.py` becomes a position where whoever takes it speaks for a party (a state, a government, a
ministry, an office; not an anonymous official, an analyst, a former minister) and not only another party tells of it.
Conditions come from the linkages. One demand told twice is one position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Actor, Change, Linkage, Position, Statement
from verbale.model.text import Span
from verbale.understanding.clauses import clause_above, is_verb, place, subject_of
from verbale.understanding.dating import calendar_times, date_of
from verbale.understanding.linkages import statements_round
from verbale.understanding.mentions import Mentions
from verbale.understanding.pipeline import Analysis, Annotator, annotator
from verbale.understanding.stances import Stance, Taken, stances, words_of
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_OWN = frozenset({"it", "they", "he", "she", "its", "their"})
_QUOTES = re.compile(r"[“”\"«»]")


@annotator("positions", needs={"statements", "actors", "times", "linkages"}, gives={"position"}, version="1")
def positions(brief: Brief) -> Annotator:
    """One position for each party, issue and distinct demand or refusal."""
    issues = _Issues(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        scene = _Scene(analysis, findings, Mentions(findings.actors))
        seen: list[tuple[Position, Taken]] = []
        for taken in [*_conditional(scene), *stances(analysis.doc)]:
            position = _position(scene, issues, taken)
            if position is not None and not any(_same(analysis, position, taken, s, t) for s, t in seen):
                seen.append((position, taken))
        for position, taken in sorted(seen, key=lambda pair: pair[0].evidence):
            yield analysis.finding(position, rule=taken.stance.rule, confidence=taken.stance.confidence)

    return annotate


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is known when positions are looked for."""

    analysis: Analysis
    findings: Findings
    mentions: Mentions

    def round(self, token: Token) -> list[Statement]:
        """The statements round a token, innermost first; a clause joined to a reported one is reported with it."""
        verb = clause_above(token)
        found = statements_round(self.findings, self.analysis.span(token))
        joined = not found and verb.dep_ == "conj" and is_verb(verb.head) and verb.head.i != verb.i
        return statements_round(self.findings, self.analysis.span(verb.head)) if joined else found

    def actor(self, key: str | None) -> Actor | None:
        """The actor with that key."""
        found = self.findings.get(key)
        return found.content if found is not None and isinstance(found.content, Actor) else None

    def actor_at(self, token: Token) -> Actor | None:
        """The actor that the phrase headed by a token names."""
        found = self.mentions.at(self.analysis.span(self.analysis.doc[token.left_edge.i : token.i + 1]))
        return found[1].content if found else None


class _Issues:
    """Which issue a clause is about: the brief's by its terms, else the default ones."""

    def __init__(self, brief: Brief) -> None:
        self._terms: dict[str, str] = {w: issue for issue, words in toml("positions")["issues"].items() for w in words}
        self._phrases = [(t.lower(), i.id) for i in brief.issues for t in (i.name, *i.terms)]
        self._order = re.compile(r"\b(?:" + "|".join(toml("positions")["classes"]["order"]) + r")\b")

    def of(self, taken: Taken, words: str) -> str:
        """The issue of what is wanted: by its head, by the clause without its conditions, by the sentence before."""
        if taken.stance.issue:
            return taken.stance.issue
        lowered = words.lower()
        own = [(lowered.find(phrase), issue) for phrase, issue in self._phrases if phrase in lowered]
        if own:
            return min(own)[1]
        if self._order.search(lowered):
            return "talks"
        return next((issue for group in _nearest(taken) for issue in self._named(group)), "other")

    def _named(self, tokens: list[Token]) -> Iterator[str]:
        for token in tokens:
            lemma = token.lemma_.lower()
            if lemma in self._terms and (token.pos_ in ("NOUN", "PROPN") or lemma not in words_of("noun_only")):
                yield self._terms[lemma]


def _nearest(taken: Taken) -> Iterator[list[Token]]:
    """The words that may name what is wanted, the likeliest group first."""
    wanted, doc = taken.wanted, taken.wanted.doc
    subject = subject_of(wanted) if is_verb(wanted) else None
    passive = any(c.dep_ == "auxpass" for c in wanted.children)
    tokens = [t for t in wanted.subtree if not _in_condition(t, wanted)]
    tokens.sort(key=lambda t: (_depth(t, wanted), t.dep_ == "amod", t.i))
    if subject is not None and passive:
        tokens = [*subject.subtree, *tokens]
    yield [t for t in tokens if t.dep_ not in ("compound", "poss")]
    yield tokens
    yield list(doc[taken.evidence[0] : taken.evidence[1]])
    named = [wanted, *(c for c in wanted.children if c.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass"))]
    if wanted.sent.start and any(t.lemma_.lower() in words_of("anaphors") and t.dep_ != "mark" for t in named):
        yield list(doc[wanted.sent.start - 1].sent)


def _depth(token: Token, top: Token) -> int:
    """How far below `top` the token stands; an adjective stands with its noun."""
    depth, at = 0, token.head if token.dep_ == "amod" else token
    while at.i != top.i and at.head.i != at.i:
        depth, at = depth + 1, at.head
    return depth


def _in_condition(token: Token, top: Token) -> bool:
    at = token
    while at.i != top.i and at.head.i != at.i:
        if at.dep_ in ("advcl", "prep") and any(c.lower_ in words_of("conditions") for c in (at, *at.children)):
            return True
        at = at.head
    return False


def _position(scene: _Scene, issues: _Issues, taken: Taken) -> Position | None:
    analysis = scene.analysis
    party = _party(scene, taken)
    evidence = place(analysis, taken.evidence)
    if party is None or evidence is None:
        return None
    round_it = scene.round(taken.token)
    evidence = _within(evidence, round_it[:1])
    words = analysis.words(evidence)
    said = _cued(scene, taken) or (round_it[0] if round_it else None)
    return Position(
        party=party,
        issue=issues.of(taken, words),
        stance=" ".join(_QUOTES.sub("", words).split()),
        evidence=evidence,
        as_of=_as_of(scene, taken, said),
        change=_change(scene, taken, round_it),
    )


def _as_of(scene: _Scene, taken: Taken, said: Statement | None) -> str | None:
    """The day it was said, else the time of the act that takes the stance, else the day of publication."""
    if said is not None and said.said_on:
        return said.said_on
    times = calendar_times(scene.findings)
    cue = scene.analysis.tokens(said.cue) if said is not None and said.cue else None
    told = date_of(scene.analysis, times, cue.root) if cue is not None and len(cue) else None
    if (
        told is None
        and taken.stance.frame in ("verb", "announced", "noun")
        and clause_above(taken.token).tag_ in ("VBD", "VBN")
    ):
        told = date_of(scene.analysis, times, taken.token)
    return told or scene.analysis.article.published


def _within(evidence: Span, round_it: list[Statement]) -> Span:
    """The evidence cut to the statement that the stance stands in."""
    for statement in round_it:
        for low, high in statement.content:
            if low < evidence[1] and evidence[0] < high:
                return (max(low, evidence[0]), min(high, evidence[1]))
    return evidence


def _party(scene: _Scene, taken: Taken) -> str | None:
    """The party whose stance it is, or None where nobody speaks for one."""
    round_it = scene.round(taken.token)
    inner = round_it[0] if round_it else None
    if any(s.act == "agree" for s in round_it[:1]):
        return None
    if taken.stance.quoted and _is_told_of(scene, taken, inner):
        return None
    speaker = scene.actor(inner.speaker) if inner else None
    own = _official(speaker)
    party = own if taken.subject is None else _subject_party(scene, taken, speaker, own)
    if party is None or (taken.stance.quoted and own != party):
        return None
    if inner is not None and not taken.stance.speech and own != party:
        return None
    if taken.stance.tone == "want" and any(s.act == "deny" for s in round_it):
        return None
    for statement in round_it:
        teller = scene.actor(statement.speaker)
        if teller is not None and teller.party not in (None, party) and teller.kind != "outlet":
            return None
    outer = round_it[1:] if own == party else round_it
    if (
        inner is not None
        and inner.kind == "attitude"
        and any(_official(scene.actor(s.speaker)) != party for s in outer)
    ):
        return None
    return party


def _is_told_of(scene: _Scene, taken: Taken, inner: Statement | None) -> bool:
    """Whether the clause hangs on a verb that is not the speaker's own ("guarantees that sanctions will not …")."""
    verb = clause_above(taken.token)
    if verb.dep_ not in ("ccomp", "relcl", "acl", "advcl", "csubj") or verb.head.i == verb.i:
        return False
    if inner is not None and verb.dep_ in ("acl", "relcl", "ccomp") and _is_root(scene, verb, inner):
        return False
    if verb.dep_ != "ccomp":
        return taken.stance.frame != "condition"
    at = scene.analysis.span(verb.head)
    return inner is not None and any(a <= at[0] < b for a, b in inner.content)


def _is_root(scene: _Scene, verb: Token, statement: Statement) -> bool:
    tokens = [scene.analysis.tokens(c) for c in statement.content]
    return any(t is not None and len(t) > 0 and t.root.i == verb.i for t in tokens)


def _subject_party(scene: _Scene, taken: Taken, speaker: Actor | None, own: str | None) -> str | None:
    subject = taken.subject
    assert subject is not None  # noqa: S101 - for mypy: the caller has looked
    if subject.lower_ in _FIRST_PERSON:
        return own
    actor = scene.actor_at(subject)
    if actor is not None:
        return _official(actor)
    possessed = next((c for c in subject.children if c.dep_ == "poss"), None)
    if possessed is not None and possessed.lower_ in _FIRST_PERSON | _OWN:
        return own
    if taken.stance.frame == "refusal" and any(c.dep_ == "nsubjpass" for c in taken.token.children):
        return own
    return own if subject.lower_ in _OWN and speaker is not None else None


def _official(actor: Actor | None) -> str | None:
    """The party that an actor speaks for, or None."""
    if actor is None or actor.party is None:
        return None
    if actor.kind in ("state", "government", "ministry"):
        return actor.party
    if actor.kind == "organisation":
        return actor.party if actor.party in (actor.name, "EU", "UN", "NATO", "AU") or "ffice" in actor.name else None
    if actor.kind != "person":
        return None
    role = {w.strip(",.'’s").lower() for w in re.split(r"[\s\-]+", actor.role or "")} | {(actor.role or "").lower()}
    if role & words_of("unofficial") or any(w.startswith("then") for w in role):
        return None
    return actor.party if actor.role is None or role & words_of("offices") else None


def _cued(scene: _Scene, taken: Taken) -> Statement | None:
    """The statement whose cue is the word that takes the stance."""
    span = scene.analysis.span(taken.token)
    return next(
        (
            s.content
            for s in scene.findings.statements
            if s.content.cue and s.content.cue[0] <= span[0] < s.content.cue[1]
        ),
        None,
    )


def _change(scene: _Scene, taken: Taken, round_it: list[Statement]) -> Change | None:
    """What words of the clause and of its cue say about whether the stance is new."""
    verb = clause_above(taken.token)
    near = [taken.token, verb, *verb.children, *clause_above(verb.head).children]
    cue = scene.analysis.tokens(round_it[0].cue) if round_it and round_it[0].cue else None
    if cue is not None:
        near += [*cue, *cue.root.children]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    if lemmas & words_of("shift"):
        return "shifted"
    told = (
        " ".join(scene.analysis.words(c) for c in round_it[0].content).lower() if round_it else verb.sent.text.lower()
    )
    if lemmas & words_of("again") or any(p in told for p in words_of("again_phrases")):
        return "reaffirmed"
    if taken.stance.change is None and round_it and round_it[0].act == "propose":
        return "new"
    return taken.stance.change


def _same(analysis: Analysis, a: Position, of_a: Taken, b: Position, of_b: Taken) -> bool:
    """Whether two positions are one demand: evidence that overlaps, or the same words for or against one issue."""
    if a.party != b.party:
        return False
    if min(a.evidence[1], b.evidence[1]) > max(a.evidence[0], b.evidence[0]):
        return True
    if a.issue != b.issue:
        return False
    if a.issue == "sovereignty" and "sovereignty" in (of_a.stance.issue, of_b.stance.issue):
        return True
    if of_a.stance.tone != of_b.stance.tone:
        return False
    x, y = (
        {t.lemma_.lower() for t in analysis.tokens(p.evidence) or () if t.pos_ in ("NOUN", "VERB", "PROPN", "ADJ")}
        for p in (a, b)
    )
    return len(x & y) * 3 >= min(len(x), len(y)) if x and y else False


_CONDITION = Stance(words=("condition",), frame="condition", tone="want", quoted=True, confidence=0.7)


def _conditional(scene: _Scene) -> Iterator[Taken]:
    """What an official will do on a condition, and what is to be got by a threat or a trade."""
    for found in scene.findings.linkages:
        linkage: Linkage = found.content
        ends = [scene.analysis.tokens(s) for s in (linkage.antecedent, linkage.consequent)]
        if (
            not found.observation.rule.startswith("linkage.inside")
            or linkage.kind not in ("precondition", "leverage")
            or any(e is None or not len(e) for e in ends)
        ):
            continue
        source, target = (e for e in ends if e is not None)
        head, first, after = target.root, target.start, target.end
        if linkage.kind == "leverage":
            if scene.analysis.words(linkage.cue).lower() == "in return for":
                first, after = min(first, source.start), max(after, source.end)
            elif source.start > target.start:
                continue
            yield Taken(_CONDITION, head, None, head, (first, after))
            continue
        verb = clause_above(head)
        subject = subject_of(verb)
        if (
            source.start < first
            or verb.lemma_ == "be"
            or not is_verb(head)
            or (subject is not None and subject.lower_ in ("you", "who"))
        ):
            continue
        if (
            subject is not None
            and subject.left_edge.i < first
            and subject.head.i in (verb.i, verb.head.i)
            and verb.dep_ != "conj"
        ):
            first = subject.left_edge.i
        passive = subject is not None and subject.dep_ == "nsubjpass"
        yield Taken(_CONDITION, head, None if passive or subject is None else subject, head, (first, source.end))
