"""Phases: how the talks of the article stand or stood, by its own words.

A word of `tables/phases.toml` is looked up by lemma in one walk; it tells a phase where the talks stand in the role its
frame asks for and nothing round it leaves the matter open (a condition, a wish, a denial). Talks between parties that
most of the article's named talks are not between are other talks. One status told twice is one phase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Phase, Statement
from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.clauses import ancestors_within, clause_above, is_verb, place
from verbale.understanding.grammar.dating import Dated, calendar_times, date_of, start_of
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.grammar.reported import statements_round
from verbale.understanding.phases.frames import FRAMES
from verbale.understanding.phases.reach import Rule, Standing, is_reported
from verbale.understanding.phases.tables import toml
from verbale.understanding.phases.talks import Talks, names
from verbale.understanding.pipeline import Annotator, annotator

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


_DOING = frozenset(toml("phases")["names"]["doing"])


@annotator("phases", needs={"times", "actors", "statements"}, gives={"phase"}, version="1")
def phases(brief: Brief) -> Annotator:
    """One phase for each change of status that the article tells of its talks."""
    talks = Talks(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        mentions = Mentions(findings.actors)
        told: list[_Told] = []
        for standing in _standings(analysis.doc, talks.own(analysis, mentions)):
            phase = _told(analysis, findings, mentions, standing)
            if phase is not None:
                told.append(phase)
        for one in _once(told):
            yield analysis.finding(one.phase, rule=one.rule.name, confidence=one.rule.confidence)

    return annotate


@dataclass(frozen=True, slots=True)
class _Told:
    """A phase as one place tells it."""

    phase: Phase
    rule: Rule


def _once(told: list[_Told]) -> Iterable[_Told]:
    """Each status once for each date; a date or a doer told later goes to the first mention that lacks it."""
    kept: list[_Told] = []
    for one in told:
        twin = next((i for i, k in enumerate(kept) if _same(k.phase, one.phase)), None)
        if twin is None:
            kept.append(one)
            continue
        first = kept[twin].phase
        joined = replace(first, since=first.since or one.phase.since, by=first.by or one.phase.by)
        kept[twin] = _Told(joined, kept[twin].rule)
    changes = [k for k in kept if not k.rule.weak]
    return changes or kept[:1]


def _same(a: Phase, b: Phase) -> bool:
    return a.status == b.status and (a.since is None or b.since is None or a.since[:4] == b.since[:4])


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """The rules by the lemma of their first word, longer ones first."""
    index: dict[str, list[Rule]] = {}
    for entry in toml("phases")["phase"]:
        given: dict[str, Any] = {
            k: v for k, v in entry.items() if k not in ("words", "intransitive", "verbs")
        }  # Any: TOML
        intransitive, verbs = entry.get("intransitive", []), tuple(entry.get("verbs", []))
        for words in dict.fromkeys([*entry["words"], *intransitive]):
            rule = Rule(words=tuple(words.split()), intransitive=words in intransitive, verbs=verbs, **given)
            index.setdefault(rule.words[0], []).append(rule)
    return {word: tuple(sorted(rules, key=lambda r: -len(r.words))) for word, rules in index.items()}


def _standings(doc: Doc, own: frozenset[int]) -> Iterator[Standing]:
    """Every place of the doc that says how its own talks (heads `own`) stand."""
    rules = _rules()
    for token in doc:
        for rule in rules.get(token.lemma_.lower(), ()) or rules.get(token.lower_, ()):
            found = _stands(rule, token, own)
            if found is not None:
                yield found
                break


def _stands(rule: Rule, token: Token, own: frozenset[int]) -> Standing | None:
    found = FRAMES[rule.frame](rule, token, own)
    return found if found is not None and (rule.frame == "adjective" or _is_told(found)) else None


def _is_told(found: Standing) -> bool:
    """Whether the place tells a fact: no condition, wish, question, negation or possibility above the word."""
    token, rule = found.token, found.rule
    verb = clause_above(token)
    if not rule.negated and any(c.dep_ == "neg" for c in verb.children):
        return False
    for at in ancestors_within(token):
        if (
            is_verb(at)
            and any(
                c.dep_ == "aux" and c.lower_ in ("could", "may", "might", "would", "can", "should", "must")
                for c in at.children
            )
            and not rule.negated
            and not (at is verb and rule.ahead and is_reported(at))
        ):
            return False
        if is_verb(at) and any(
            c.lower_ in ("if", "unless", "whether", "until", "before", "once") and c.dep_ in ("mark", "advmod")
            for c in at.children
        ):
            return False
        if (
            at.i != token.i
            and rule.frame not in ("offer", "due")
            and rule.status != "proposed"
            and at.lemma_.lower() in names("open")
            and not (rule.negated and at.lemma_ in ("refuse", "committed"))
        ):
            return False
        if at.dep_ == "relcl" or (at.i != token.i and (at.dep_ == "ROOT" or at.lemma_ in ("announce", "declare"))):
            break
    future = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll") for c in verb.children)
    infinitive = any(c.tag_ == "TO" for c in verb.children) and verb.head.lemma_ not in names("doing") | names("bound")
    return (rule.ahead or rule.negated or not future) and not (infinitive and is_verb(token) and not rule.negated)


def _told(analysis: Analysis, findings: Findings, mentions: Mentions, standing: Standing) -> _Told | None:
    token = standing.token
    round_it = statements_round(findings, analysis.span(token))
    if (
        any(s.act in ("deny", "propose", "request", "threaten") for s in round_it[:1])
        and standing.rule.status != "proposed"
    ):
        return None
    evidence = place(analysis, standing.evidence)
    if evidence is None:
        return None
    by = _doer(analysis, mentions, standing, round_it)
    since = None if standing.rule.status == "scheduled" else _since(analysis, findings, standing, round_it)
    return _Told(Phase(status=standing.rule.status, since=since, by=by, evidence=evidence), standing.rule)


def _doer(analysis: Analysis, mentions: Mentions, standing: Standing, round_it: list[Statement]) -> str | None:
    """Whom the sentence names as doing it; for "there will be no talks" the speaker."""
    if standing.rule.negated and standing.rule.frame == "noun":
        return round_it[0].speaker if round_it else None
    if standing.doer is None:
        return None
    found = mentions.at(analysis.span(analysis.doc[standing.doer.left_edge.i : standing.doer.i + 1]))
    found = _joint(analysis, mentions, standing.doer) or found
    return found[1].key if found else None


def _joint(analysis: Analysis, mentions: Mentions, doer: Token) -> tuple[Span, Finding[Any]] | None:
    """The group that a coordinated subject is, where the actors have one with just these words."""
    last = doer
    for child in doer.subtree:
        if child.dep_ == "conj" and child.i > last.i:
            last = child
    if last is doer:
        return None
    found = mentions.at(analysis.span(analysis.doc[doer.left_edge.i : last.i + 1]))
    return found if found and found[1].content.kind == "group" else None


def _since(analysis: Analysis, findings: Findings, standing: Standing, round_it: list[Statement]) -> str | None:
    """When the change came about: a time of the clause, of what is said to bring it, or of the meeting it refers to."""
    times = calendar_times(findings)
    through = (standing.token.i, standing.talks.i)
    dated = date_of(analysis, times, standing.token, through=through, past=_DOING)
    if dated is not None:
        return dated
    if standing.doer is not None or standing.rule.negated:
        for statement in round_it:
            cue = analysis.tokens(statement.cue) if statement.cue else None
            said = statement.said_on or (date_of(analysis, times, cue.root) if cue is not None and len(cue) else None)
            if said is not None:
                return said
    for clause in _announcing(standing):
        told = date_of(analysis, times, clause)
        if told is not None:
            return told
    return _day_of_meeting(analysis, times, standing.token)


def _announcing(standing: Standing) -> Iterator[Token]:
    """ "suspended by Lima, whose ministry announced on Monday that …": the clause that says when the doer said so."""
    if standing.doer is not None:
        yield from (c for c in standing.doer.children if c.dep_ == "relcl" and c.lemma_ in _DOING | {"say"})


def _day_of_meeting(analysis: Analysis, times: list[Dated], token: Token) -> str | None:
    """ "Following the meeting, …": the last time of the sentence before."""
    sentence = token.sent
    opening = [t.lemma_.lower() for t in sentence[:4]]
    if not opening or opening[0] not in ("follow", "following", "after", "at", "during"):
        return None
    if not set(opening) & set(toml("phases")["names"]["anaphor"]) or sentence.start == 0:
        return None
    before = analysis.span(analysis.doc[sentence.start - 1].sent)
    within = [edtf for span, edtf in times if before[0] <= span[0] < before[1]]
    return start_of(within[-1]) if within else None
