"""Contradictions: two statements of one article, of which one at most is true or one is set against the other.

The signs, each with its rule: a denial of what another statement asserts, what the denier goes on to say, a correction
of what somebody said, an adversative word between two statements on one question, and verbs that exclude each other.
A change of one speaker's mind over time is no contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Contradiction
from verbale.understanding.analysis import Analysis
from verbale.understanding.contradictions import tables
from verbale.understanding.contradictions.told import (
    Told,
    innermost,
    kinship,
    nested,
    of_others,
    opposite_verbs,
    told,
    vocabulary,
)
from verbale.understanding.grammar.issues import Issues
from verbale.understanding.pipeline import Annotator, annotator

REACH = 3
"""How many paragraphs back a denial or correction may look for what it opposes."""
_OPENING = 2
"""How many words of a sentence, outside what is told in it, may hold the adversative word."""


@annotator("contradictions", needs={"statements"}, gives={"contradiction"}, version="3")
def contradictions(brief: Brief) -> Annotator:
    """Yields a Contradiction for each two statements that the article sets against each other, in order of place."""
    issues = Issues(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        every = told(analysis, findings, issues)
        seen: set[frozenset[str]] = set()
        denied: dict[str, Told] = {}
        for i, later in enumerate(every):
            found = _opposed(later, every[:i], every) or _goes_on(later, every[:i], denied)
            if found is None:
                continue
            earlier, rule, confidence = found
            pair = frozenset({earlier.found.key, later.found.key})
            if later.statement.act in ("deny", "reject"):
                denied[later.found.key] = earlier
            if pair not in seen:
                seen.add(pair)
                yield analysis.finding(_contradiction(earlier, later), rule=rule, confidence=confidence)

    return annotate


def _contradiction(earlier: Told, later: Told) -> Contradiction:
    shared = sorted(earlier.issues & later.issues)
    evidence = tuple(sorted({*earlier.statement.content, *later.statement.content}))
    return Contradiction(
        a=earlier.found.key, b=later.found.key, about=", ".join(shared) or "the same question",
        cue=later.statement.cue, evidence=evidence,
    )  # fmt: skip


def _opposed(later: Told, before: list[Told], every: list[Told]) -> tuple[Told, str, float] | None:
    """What `later` is set against, with the rule and the confidence."""
    reach = [t for t in before if 0 <= later.paragraph - t.paragraph <= REACH]
    near = [t for t in reach if not nested(t, later) and of_others(t, later)]
    if _denies(later):
        target = _denied(later, reach, near)
        if target is not None:
            return target, "denial", 0.7
    corrected = _corrected(later, near)
    if corrected is not None:
        return corrected, "correction", 0.8
    last = [t for t in near[-3:] if later.paragraph - t.paragraph <= 1]
    return _against_denial(later, last) or _set_against(later, last, before, every)


def _denies(later: Told) -> bool:
    """Whether a statement denies: by its act, or because it rejects a report rather than a proposal."""
    cue = later.cue[0] if later.cue else None
    if cue is not None and cue.i > 0 and cue.nbor(-1).lower_ == "nor":
        return False  # would neither confirm nor deny it
    return later.statement.act == "deny" or (later.statement.act == "reject" and later.pointing == "report")


def _denied(later: Told, reach: list[Told], near: list[Told]) -> Told | None:
    """What a denial denies: what it points back at, what shares its words, or what its speaker is said to have said."""
    roots = [t for t in near if t.statement.within is None and t.sentence != later.sentence]
    roots = _main_last(roots)
    closest = max(near, key=lambda t: (kinship(t, later), t.at), default=None)
    least = 0.5 if later.pointing == "such" else 1.0
    if later.pointing in ("pronoun", "report") and roots and later.paragraph - roots[-1].paragraph <= 1:
        return innermost(roots[-1], reach)
    if closest is not None and kinship(closest, later) >= least:
        return _whole(closest, later, reach)
    deeds = [t for t in near if t.statement.act in _deeds(later)]
    if deeds:
        return deeds[-1]
    if later.statement.within is not None:
        return None
    if later.pointing or any(t.lower_ in vocabulary("sweeping") for t in later.tokens):
        relayed = [
            t for t in reach if t.statement.within and not nested(t, later) and t.voice != later.statement.speaker
        ]
        own = [t for t in relayed if t.statement.speaker == later.statement.speaker is not None]
        relayed = own or [t for t in relayed if _speaks_for(t, later) and not later.pointing]
        if relayed:
            return relayed[-1]
    last = roots[-1] if roots and later.paragraph == roots[-1].paragraph else None
    if last is not None and (
        kinship(last, later) >= 0.5 or later.pointing or _of_the_matter(later) or _least(later) is not None
    ):
        return innermost(last, reach)
    return None


def _deeds(later: Told) -> frozenset[str]:
    """The acts that a denial says were never done, by the nouns for them: any such offer, no instruction, no accord."""
    nouns = tables.toml("contradictions")["deeds"]["acts"]
    swept = (t for t in later.tokens if any(c.lower_ in ("any", "no", "such") for c in t.children))
    return frozenset(act for t in swept if (act := nouns.get(t.lemma_.lower())))


def _main_last(roots: list[Told]) -> list[Told]:
    """The roots, the main one of the last sentence at the end: aides told A of Ana, who had warned B."""
    main = [t for t in roots if t.sentence == roots[-1].sentence and any(c.dep_ == "ROOT" for c in t.cue)]
    return [*(t for t in roots if t is not main[0]), main[0]] if main else roots


def _speaks_for(told: Told, later: Told) -> bool:
    """Whether two statements have one speaker or speakers of one party."""
    return told.party is not None and told.party == later.party


def _whole(closest: Told, later: Told, reach: list[Told]) -> Told:
    """The claim that a denial of its words denies: that an offer was made or a text accepted, not what was offered."""
    outer = next((t for t in reach if t.found.key == closest.statement.within), None)
    if outer is not None and _is_deed(closest, later):
        return outer
    inner = innermost(closest, reach)
    return closest if _is_deed(inner, later) else inner


def _is_deed(told: Told, later: Told) -> bool:
    """Whether a statement is an agreement, or the very offer or promise that a denial says was never made."""
    made = told.statement.act in ("propose", "promise") and bool(later.words & told.deed)
    return told.statement.act == "agree" or made


def _of_the_matter(later: Told) -> bool:
    """Whether a denial speaks of the subject or matter as a whole."""
    return any(
        t.lemma_.lower() in vocabulary("matter") and t.i > 0 and t.nbor(-1).lower_ == "the" for t in later.tokens
    )


def _goes_on(later: Told, before: list[Told], denied: dict[str, Told]) -> tuple[Told, str, float] | None:
    """What the denier says right after denying, where it denies or narrows again: the same target."""
    previous = before[-1] if before else None
    if previous is None or previous.found.key not in denied or nested(previous, later):
        return None
    same = previous.statement.speaker == later.statement.speaker is not None and previous.paragraph == later.paragraph
    return (denied[previous.found.key], "denial", 0.5) if same and later.negated else None


def _against_denial(later: Told, last: list[Told]) -> tuple[Told, str, float] | None:
    """The denial just before of what `later` asserts; a request or proposal asserts nothing."""
    if later.statement.act in ("request", "propose"):
        return None
    for target in reversed(last):
        close = kinship(target, later)
        if target.statement.act == "deny" and later.statement.within is None:
            if _least(later) is not None and later.statement.act == "concede" and of_others(target, later):
                return target, "adversative", 0.6
            if _least(later) is not None and close >= 0.4:
                return target, "adversative", 0.6
            if close >= 0.9:
                return target, "denial", 0.5
    return None


def _set_against(
    later: Told, last: list[Told], before: list[Told], every: list[Told]
) -> tuple[Told, str, float] | None:  # fmt: skip
    """The statement of another voice that an adversative word or an opposite verb sets `later` against."""
    last = [t for t in last if t.voice != later.voice or t.voice is None]
    own = any(t.found.key == later.statement.within and t.party == later.party for t in every)
    if not last or own or innermost(later, every, other_party=True) is not later:
        return None
    least = _least(later)
    for target in reversed(last):
        if least is not None and kinship(target, later) >= least:
            return innermost(target, before, other_party=True), "adversative", 0.6
    speech = [t for t in last if t.statement.kind == "speech" and t.sentence != later.sentence]
    if not speech or later.statement.kind != "speech":
        return None
    previous = next((t for t in reversed(before) if t.sentence != later.sentence), None)
    if least is not None and previous is not None and previous.voice != later.voice:
        for target in reversed(speech):
            common = target.named & later.named and (later.negated or target.words & later.words)
            if common and innermost(target, before, other_party=True) is target:
                return target, "adversative", 0.5
    if any(_one_subject(a, b) for a, b in opposite_verbs(speech[-1], later)):
        return speech[-1], "opposites", 0.5
    return None


def _one_subject(one: Any, other: Any) -> bool:  # Any: spaCy's Token
    """Whether two verbs have a subject or object of the same word, and both or neither are negated."""
    a, b = ({c.lemma_.lower() for c in v.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")} for v in (one, other))
    signs = [any(c.dep_ == "neg" for c in v.children) for v in (one, other)]
    return bool(a & b) and signs[0] == signs[1]


def _least(later: Told) -> float | None:
    """How close a statement must be to what went before to stand against it: less after conversely than after but."""
    words = tables.toml("contradictions")["adversative"]
    inside = {t.i for t in later.tokens}
    first = later.around[0].sent if later.around else ()
    opening = {t.lower_ for t in [t for t in first if t.is_alpha and t.i not in inside][:_OPENING]}
    aside = {t.lower_ for t in later.around if t.i > 0 and t.nbor(-1).text == ","} & set(words["aside"])
    if (opening | aside) & set(words["strong"]) or any(p in later.outside for p in words["phrases"]):
        return 0.4
    return 1.0 if aside or opening & set(words["words"]) else None


def _corrected(later: Told, near: list[Told]) -> Told | None:
    """The last statement of somebody else, where this sentence or the one before says it is contradicted."""
    if later.statement.kind != "speech" or not near or later.paragraph - near[-1].paragraph > 1:
        return None
    verbs = tables.toml("contradictions")["correction"]["verbs"]
    if any(t.lemma_ in verbs for t in later.around if t.pos_ == "VERB"):
        return near[-1]
    if not later.around or later.sentence <= 0:
        return None
    before = later.around[0].doc[later.sentence - 1].sent
    root = before.root
    if root.lemma_ in verbs and near[-1].sentence < before.start:
        return near[-1]
    return None
