"""Who speaks for a party, and whether a stance is told by one who may tell it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from verbale.model.evidence import Findings
from verbale.model.negotiation import Actor, Statement
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.clauses import clause_above, is_verb, subject_of
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.grammar.reported import statements_round
from verbale.understanding.positions.ways import Taken, words_of
from verbale.understanding.tables import rows

if TYPE_CHECKING:
    from spacy.tokens import Token

_WORDS = re.compile(r"[^\W\d_]+")
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_OWN = frozenset({"it", "they", "he", "she", "its", "their"})


@dataclass(frozen=True, slots=True)
class Scene:
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


def party_of(scene: Scene, taken: Taken) -> str | None:
    """The party whose stance it is, or None where nobody speaks for one."""
    round_it = scene.round(taken.token)
    same = [s for s in round_it if s.content == round_it[0].content]
    inner = next((s for s in same if official_party(scene.actor(s.speaker))), round_it[0] if round_it else None)
    round_it = [s for s in round_it if s is inner or s not in same]
    if any(s.act == "agree" for s in round_it[:1]):
        return None
    if taken.stance.quoted and _is_told_of(scene, taken, inner):
        return None
    speaker = scene.actor(inner.speaker) if inner else None
    own = official_party(speaker)
    party = own if taken.subject is None else _subject_party(scene, taken, speaker, own)
    if party is None or (taken.stance.quoted and own != party and not _is_told_as_stance(scene, taken, inner)):
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
        and any(official_party(scene.actor(s.speaker)) != party for s in outer)
    ):
        return None
    return party


def _is_told_as_stance(scene: Scene, taken: Taken, inner: Statement | None) -> bool:
    """Whether the writer tells as a fact what a state will not do, or will do on a condition."""
    if inner is not None or taken.stance.frame not in ("refusal", "condition") or taken.subject is None:
        return False
    willing = any(c.lower_ in ("will", "would", "wo") for c in clause_above(taken.token).children)
    actor = scene.actor_at(taken.subject) if willing else None
    return actor is not None and actor.kind in ("state", "government", "ministry")


def _is_told_of(scene: Scene, taken: Taken, inner: Statement | None) -> bool:
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


def _is_root(scene: Scene, verb: Token, statement: Statement) -> bool:
    tokens = [scene.analysis.tokens(c) for c in statement.content]
    return any(t is not None and len(t) > 0 and t.root.i == verb.i for t in tokens)


def _subject_party(scene: Scene, taken: Taken, speaker: Actor | None, own: str | None) -> str | None:
    subject = taken.subject
    assert subject is not None  # noqa: S101 - for mypy: the caller has looked
    if subject.lower_ in _FIRST_PERSON:
        return own
    actor = scene.actor_at(subject)
    if actor is not None:
        return official_party(actor)
    possessed = next((c for c in subject.children if c.dep_ == "poss"), None)
    if possessed is not None and possessed.lower_ in _FIRST_PERSON | _OWN:
        return own
    determined = any(c.lower_ in ("the", "his", "her", "its") for c in subject.children)
    if (
        subject.lemma_ in words_of("own_side")
        and determined
        and not any(c.dep_ in ("amod", "poss") for c in subject.children)
    ):
        return own
    passive = any(c.dep_ == "nsubjpass" for c in taken.token.children)
    if taken.stance.frame in ("refusal", "condition") and (passive or taken.token.lemma_ in words_of("course")):
        return own
    if subject.lower_ in _OWN and speaker is None and subject.sent.start:
        before = subject_of(subject.doc[subject.sent.start - 1].sent.root)
        return official_party(scene.actor_at(before)) if before is not None else None
    return own if subject.lower_ in _OWN else None


@cache
def _states() -> frozenset[str]:
    """Codes of states; an organisation with another code is a party of its own."""
    return frozenset(row["code"] for row in rows("states"))


def official_party(actor: Actor | None) -> str | None:
    """The party that an actor speaks for, or None."""
    if actor is None or actor.party is None:
        return None
    if actor.kind in ("state", "government", "ministry"):
        return actor.party
    if actor.kind == "organisation":
        return (
            actor.party if actor.party not in _states() or "Office" in actor.name.replace("office", "Office") else None
        )
    if actor.kind == "anonymous" and {w.lower() for w in _WORDS.findall(actor.name)} & words_of("spokesmen"):
        return actor.party
    if actor.kind != "person":
        return None
    role = {w.lower() for w in _WORDS.findall(actor.role or "")} | {(actor.role or "").lower()}
    role |= {w.removesuffix("s") for w in role}
    if role & words_of("unofficial") or any(w.startswith("then") for w in role):
        return None
    return actor.party if actor.role is None or role & words_of("offices") else None
