"""The sieve: mention by mention, from the surest kind of evidence to the least, who is meant.

Names meet their actor by name; what is named by office, by description or by a pronoun meets the one in focus that
fits. An indefinite phrase brings in somebody new; a definite one first looks back.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verbale.understanding.identity.found import Mention, Who
from verbale.understanding.identity.lexicon import Lexicon
from verbale.understanding.identity.words import Words

_OF_STATE = ("state", "government", "ministry", "organisation")


@dataclass(slots=True)
class Sieve:
    """Everybody met so far in one article, by key and in order of last mention."""

    words: Words
    lexicon: Lexicon
    home: str | None
    day: str | None
    everyone: list[Who] = field(default_factory=list)
    keyed: dict[tuple[str, ...], Who] = field(default_factory=dict)
    history: list[tuple[Mention, Who]] = field(default_factory=list)
    speakers: dict[int, Who] = field(default_factory=dict)
    """Who speaks in which quotation."""

    def meet(self, mention: Mention, who: Who) -> Who:
        """Let `mention` mean `who`."""
        mention.who = who
        who.mentions.append(mention)
        self.history.append((mention, who))
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
        entry = self.lexicon.parties.get(party)
        who = (
            Who(entry.name, entry.kind, f"actors.{entry.kind}.name", party)
            if entry
            else Who(party, "state", "actors.state.code", party)
        )
        return self.under(("state", party), who)

    def of_party(self, party: str) -> Who:
        """The state or body of that code, met or not."""
        return self.keyed.get(("state", party)) or self.state(party)

    # --- looking back -------------------------------------------------------------------------------------------

    def latest(self, fits: object, reach: int = 40) -> Who | None:
        """The one mentioned last for whom `fits(who)` holds, among the last `reach` mentions."""
        for _, who in reversed(self.history[-reach:]):
            if fits(who):  # type: ignore[operator] # a predicate; typed loosely for brevity of the callers' lambdas
                return who
        return None

    def party_in_focus(self, before: int) -> str | None:
        """The party of whoever was mentioned last before token `before` in its sentence or the one before it."""
        at = self.words.sentence[before] if before < len(self.words) else 0
        for mention, who in reversed(self.history):
            if self.words.sentence[mention.head] < at - 1:
                break
            if who.party and who.kind in (*_OF_STATE, "person"):
                return who.party
        return None
