"""The sieve: mention by mention, from the surest kind of evidence to the least, who is meant.

Names meet their actor by name; what is named by office, by description or by a pronoun meets the one in focus that
fits. An indefinite phrase brings in somebody new; a definite one first looks back.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import get_args

from verbale.model.negotiation import ActorKind
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.people import People
from verbale.understanding.actors.tables import toml
from verbale.understanding.gazetteer import Entry, Lexicon
from verbale.understanding.grammar.words import Words
from verbale.understanding.lexicon import nouns_of

_LOOKED_BACK = 40
"""How many mentions are looked at one by one before actors are, each at its last mention."""
_STATE: ActorKind = "state"
_KINDS = frozenset(get_args(ActorKind))
Marks = Iterable[tuple[str, str]]
"""By what somebody is looked back for: a kind, a label, an office, a noun that a body goes on under."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of an article beside its text.

    `home` is the party whose "foreign ministry" needs no name; `dateline` that of the capital it was filed from;
    `day` the ISO day on which offices are looked up; `outlets` the country of newsrooms that write for one, by name.
    """

    home: str | None
    dateline: str | None
    day: str | None
    outlets: dict[str, str]
    only: str | None = None
    """The one state among the parties of the brief, or in its title where no party is a state."""
    parties: tuple[str, ...] = ()
    """The codes of the brief's parties."""
    headline: str | None = None
    """The state that the headline names first."""
    publisher: Entry | None = None
    """The party of the brief that publishes the page, no newsroom: whose "we" and whose people it is."""
    header: str | None = None
    """The one party that the page names above the text, where it names one alone: whose briefing it is."""
    issuer: str | None = None
    """The state of which a house publishes the page, where those who ask name the officials of others."""
    sections: tuple[tuple[int, str], ...] = ()
    """Where the papers of which a review tells begin, by character, with their countries."""


@dataclass(slots=True)
class Sieve:
    """Everybody met so far in one article, by key and in order of last mention."""

    words: Words
    lexicon: Lexicon
    people: People
    setting: Setting
    everyone: list[Who] = field(default_factory=list)
    keyed: dict[tuple[str, ...], Who] = field(default_factory=dict)
    history: list[tuple[Mention, Who]] = field(default_factory=list)
    _mentioned: dict[int, tuple[int, Who, list[int]]] = field(default_factory=dict)
    """Everybody met, numbered, with where the mentions begin, in order."""
    _marked: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    """Those met, by what they are looked back for; what somebody has once stands here for good."""
    by_head: dict[int, Who] = field(default_factory=dict)
    """Who is meant at the token that carries a mention."""
    capitals: dict[int, Entry] = field(default_factory=dict)
    """Capitals by token, whether they act or are mere places."""
    bodies: list[tuple[int, Entry]] = field(default_factory=list)
    """Bodies of the tables by token, in order, also where a name only modifies ("an African Union official")."""
    _going_under: dict[str, list[int]] = field(default_factory=dict)
    """Which of them go on under a noun, by their places in that list."""
    likely_home: str | None = None
    """The party whose government the article speaks of much more than of any other's, where the home is not known."""
    states_at: list[tuple[int, str]] = field(default_factory=list)
    """Where states are named, by token, with their codes."""
    spoken_of: dict[str, int] = field(default_factory=dict)
    """How often the article names each state, by code."""
    foreign: set[str] = field(default_factory=set)
    """States whose people stand with their country in their titles: those that the article does not write for."""
    across: dict[int, list[str]] = field(default_factory=dict)
    """The countries of those told by an office with a country, by sentence."""
    titled: dict[str, set[str]] = field(default_factory=dict)
    """The countries with which the article tells each office."""
    named: list[Who] = field(default_factory=list)
    """The persons whom the article names anywhere, in the order of the text."""
    person_at: dict[int, Who] = field(default_factory=dict)
    """The named person at each token, whether met already or not."""
    joined: tuple[Mention, Mention] | None = None
    """The last two who were a subject together."""

    def meet(self, mention: Mention, who: Who, *, apart: bool = False) -> Who:
        """Let `mention` mean `who`; one `apart` stands beside another mention and is none of its own."""
        mention.who = who
        if not apart:
            who.mentions.append(mention)
        insort(self.history, (mention, who), key=lambda met: met[0].start)
        insort(self._mentioned.setdefault(id(who), (len(self._mentioned), who, []))[2], mention.start)
        for mark in self._marks_of(who):
            self._marked.setdefault(mark, set()).add(id(who))
        self.by_head[mention.head] = who
        return who

    def home(self, token: int) -> str | None:
        """The party whose "foreign ministry" needs no name there."""
        at = self.words.starts[token]
        return next((p for start, p in reversed(self.setting.sections) if start <= at), self.setting.home) or None

    def _opens(self, token: int) -> int:
        """Where, by token, the part of a review begins that a token stands in: whose "the minister" is its own."""
        at = self.words.starts[token]
        start = next((start for start, _ in reversed(self.setting.sections) if start <= at), 0)
        return bisect_left(self.words.starts, start)

    def under(self, key: tuple[str, ...], who: Who) -> Who:
        """The actor known under `key`; `who`, from now on known under it, where there is none."""
        known = self.keyed.get(key)
        if known is None:
            self.keyed[key] = known = who
            self.everyone.append(who)
        return known

    def new(self, who: Who) -> Who:
        """Somebody new, under no key."""
        self.everyone.append(who)
        return who

    def state(self, party: str) -> Who:
        """The state or body of that code."""
        if known := self.keyed.get(("state", party)):
            return known
        entry = self.lexicon.parties.get(party)
        name, kind = (entry.name, entry.kind) if entry else (party, _STATE)
        members = " " not in name and name.endswith("s") and "movement" in self.lexicon.nouns.get(name, ())
        who = Who(name, kind, f"actors.{kind}.name", party, plural=members, confidence=0.95)  # "the Houthis ... they"
        return self.under(("state", party), who)

    def name_bodies(self, found: Iterable[tuple[int, Entry]]) -> None:
        """Note the bodies of the tables that the article names, by token, in order."""
        self.bodies = list(found)
        for place, (_, entry) in enumerate(self.bodies):
            for noun in self.lexicon.nouns.get(entry.name, ()):
                self._going_under.setdefault(noun, []).append(place)

    def body_named(self, nouns: Iterable[str], before: int) -> Who | None:
        """The body of the tables named last before a token, of those that go on under one of the nouns."""
        end = bisect_left(self.bodies, before, key=lambda named: named[0])
        under = [places for noun in nouns if (places := self._going_under.get(noun))]
        last = max((places[at - 1] for places in under if (at := bisect_left(places, end))), default=None)
        return None if last is None else self.body(self.bodies[last][1])

    def body(self, entry: Entry) -> Who:
        """The body of a table entry."""
        if entry.party and self.lexicon.is_party(entry):
            return self.state(entry.party)
        return self.under(
            (entry.sense, entry.name), Who(entry.name, entry.kind, f"actors.{entry.kind}.name", entry.party)
        )

    @staticmethod
    def field_of(said: str) -> str:
        """The field of a ministry as its name, a title or its modifiers tell it, "" for none."""
        return next((f for f in toml("offices")["ministries"]["fields"] if f in said.lower()), "")

    def ministry(self, said: str) -> str | None:
        """The code of the one ministry among the parties of the brief, where `said` names its field or none."""
        field = self.field_of(said)
        known = [e for c in self.setting.parties if (e := self.lexicon.parties.get(c)) and e.kind == "ministry"]
        fit = [e.party for e in known if field in e.name.lower()]
        return fit[0] if len(fit) == 1 else None

    def newsroom(self, name: str) -> Who:
        """The newsroom that published the article."""
        entry = next((f.entry for f in self.lexicon.find(name) if f.entry.sense == "outlet"), None)
        name = entry.name if entry else name
        return self.under(("outlet", name), Who(name, "outlet", "actors.outlet.own", confidence=0.8))

    def called(self, who: Who) -> frozenset[str]:
        """The common nouns by which the article can go on to speak of a body: "movement" of a front."""
        if who.kind not in ("organisation", "group") or who.members or who.label:
            return frozenset()
        nouns = self.lexicon.nouns.get(who.name)
        return who.again | (nouns_of(who.name) if nouns is None else nouns)

    def before(self, token: int) -> Iterator[tuple[Mention, Who]]:
        """What was mentioned before `token`, the last first."""
        for k in range(bisect_left(self.history, token, key=lambda met: met[0].start) - 1, -1, -1):
            yield self.history[k]

    def _marks_of(self, who: Who) -> Iterator[tuple[str, str]]:
        yield "kind", who.kind
        yield "label", who.label
        yield from (("office", family) for family in who.families)
        yield from (("noun", noun) for noun in self.called(who))
        yield from (("house", word) for word in (who.role or who.name).lower().split() if word in _KINDS)

    def latest(self, token: int, fits: Callable[[Who], bool], marks: Marks) -> Who | None:
        """The one mentioned last before `token` for whom `fits(who)` holds, which asks for one of the marks at least.

        So nobody else is looked at, however many a long text has told of.
        """
        tried: set[int] = set()
        opens = self._opens(token)
        for mention, who in islice(self.before(token), _LOOKED_BACK):
            if mention.start < opens:
                break
            if id(who) not in tried and fits(who):
                return who
            tried.add(id(who))
        others = {one for mark in marks for one in self._marked.get(mark, ())} - tried
        met = (self._mentioned[one] for one in others)
        before = ((n, who, places[at - 1]) for n, who, places in met if (at := bisect_left(places, token)))
        far = [(last, -number, who) for number, who, last in before if last >= opens and fits(who)]
        return max(far, key=lambda f: f[:2], default=(0, 0, None))[2]

    def subjects_beside(self, mention: Mention) -> list[Who]:
        """Who is the subject of the verb that `mention` is an object of: "X told the minister" is not of himself."""
        words = self.words
        if words.dep[mention.head] not in ("dobj", "dative", "pobj"):
            return []
        beside = words.children[words.governor(mention.head)]
        return [self.by_head[c] for c in beside if c in self.by_head and words.dep[c] == "nsubj"]

    def owner_of(self, mention: Mention) -> Who | None:
        """Whom a possessive before the phrase means: Greece in "Greece's envoy", the same in "its envoy"."""
        if mention.owner is None:
            return None
        owner = mention.owner if self.words.tag[mention.owner] != "WP$" else self._antecedent(mention.owner)
        return self.by_head.get(owner) or self.person_at.get(owner)

    def _antecedent(self, whose: int) -> int:
        """The token of whom "whose" means: named right before it, else what its clause hangs on; -1 for several."""
        words = self.words
        near = whose - 1 - (words.text[whose - 1] == ",")
        clause = next((i for i in words.upward(whose) if words.dep[i] == "relcl"), whose)
        found = near if near in self.by_head or near in self.person_at else words.head[clause]
        return -1 if words.dep[found] == "conj" else found
