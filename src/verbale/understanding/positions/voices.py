"""Who speaks for a party, and whether a stance is told by one who may tell it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from verbale.model.evidence import Findings
from verbale.model.negotiation import Actor, Statement
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.mentions import Mentions, statements_round
from verbale.understanding.positions.slots import names
from verbale.understanding.positions.taking import Taken
from verbale.understanding.tables import rows

_WORDS = re.compile(r"[^\W\d_]+")
_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my", "ours"})
_OWN = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
_SINGULAR = _OWN - {"they", "their"}


@dataclass(frozen=True)
class Scene:
    """What is known when positions are looked for."""

    grammar: Grammar
    findings: Findings
    mentions: Mentions
    known: tuple[str, ...] = ()
    """The parties of the brief, the two whose talks they are first."""

    @cached_property
    def document(self) -> str | None:
        """The party that a text without another speaker speaks for, as the "we" of its declarations."""
        w = self.grammar.words
        own = [i for i in range(len(w)) if w.lower[i] == "we" and not self.round(i)]
        actors = [self.actor_at(i) for i in own]
        if any(a is None or a.kind not in ("organisation", "government", "ministry") for a in actors):
            return None  # an opinion says "we" of the country, or of everybody
        parties = {official_party(a) for a in actors}
        return parties.pop() if len(parties) == 1 else None

    def round(self, token: int) -> list[Statement]:
        """The statements round a token, innermost first."""
        return statements_round(self.findings, self.grammar.words.span(token, token + 1))

    def actor(self, key: str | None) -> Actor | None:
        """The actor with that key."""
        found = self.findings.get(key)
        return found.content if found is not None and isinstance(found.content, Actor) else None

    def actor_at(self, token: int) -> Actor | None:
        """The actor that the phrase headed by a token names."""
        w = self.grammar.words
        head = w.span(token, token + 1)
        found = self.mentions.at(head)
        if found is None or not (found[0][0] <= head[0] < found[0][1]):
            return None
        return found[1].content


def parties_of(scene: Scene, taken: Taken) -> Iterator[str]:
    """The parties whose stance it is; none where nobody speaks for one."""
    round_it = scene.round(taken.clause.head)
    inner = round_it[0] if round_it else None
    speaker = scene.actor(inner.speaker) if inner else None
    relayed = _party_saying(scene, taken)
    denied = (s.act == "deny" and (s is inner or s.cue is not None) for s in round_it)  # not a whole answer
    if any(denied) and not taken.refuses:
        return
    single = relayed or (official_party(speaker) if inner else scene.document or _going_on(scene, taken))
    found: list[str] = []
    for own in (_together(scene, inner) if inner and not relayed else ()) or (single,):
        members = taken.party.members if taken.party is not None else ()
        parties = [_party_at(scene, member, speaker, own, taken) for member in members] if members else [own]
        found += [party for party in parties if party is not None and _may_tell(scene, taken, party, round_it, own)]
    yield from dict.fromkeys(found)


def _going_on(scene: Scene, taken: Taken) -> str | None:
    """The party of the voice just heard, whose words go on: "the road was his, he said; the gates would stay shut"."""
    grammar, clause = scene.grammar, taken.clause
    w, surface = grammar.words, taken.clause.surface
    if not taken.voice or clause.relation != "main" or taken.rule == "positions.must" or surface is None:
        return None
    if w.pos[surface.head] == "PRON" and w.dep[surface.head] != "expl":
        return None
    if not any(w.lower[c] == "would" for c in w.children[clause.head]):
        return None
    start = w.span(clause.head, clause.head + 1)[0]
    told = (f.content for f in scene.findings.statements)
    last = max(
        (s for s in told if s.content and s.content[-1][1] <= start), key=lambda s: s.content[-1][1], default=None
    )
    if last is None or w.sentence[clause.head] != w.sentence[grammar.tokens(last.content[-1])[0]]:
        return None
    return official_party(scene.actor(last.speaker))


def _together(scene: Scene, said: Statement) -> tuple[str | None, ...]:
    """The parties that say a thing together: "Lima and Quito agreed that …", "the two sides agreed that …"."""
    if said.cue is None:
        return ()
    clause = scene.grammar.over(scene.grammar.tokens(said.cue)[0])
    members = clause.subject.members if clause is not None and clause.subject is not None else ()
    if len(members) > 1:
        return tuple(p for m in members if (p := official_party(scene.actor_at(m))))
    speaker = scene.actor(said.speaker)
    words = _WORDS.findall(speaker.name.lower()) if speaker is not None and speaker.party is None else ()
    return scene.known[:2] if names("together").intersection(words) else ()


def _may_tell(scene: Scene, taken: Taken, party: str, round_it: list[Statement], own: str | None) -> bool:
    """Whether those who tell the stance may: the party itself, the writer, an unnamed source of another's words."""
    if taken.voice:
        believed = bool(round_it) and round_it[0].kind == "attitude"
        tellers = [scene.actor(s.speaker) for s in round_it[1:2]] if believed else []
        if own is None and not round_it:  # "Lima will not pay", "will leave unless …", by the writer
            return taken.rule in ("positions.refuses", "positions.on-condition") and taken.party is not None
        return own == party and all(t is None or t.party in (None, party) for t in tellers)
    if taken.speech and not (taken.clause.perfect and taken.clause.told == "past"):
        return True  # "they demand a map"; what "they had asked for" at some time the other side may put on them
    for statement in round_it[:1]:
        teller = scene.actor(statement.speaker)
        if teller is not None and teller.party not in (None, party) and teller.kind != "outlet":
            return False
    return True


def _party_at(scene: Scene, token: int, speaker: Actor | None, own: str | None, taken: Taken) -> str | None:
    w = scene.grammar.words
    possessed = next((c for c in w.children[token] if w.dep[c] == "poss"), None)
    if own and w.lemma[token].lower() in names("own_side") and _is_own(scene, token, own, taken):
        return own
    actor = scene.actor_at(token)
    if w.lower[token] in _FIRST_PERSON:
        return own
    if w.lower[token] in _OWN and (other := _subject_before(scene, taken, token)) is not None:
        return official_party(other)  # "that Quito wanted no deal and that it rejected the court"
    if actor is not None and not (taken.voice and actor.party is None and actor.kind in ("public", "group")):
        party = official_party(actor)
        said_of_own = w.lower[token] in (("it", "they") if taken.voice else ("it",)) and actor.party is None
        return party or (own if speaker is not None and (actor.name == speaker.name or said_of_own) else None)
    if possessed is not None and w.lower[possessed] in _FIRST_PERSON | _OWN:
        return own
    if w.lower[token] in _SINGULAR and speaker is not None:
        return own
    lays_down = taken.rule not in ("positions.will", "positions.cannot") or w.lemma[taken.clause.head] in names(
        "course"
    )
    thing = w.pos[token] in ("NOUN", "NUM") and w.lemma[token].lower() not in names("own_side")
    return own if taken.voice and lays_down and thing else None


def _is_own(scene: Scene, token: int, own: str, taken: Taken) -> bool:
    """ "its delegation", and "the company" of whoever speaks for a firm; never a state's, nor what another is named."""
    w = scene.grammar.words
    beside = [c for c in w.children[token] if w.pos[c] != "PUNCT"]
    if any(w.dep[c] == "poss" and w.lower[c] in _OWN for c in beside):
        return True
    if not taken.voice or w.pos[token] != "NOUN" or [w.lower[c] for c in beside] != ["the"]:
        return False
    noun, actors = w.lemma[token].lower(), [f.content for f in scene.findings.actors]
    of_state = any(a.party == own and a.kind in ("state", "government", "ministry") for a in actors)
    return not of_state and all(a.party == own or noun not in a.name.lower().split() for a in actors)


def _subject_before(scene: Scene, taken: Taken, token: int) -> Actor | None:
    """The subject of the clause that the stance is joined to within what is said, where it is named there."""
    grammar = scene.grammar
    first = grammar.joined(taken.clause)[0]
    subject = first.surface
    if first is taken.clause or first.relation not in ("content", "relative"):
        return None
    if subject is None or subject.head >= token:
        return None
    named = grammar.words.pos[subject.head] in ("PROPN", "NOUN")
    return scene.actor_at(subject.head) if named and grammar.words.lower[token] in ("it", "they") else None


def _party_saying(scene: Scene, taken: Taken) -> str | None:
    """The party of whoever says a clause that no statement holds: "affirmed that aid must not be stopped"."""
    above = scene.grammar.parent(taken.clause) if taken.clause.relation == "content" else None
    if above is None or above.subject is None or above.negated or above.lemma not in names("telling"):
        return None
    if ";" in scene.grammar.words.text[taken.clause.head : above.head]:
        return None  # "The army will not leave; the Front insists that …"
    return official_party(scene.actor_at(above.subject.head))


@cache
def _states() -> frozenset[str]:
    """Codes of states; an organisation with another code is a party of its own."""
    return frozenset(row["code"] for row in rows("states"))


def official_party(actor: Actor | None) -> str | None:
    """The party that an actor speaks for, or None."""
    if actor is None or actor.party is None:
        return None
    words = {w.lower() for w in _WORDS.findall(actor.name)}
    if actor.kind in ("organisation", "group") and {w.removesuffix("s") for w in words} & names("against_own"):
        return actor.party if actor.kind == "organisation" and actor.party not in _states() else None
    if actor.kind in ("state", "government", "ministry"):
        return actor.party
    if actor.kind == "organisation":
        return actor.party if actor.party not in _states() or words & names("bodies") else None
    if actor.kind == "public":  # "the Swiss refused"
        return actor.party if len(actor.name.split()) == 1 and actor.name[:1].isupper() else None
    if actor.kind == "anonymous":
        return actor.party if words & names("spokesmen") else None
    if actor.kind not in ("person", "group"):
        return None
    role = {w.lower() for w in _WORDS.findall(actor.role or "")} | {(actor.role or "").lower()}
    role |= {w.removesuffix("s") for w in role}
    unofficial = role & names("unofficial") or (role & names("advisory") and not role & names("appointed"))
    return None if unofficial or any(w.startswith("then") for w in role) else actor.party
