"""What a rule's pattern matched: the named elements, as words, numbers and meanings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.understanding.times.lexicon import SEPARATOR, Lexicon, Token
from verbale.understanding.times.meaning import Listed, Meaning, Number, Range
from verbale.understanding.times.phrases import Node, Phrase

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@dataclass(frozen=True)
class Captures:
    """What a rule's pattern matched: the named elements, the rule's constants, and the nodes round about."""

    named: Mapping[str, tuple[Node, ...]]
    constants: Mapping[str, Any]  # Any: what the table hands to the builder
    lexicon: Lexicon
    nodes: Sequence[Node]
    first: int
    last: int

    def __contains__(self, name: str) -> bool:
        return name in self.named

    def word(self, name: str) -> str:
        """The first token of an element, as it stands; empty where there is none."""
        node = self.named[name][0] if name in self.named else None
        return node.text if isinstance(node, Token) else ""

    def value(self, name: str, *classes: str) -> Any:  # Any: numbers and codes of the words table
        """What the words table says of an element in the first of the classes that has it."""
        word = self.word(name)
        return next((self.lexicon.value(word, c) for c in classes if self.lexicon.has(word, c)), None)

    def meaning(self, name: str) -> Meaning | None:
        """The meaning of an element that is a phrase."""
        nodes = self.named.get(name, ())
        return next((n.meaning for n in nodes if isinstance(n, Phrase)), None)

    def number(self, name: str) -> float | None:
        """The number an element gives, in figures or words; None where it gives none."""
        inner = self.meaning(name)
        if isinstance(inner, Number):
            return inner.value
        word = self.word(name).lower().replace(",", "")
        if _ORDINAL.fullmatch(word):
            return float(word[:-2])
        if re.fullmatch(r"\d+(\.\d+)?", word):
            return float(word)
        if word in ("a", "an", "one", "another"):
            return 1.0
        found = self.value(name, "cardinal", "tens", "multiple", "ordinal", "vague")
        return float(found) if found else None

    def whole(self, name: str) -> int | None:
        """`number` as an integer."""
        number = self.number(name)
        return None if number is None else int(number)

    def neighbour(self, offset: int) -> str:
        """The lower-case words of the token that many places before (-1) or after (1) the match; empty at an edge."""
        place = self.first + offset if offset < 0 else self.last + offset - 1
        node = self.nodes[place] if 0 <= place < len(self.nodes) else None
        return "" if not isinstance(node, Token) or node.text == SEPARATOR else node.text

    def parts(self, meaning: Meaning, rule: str) -> tuple[Phrase, ...]:
        """The phrases that TIMEX3 marks in place of the whole, where the rule says so.

        The ends of a range carry what each took over from the other: "15" in "from Jan. 15 to 19" is a day of January.
        """
        if isinstance(meaning, Listed):
            days = [n for n in self.nodes[self.first : self.last] if isinstance(n, Phrase) or n.text[0].isdigit()]
            return tuple(
                Phrase(n.start, n.end, n.sign, frozenset(), day, rule, 1.0)
                for n, day in zip(days, meaning.days, strict=True)
            )
        found: list[Phrase] = []
        for name in self.constants.get("parts", ()):
            if name not in self.named:
                return ()
            node = self.named[name][0]
            if isinstance(node, Phrase) and node.parts:
                found += node.parts
                continue
            inner = node.meaning if isinstance(node, Phrase) else None
            if isinstance(meaning, Range):
                inner = meaning.first if name == "first" else meaning.last
            if inner is not None:
                core = node.core if isinstance(node, Phrase) else None
                found.append(Phrase(node.start, node.end, node.sign, frozenset(), inner, rule, 1.0, (), core))
        return tuple(found)

    def core(self) -> tuple[int, int] | None:
        """The extent that TIMEX3 gives, where the pattern marks one as `core`."""
        nodes = self.named.get("core")
        return (nodes[0].start, nodes[-1].end) if nodes else None
