"""What stands beside names: the phrases between commas or before them that say who somebody is."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from verbale.understanding.actors.found import Mention
from verbale.understanding.actors.people import learn
from verbale.understanding.actors.tables import telling
from verbale.understanding.gazetteer import Found
from verbale.understanding.grammar.words import Words

_BEHIND = 12
"""How many tokens behind an office the name of its holder begins at most."""
_NEAR = 60
"""How many tokens off a phrase beside a name begins at most."""


@dataclass(frozen=True, slots=True)
class Beside:
    """The names of the tables and the phrases of one article, each by where it begins."""

    words: Words
    names: list[tuple[int, int, Found]]
    nominal: list[Mention]

    def near(self, start: int, before: int) -> list[Mention]:
        """The phrases that begin before a token and not long before `start`."""
        first, last = (bisect_left(self.nominal, at, key=lambda m: m.start) for at in (start - _NEAR, before))
        return self.nominal[first:last]

    def known(self, first: int, after: int) -> list[tuple[int, int, Found]]:
        """The names of the tables that begin in some tokens."""
        return self.names[slice(*(bisect_left(self.names, at, key=lambda name: name[0]) for at in (first, after)))]

    def ending(self, at: int) -> list[tuple[int, int, Found]]:
        """The names of the tables that end where a token begins."""
        return [name for name in self.known(at - _NEAR, at) if name[1] == at]

    def phrases(self, start: int, end: int) -> list[Mention]:
        """Phrases parted from the name by a comma: "X, the envoy," and "the envoy, X,"."""
        text, out = self.words.text, []
        titled = any(m.start == start and m.role and m.role.family.title for m in self.near(start, start + 1))
        for phrase in self.near(start, end + _NEAR):
            role = phrase.role
            if role is None or role.plural or role.family.one not in ("person", "anonymous"):
                continue
            if self._framing(phrase, end - 1) or (titled and phrase.start > end and self._names_another(phrase.head)):
                continue
            acts = self.words.tag[phrase.end : phrase.end + 1] in (["VBD"], ["VBZ"], ["VBP"], ["MD"])
            after = phrase.start == end + 1 and text[end] == "," and not acts  # "..., the envoy said": the subject
            after = after and not (role.family.name in telling("named_so") and text[phrase.end][:1].isupper())
            ends = (phrase.end, self.words.right_edge(phrase.head))  # "the commissioner for water, X"
            before = start - 1 in ends and text[start - 1] == ","
            if after or before or self._parsed(phrase, end - 1):
                out.append(phrase)
        return out

    def _names_another(self, head: int) -> bool:
        """ "President X, the foreign minister, Ada Berg, will go": a name in full behind the phrase."""
        words = self.words
        end = next((i for i in range(head, min(head + _BEHIND, len(words) - 2)) if words.text[i] == ","), None)
        name = [] if end is None else range(end + 1, end + 3)
        return bool(name) and all(words.pos[i] == "PROPN" and words.text[i][:1].isupper() for i in name)

    def _framing(self, phrase: Mention, last: int) -> bool:
        """ "According to the envoy, X left": a phrase behind a preposition of the verb whose subject the name is."""
        words = self.words
        if words.lower[max(0, phrase.start - 2) : phrase.start] == ["according", "to"]:
            return words.text[last + 1 : last + 2] != [","]  # "According to the envoy, X, it is over"
        preposition = words.head[phrase.head]
        governed = words.dep[phrase.head] == "pobj" and words.dep[last] in ("nsubj", "nsubjpass")
        governed = governed and preposition == phrase.start - 1  # not "In March the envoy, X, left"
        return governed and words.head[preposition] == words.head[last] and phrase.head < last

    def _parsed(self, phrase: Mention, last: int) -> bool:
        """Whether the parse sets name and phrase beside each other, a comma between: "the envoy to Oslo, X"."""
        words = self.words
        low, high = min(phrase.head, last), max(phrase.head, last)
        if high - low > 12 or "," not in words.text[low:high]:
            return False
        return (words.dep[high] == "appos" and words.head[high] == low) or (
            words.dep[low] == "appos" and words.head[low] == high
        )

    def appose(self, named: list[Mention]) -> None:
        """Let phrases beside persons mean them."""
        for mention in named:
            who = mention.who
            if who is None or who.kind != "person":
                continue
            start = min([mention.start, *(t.start for t in mention.before)])
            for apposed in self.phrases(start, mention.end):
                if apposed.who is None and apposed.role:
                    apposed.who = who
                    mention.beside.append(apposed)
                    told = apposed.owner is None and not apposed.modifiers & telling("past")
                    learn(who, apposed, [apposed.role], apposed.party if told else None)
                    if who.rule == "actors.person.name":
                        who.rule, who.confidence = "actors.person.apposition", 0.9

    def respectively(self, named: list[Mention]) -> None:
        """ "The ministers of Chad and Peru, X and Y": each has the party told in the same place."""
        words = self.words
        persons = [m for m in named if m.who and m.who.kind == "person"]
        begins = {min([m.start, *(t.start for t in m.before)]): m for m in persons}
        ends = {m.end: start for start, m in begins.items()}
        for phrase in self.nominal:
            role = phrase.role
            if role is None or not role.plural or role.family.one != "person":
                continue
            told = self.known(phrase.start, phrase.end)
            parties = list(dict.fromkeys(f.entry.party for _, _, f in told if f.entry.party))
            between = words.lower[phrase.start : told[-1][0]] if told else []
            if not {"to", "in", "with", "on", "between"}.isdisjoint(between):
                continue  # "envoys of Chile to Peru"
            first = begins.get(phrase.end + 1) if words.text[phrase.end : phrase.end + 1] == [","] else None
            if first is None and words.text[phrase.start - 1] == "," and (last := ends.get(phrase.start - 1)):
                first = begins.get(ends.get(last - 1, -1)) if words.lower[last - 1] == "and" else None
            second = begins.get(first.end + 1) if first and words.lower[first.end : first.end + 1] == ["and"] else None
            if first is None or second is None or len(parties) != 2:
                continue
            for who, party in ((first.who, parties[0]), (second.who, parties[1])):
                if who is not None:
                    who.party, who.role = who.party or party, who.role or role.singular
                    who.families |= role.family.kinds
                    who.rule, who.confidence = "actors.person.respectively", 0.9
