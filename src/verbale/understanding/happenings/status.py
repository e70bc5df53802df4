"""Whether an event happened, runs, is planned, proposed, cancelled, denied or only thought of.

Decided before anything else about an event, from the words that govern the trigger up to the next verb of saying, the
auxiliaries of its verb, its modifiers, and the subordinator of its clause. The cues stand in `plover_status.toml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from verbale.model.negotiation import EventStatus
from verbale.understanding.happenings import clauses
from verbale.understanding.happenings.triggers import Sighting
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Token

Verdict = EventStatus | Literal["drop", "refused"]
"""A status; "drop" for what is no event (opinion, failure, negation); "refused" for "will not" with an agent."""

_RANK: tuple[Verdict, ...] = (
    "drop", "refused", "denied", "cancelled", "hypothetical", "proposed", "planned", "ongoing", "occurred"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cues:
    governor: Mapping[str, Verdict]
    modifier: Mapping[str, Verdict]
    preposition: Mapping[str, Verdict]
    subordinator: Mapping[str, Verdict]
    speech: frozenset[str]


@cache
def _cues() -> _Cues:
    table = toml("plover_status")

    def of(kind: str) -> dict[str, Verdict]:
        return {word: cast(Verdict, group["status"]) for group in table[kind] for word in group["words"]}

    return _Cues(
        of("governor"), of("modifier"), of("preposition"), of("subordinator"), frozenset(table["speech"]["words"])
    )


def status_of(seen: Sighting) -> Verdict:
    """The status of what is sighted."""
    if seen.status is not None:
        return seen.status
    carrier = seen.verb if seen.verb is not None else seen.token
    own = _of_verb(carrier, seen) if carrier.pos_ in ("VERB", "AUX") else _of_noun(seen.token)
    if own in ("drop", "refused"):
        return own
    beside = _cues().modifier.get(_first_cue(seen.token)) if seen.token.pos_ in ("NOUN", "PROPN") else None
    found = [own, _above(carrier, seen), *([beside] if beside else [])]
    if "occurred" in found and beside == "occurred" and set(found) <= {"occurred", "ongoing"}:
        return "occurred"
    status = min(found, key=_RANK.index)
    return "drop" if status == "planned" and seen.type == "ASSAULT" else status


def _first_cue(noun: Token) -> str:
    known = _cues().modifier
    return next((w for w in sorted(clauses.modifiers(noun)) if w in known), "")


def _of_verb(verb: Token, seen: Sighting) -> Verdict:
    helped = clauses.auxiliaries(verb)
    future = bool(helped & {"will", "wo", "shall", "'ll"}) or _is_to(verb)
    reported = verb.dep_ == "ccomp" and verb.head.lemma_ in _cues().speech and verb.head.tag_ in ("VBD", "VBN")
    if clauses.negated(verb) and not seen.frame.modal:
        if future or ("would" in helped and reported):
            return "refused"
        return "denied" if _nothing_such(verb) else "drop"
    if any(clauses.negated(o) for o in clauses.objects(verb)) and not seen.frame.negated:
        return "denied" if _nothing_such(verb) else "drop"
    if seen.frame.modal or seen.frame.negated:
        return "occurred"
    if helped & {"should", "must", "ought"}:
        return "drop"
    if future:
        return "planned"
    if helped & {"may", "might", "could", "can"}:
        return "hypothetical"
    if helped & {"would", "'d"}:
        return "planned" if reported else "hypothetical"
    if verb.tag_ == "VBG" and helped & {"is", "are", "'s", "'re", "am"}:
        return "ongoing"
    return "occurred"


def _is_to(verb: Token) -> bool:
    """ "is to meet", "are due to meet", "is going to meet"."""
    if verb.dep_ == "xcomp" and any(c.lower_ == "to" for c in verb.children if c.dep_ == "aux"):
        return verb.head.lemma_ in ("be",) or (verb.head.lemma_ == "go" and verb.head.tag_ == "VBG")
    return False


def _nothing_such(verb: Token) -> bool:
    return any(c.lower_ == "such" for t in (*clauses.objects(verb), *clauses.doers(verb)) for c in t.children)


def _of_noun(noun: Token) -> Verdict:
    if clauses.negated(noun):
        return "denied" if any(c.lower_ == "such" for c in noun.children) else "drop"
    for participle in (c for c in noun.children if c.dep_ in ("acl", "relcl")):
        cue = _cues().governor.get(participle.lemma_)
        if cue in ("planned", "cancelled", "proposed"):
            return cue
    introduced = _preposition(noun)
    if introduced:
        return introduced
    return "occurred"


def _preposition(noun: Token) -> Verdict | None:
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ in ("prep", "advmod"):
        word = head.lower_
        if word == "of" and head.head.lower_ in ("ahead", "instead"):
            word = head.head.lower_
        return _cues().preposition.get(word)
    return None


def _above(token: Token, seen: Sighting) -> Verdict:
    """The strongest cue among the governors, up to the first verb of saying; beyond it only a denial counts."""
    cues = _cues()
    found: list[Verdict] = ["occurred"]
    said = False
    at = token
    for head in clauses.upwards(token):
        for mark in (c for c in at.children if c.dep_ == "mark"):
            found += [cues.subordinator[mark.lower_]] if mark.lower_ in cues.subordinator and not said else []
        if at.dep_ in ("conj", "cc", "appos", "punct", "dep", "parataxis"):
            at = head
            continue
        lemma = head.lemma_.lower()
        cue = cues.governor.get(lemma)
        complement = at.dep_ in ("xcomp", "ccomp", "dobj", "acl", "pobj", "pcomp", "prep", "attr", "oprd", "nsubjpass")
        complement = complement or (at.dep_ == "advcl" and lemma in ("call", "ready", "prepared", "willing", "set"))
        if cue == "denied" and complement:
            found.append("denied")
        elif cue and complement and not said and not _only_beside(at, lemma):
            found += [cue] if not _same(head, seen) else []
            if cue != "drop" and clauses.negated(head) and cue not in ("hypothetical",):
                found.append("drop")
        if head.pos_ in ("VERB", "AUX") and not said:
            helped = clauses.auxiliaries(head)
            if complement and helped & {"may", "might", "could"}:
                found.append("hypothetical")
        said = said or (lemma in cues.speech and at.dep_ == "ccomp")
        if at.dep_ in ("advcl", "relcl") and head.pos_ != "ADJ":
            break
        at = head
    return min(found, key=_RANK.index)


def _only_beside(at: Token, lemma: str) -> bool:
    """A preposition that is no complement of the cue: "agreed at their meeting", "said in Oslo"."""
    if at.dep_ != "prep":
        return False
    return at.lower_ not in ("for", "of", "about") and (lemma, at.lower_) not in {
        ("open", "to"),
        ("commit", "to"),
        ("agree", "on"),
        ("agree", "to"),
    }


def _same(head: Token, seen: Sighting) -> bool:
    return head.i == seen.token.i or (seen.verb is not None and head.i == seen.verb.i)
