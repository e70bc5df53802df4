"""Where a text says what somebody wants or refuses: the frames of `tables/positions.toml`, filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verbale.understanding.frames.engine import Frames, Match
from verbale.understanding.frames.table import table_of
from verbale.understanding.grammar.article import Grammar
from verbale.understanding.grammar.clause import Argument, Clause, Extent
from verbale.understanding.grammar.extent import extent_of
from verbale.understanding.positions.slots import Slots, names
from verbale.understanding.positions.tables import toml

TABLE = table_of("positions", toml("positions"))
_FRAMES = Frames(TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A stance at a place: `clause` states it, `wanted` heads what is wanted, `evidence` are the words that say it.

    `party` is who takes it, None where it is whoever speaks. `speech` tells of saying, `refuses` of a refusal.
    """

    clause: Clause
    wanted: int
    evidence: Extent
    party: Argument | None
    rule: str
    confidence: float
    refuses: bool
    speech: bool = False
    voice: bool = False
    issue: str | None = None
    change: str | None = None


def is_undecided(grammar: Grammar, clause: Clause) -> bool:
    """ "has neither accepted nor turned down": what leaves it open."""
    if clause.negator is None or grammar.words.lower[clause.negator] not in ("neither", "nor"):
        return False
    return any(c.lemma in names("rejecting") for c in grammar.joined(clause))


def negation(grammar: Grammar, clause: Clause) -> int | None:
    """Where a clause says no; also where the clause misses it: "does not, and never will, accept"."""
    if clause.negated:
        return clause.negator
    w, at = grammar.words, clause.head
    near = (at, *(c for c in w.children[at] if w.dep[c] in ("aux", "auxpass")))
    return next((k for i in near for k in w.children[i] if w.dep[k] == "neg" and k < at), None)


def stated(grammar: Grammar, clause: Clause) -> Extent:
    """The whole clause without what is done beside it: "vowed to go on, brushing aside a warning"."""
    first, after = extent_of(grammar, clause)
    for below in grammar.of_sentence(clause.sentence):
        start = extent_of(grammar, below, marker=True)[0] if below.relation == "participle" else 0
        if clause.head < start < after and grammar.words.lower[start - 1] == ",":
            after = start
    return (first, max(after, clause.head + 1))


class Taking:
    """The stances that one article tells by the rows of the table."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar

    def all(self) -> Iterator[Taken]:
        """Every stance, in order of place; of one clause the first row that fits."""
        for match in _FRAMES.first(self._grammar, Slots(self._grammar).fills()):
            if not self._is_void(match):
                yield from self._taken(match)

    def _is_void(self, match: Match) -> bool:
        """Whether what stands round the words takes the stance away."""
        return (
            self._is_supposed(match.clause) or self._is_claimed(match.clause) or self._keeps_silent(match)
            or self._is_of_old(match) or self._names_no_thing(match) or self._only_awaits(match)
            or self._is_asked_of_you(match)
            or is_undecided(self._grammar, match.clause)
        )  # fmt: skip

    def _is_supposed(self, clause: Clause) -> bool:
        """Whether the stance stands in a condition or a question: "if Oslo refuses to pay"."""
        at: Clause | None = clause if clause.form != "noun" else self._grammar.over(clause.head)
        while at is not None:
            if at.mood == "question" or at.relation in ("condition", "question"):
                return True
            at = self._grammar.parent(at) if at.relation in ("complement", "gerund", "noun", "participle") else None
        return False

    def _is_asked_of_you(self, match: Match) -> bool:
        """ "You have threatened to resign": what whoever asks puts on whoever answers."""
        party = match.slots.get("party")
        speaks = bool(match.row.gives.get("speech"))
        return party is not None and not speaks and self._grammar.words.lower[party.head] == "you"

    def _only_awaits(self, match: Match) -> bool:
        """ "expects to release its results": what one will do, where "expects Quito to pay" asks for it."""
        content = self._grammar.content(match.clause) if match.words[0] in names("awaiting") else None
        if content is None or content.surface is None or match.clause.subject is None:
            return False
        return content.surface.head == match.clause.subject.head

    def _is_claimed(self, clause: Clause) -> bool:
        """ "a report that Oslo had asked for money": what somebody claims of it."""
        w = self._grammar.words
        hung = (at for at in w.upward(clause.head) if w.dep[at] in ("acl", "relcl", "ccomp"))
        return next((w.lemma[w.head[at]] in names("claims") for at in hung if w.pos[w.head[at]] == "NOUN"), False)

    def _is_of_old(self, match: Match) -> bool:
        """ "which it had ruled out", "had hoped to sign", "no longer insists" without its "longer": none of today."""
        clause, w = match.clause, self._grammar.words
        if match.row.name == "no-longer-asked":
            return not any(w.lower[c] in names("no_longer") for c in w.children[clause.head])
        if self._only_hopes(match):
            return True
        aim = match.row.name in ("vowed", "wanted", "wanted-thing")
        refused = clause.relation == "relative" and match.row.gives["tone"] == "refuse"
        return clause.tense == "past" and clause.perfect and (refused or aim)

    def _only_hopes(self, match: Match) -> bool:
        """ "hopes that the visit will pave the way": what may come about, where "hopes to sign" is one's own aim."""
        content = self._grammar.content(match.clause)
        return match.words[0] in names("hoping") and content is not None and content.form == "finite"

    def _names_no_thing(self, match: Match) -> bool:
        """ "made the offer in May", "asked for nothing of the kind": what is offered or asked for is not told."""
        w = self._grammar.words
        thing = match.slots[next(s for s in match.row.needs if s != "party")]
        bare = not any(w.dep[c] in ("prep", "acl", "relcl", "amod") for c in w.children[thing.head])
        early = w.dep[thing.head] == "pobj" and w.pos[thing.head] != "PRON" and thing.how != "relative"
        if early and "," in w.text[thing.head : match.clause.head]:
            return True  # "As for the visit, Oslo insisted on …"; not "To this visit Oslo objects"
        passive = w.dep[thing.head] == "nsubjpass" and not match.row.gives.get("whole")
        if w.lemma[thing.head] in names("anaphors") and bare and passive:
            return True  # "the idea was put forward by Oslo": all that is told; not "was turned down by Oslo"
        if w.lower[thing.head] in ("nothing", "none") and match.row.gives["tone"] == "want":
            return True
        return w.lemma[thing.head] in match.words[1:] and bare

    def _keeps_silent(self, match: Match) -> bool:
        """ "declined to comment", "a spokesman refused to discuss her itinerary", "did not want to be named"."""
        content = self._grammar.content(match.clause)
        if content is not None and content.lemma in names("unnamed") and content.voice == "passive":
            return True
        content = content if match.row.name == "refused" else None
        w = self._grammar.words
        speaks = content is not None and w.lemma[match.slots["party"].head].lower() in names("spokesmen")
        declines = match.words[0] in names("declining") or speaks
        return content is not None and declines and content.lemma in names("silent")

    def _taken(self, match: Match) -> Iterator[Taken]:
        """The stance of a match, once for each of several things wanted: "to pay and to leave"."""
        gives = match.row.gives
        slot = next(iter([s for s in match.row.needs if s != "party"]))
        thing = match.slots[slot]
        says_no = negation(self._grammar, match.clause) is not None
        offered = match.clause.surface if match.clause.form == "participle" else None
        if offered is not None and match.clause.voice == "passive" and thing.role == "clause":
            thing = offered  # "a truce offered by the guild to mark the feast"
        for wanted, evidence in self._wanted(match, thing):
            yield Taken(
                clause=match.clause, wanted=wanted, evidence=evidence, party=match.slots.get("party"),
                rule=match.rule, confidence=match.row.confidence,
                refuses=gives["tone"] == "refuse" or (not match.clause.negated and says_no),
                speech=bool(gives.get("speech")), voice=bool(gives.get("voice")),
                issue=str(gives["issue"]) if "issue" in gives else None,
                change=str(gives["change"]) if "change" in gives else None,
            )  # fmt: skip

    def _wanted(self, match: Match, thing: Argument) -> Iterator[tuple[int, Extent]]:
        grammar = self._grammar
        content = grammar.at(thing.head) if thing.role == "clause" else None
        whole = bool(match.row.gives.get("whole"))
        if content is None:
            named = self._named(thing)
            if named is not None:
                yield named.head, named.extent
                return
            start = stated(grammar, match.clause)[0] if whole and match.clause.form != "noun" else thing.extent[0]
            after = stated(grammar, match.clause)[1] if whole and match.clause.form != "noun" else thing.extent[1]
            if thing.how == "relative":  # "the meeting that Oslo has offered to host"
                after = max(after, stated(grammar, match.clause)[1])
            yield from self._listed(match, thing, (min(start, thing.head), after))
            return
        several = [c for c in grammar.joined(content) if c.head >= content.head]
        for i, one in enumerate(several):
            extent = stated(grammar, one)
            if whole and not i:
                first = stated(grammar, match.clause)[0] if match.clause.form != "noun" else extent[0]
                extent = (min(first, extent[0]), max(extent[1], match.clause.head + 1))
            yield one.meaning if one.meaning != one.head else one.head, extent

    def _listed(self, match: Match, thing: Argument, extent: Extent) -> Iterator[tuple[int, Extent]]:
        """ "wants a list, two trucks and a signature" are three; what is refused together is one."""
        members = [thing.head] if match.row.gives["tone"] == "refuse" else sorted(self._items(thing.head))
        firsts = [extent[0], *(self._grammar.whole(m)[0] for m in members[1:])]
        for member, first, after in zip(members, firsts, [*firsts[1:], extent[1]], strict=True):
            yield member, (first, max(after, member + 1))

    def _items(self, head: int) -> Iterator[int]:
        """The heads of a list, also of "a list, two trucks and a signature" with the second taken for an apposition."""
        w = self._grammar.words
        yield head
        for c in w.children[head]:
            if w.dep[c] == "conj" or (w.dep[c] == "appos" and any(w.dep[k] == "cc" for k in w.children[c])):
                yield from self._items(c)

    def _named(self, thing: Argument) -> Argument | None:
        """ "What we ask for is one sentence": what the clause round it names."""
        over = self._grammar.over(thing.head) if self._grammar.words.lower[thing.head] == "what" else None
        above = self._grammar.parent(over) if over is not None else None
        return above.get("complement", "clause") if above is not None and above.lemma == "be" else None
