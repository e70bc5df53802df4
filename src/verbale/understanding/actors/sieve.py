"""The sieve: mention by mention, from the surest kind of evidence to the least, who is meant.

Names meet their actor by name; what is named by office, by description or by a pronoun meets the one in focus that
fits. An indefinite phrase brings in somebody new; a definite one first looks back.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from typing import Any

from verbale.model.negotiation import ActorKind
from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.people import People
from verbale.understanding.actors.tables import toml
from verbale.understanding.gazetteer import Entry, Lexicon
from verbale.understanding.grammar.words import Words

_OF_STATE = ("state", "government", "ministry")
_STATE: ActorKind = "state"
_SUBJECTS = ("nsubj", "nsubjpass")
_GONE = ("SUN", "YUG", "DDR", "CSK")


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


@dataclass(slots=True)
class Sieve:
    """Everybody met so far in one article, by key and in order of last mention.

    `home` is the party whose "foreign ministry" needs no name; `outlets` gives the country of newsrooms that write for
    one country, by name.
    """

    words: Words
    lexicon: Lexicon
    people: People
    home: str | None
    day: str | None
    outlets: dict[str, str] = field(default_factory=dict)
    everyone: list[Who] = field(default_factory=list)
    keyed: dict[tuple[str, ...], Who] = field(default_factory=dict)
    history: list[tuple[Mention, Who]] = field(default_factory=list)
    by_head: dict[int, Who] = field(default_factory=dict)
    """Who is meant at the token that carries a mention."""
    capitals: dict[int, Entry] = field(default_factory=dict)
    """Capitals by token, whether they act or are mere places."""
    bodies: list[tuple[int, Entry]] = field(default_factory=list)
    """Bodies of the tables by token, also where a name only modifies ("an African Union official")."""
    likely_home: str | None = None
    """The party whose government the article speaks of much more than of any other's, where the home is not known."""
    dateline: str | None = None
    """The party in whose capital a dispatch of a world agency was filed."""
    named: list[Who] = field(default_factory=list)
    """The persons whom the article names anywhere, in the order of the text."""
    joined: tuple[Mention, Mention] | None = None
    """The last two who were a subject together."""

    def meet(self, mention: Mention, who: Who) -> Who:
        """Let `mention` mean `who`."""
        mention.who = who
        who.mentions.append(mention)
        insort(self.history, (mention, who), key=lambda met: met[0].start)
        self.by_head[mention.head] = who
        return who

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

    def body(self, entry: Entry) -> Who:
        """The body of a table entry."""
        if entry.party and self.lexicon.parties.get(entry.party) == entry:
            return self.state(entry.party)
        return self.under(
            (entry.sense, entry.name), Who(entry.name, entry.kind, f"actors.{entry.kind}.name", entry.party)
        )

    def before(self, token: int) -> Iterator[tuple[Mention, Who]]:
        """What was mentioned before `token`, the last first."""
        for k in range(bisect_left(self.history, token, key=lambda met: met[0].start) - 1, -1, -1):
            yield self.history[k]

    def latest(self, token: int, fits: Callable[[Who], bool]) -> Who | None:
        """The one mentioned last before `token` for whom `fits(who)` holds."""
        return next((w for _, w in self.before(token) if fits(w)), None)

    def owner_of(self, mention: Mention) -> Who | None:
        """Whom a possessive before the phrase means: Greece in "Greece's envoy", the same in "its envoy"."""
        return self.by_head.get(mention.owner) if mention.owner is not None else None

    def party_at(self, token: int, office: str = "") -> str | None:
        """The party that an `office` without a country belongs to at `token`.

        That of the office itself where one party alone has it; of the government that is a subject in the sentence; of
        the outlet cited there; of the article's home; of a capital that sets the scene; of the state or
        government that was a subject last, in the sentence or one of the two before it; of the likely home. A state
        that does not have the office is passed over.
        """
        only = _offices()["only"].get(office)
        without = _offices()["without"].get(office, ())
        found = list(self._parties_at(token))
        if office == "administration":
            found.insert(0, self._spoken_of(token))
        return only or next((party for party in found if party and party not in without), None)

    def _spoken_of(self, token: int) -> str | None:
        """The party of whoever spoke or acted last, in the sentence before or this one, if it has an administration."""
        words, here = self.words, self.words.sentence[token]
        recent = takewhile(lambda met: words.sentence[met[0].head] >= here - 1, self.before(token))
        having = _offices()["administrations"]["of"]
        return next((w.party for m, w in recent if w.party in having and words.dep[m.head] in _SUBJECTS), None)

    def _parties_at(self, token: int) -> Iterator[str | None]:
        words, here = self.words, self.words.sentence[token]
        recent = list(takewhile(lambda met: words.sentence[met[0].head] >= here - 2, self.before(token)))
        same = [(m, w) for m, w in recent if words.sentence[m.head] == here]
        if self._reports(token):
            yield from (w.party for m, w in same if w.kind == "government" and words.dep[m.head] in _SUBJECTS)
        yield from (self.outlets[w.name] for _, w in same if w.kind == "outlet" and w.name in self.outlets)
        yield self.home
        place = next((i for i in range(token - 1, -1, -1) if words.sentence[i] < here or i in self.capitals), -1)
        # A capital that is only spoken of in a quotation sets no scene for what stands outside it.
        told = place > 0 and words.quote[place] == words.quote[token]
        if told and words.sentence[place] == here and words.lower[place - 1] == "in":
            yield self.capitals[place].party
        yield self.likely_home
        living = [(m, w) for m, w in recent if w.party and w.kind in _OF_STATE and w.party not in _GONE]
        near = [(m, w) for m, w in living if not self._under_place(m)]
        acting = ((m, w) for m, w in near if words.dep[m.head] in _SUBJECTS or words.sentence[m.head] == here)
        yield from (w.party for _, w in acting)
        yield from (w.party for _, w in near)
        yield self.dateline
        speaking = (w.party for m, w in recent if w.kind == "person" and words.dep[m.head] in _SUBJECTS)
        yield from (p for p in speaking if p and (e := self.lexicon.parties.get(p)) and e.kind == "state")

    def _reports(self, token: int) -> bool:
        """Whether the name behind a title at `token` is the subject of the whole sentence: "..., Minister X said"."""
        words, i = self.words, token
        while words.dep[i] in ("compound", "amod", "det", "nmod", "poss") and words.head[i] > i:
            i = words.head[i]
        return words.dep[i] in _SUBJECTS and words.dep[words.head[i]] == "ROOT"

    def _under_place(self, mention: Mention) -> bool:
        return mention.start > 0 and self.words.lower[mention.start - 1] in ("in", "to", "from", "at")


@cache
def _offices() -> dict[str, dict[str, Any]]:  # Any: a party, or a list of them
    return toml("offices")
