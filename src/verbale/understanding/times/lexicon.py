"""Words and their classes: the alphabet that the rules of the span grammar are written in.

Each token of the text is turned into one character that stands for the set of its classes (month, weekday, day
number, the word "of" …). Rules become regular expressions over these characters, which is quick, and spans stay exact
because every character is one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from verbale.understanding.times.tables import toml

_FIRST = 0xE000  # private use area: no such character stands for itself in a rule
_KNOWN = 1 << 16  # tokens whose character is kept, so that memory is bounded
SEPARATOR = "\n"
_SAMPLES = (
    "00 05th 5th 007 07 0930 0999 22nd 31st 32nd 103rd 470s 1800s 1990s 90s '90s '98 ’90s ’98 ‘90s 1,000 12,000,000 "
    "3.5 10.30 24.80 31.75 2018-11-24 2018-11-24T10:30 1/2/2018 31/12/18 1.2.2018 2018/1/2 10:30 24:00 10:30:15 25:61 "
    "FY15 FY2015 Q3 3Q H1 2H"
)
"""Tokens of every shape, so that the alphabet has a character for each set of shapes that a token can have."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token: `[start, end)` in the text it was read from, its words and its character in the alphabet."""

    start: int
    end: int
    text: str
    sign: str


@dataclass
class Lexicon:
    """The words table, and the alphabet: one character for each set of classes that a token or a phrase can have."""

    words: dict[str, dict[str, Any]]  # Any: numbers and codes of the table
    shapes: dict[str, re.Pattern[str]]
    capital: frozenset[str]
    literals: frozenset[str]
    alphabet: dict[frozenset[str], str] = field(default_factory=dict)
    _signs: dict[str, str] = field(default_factory=dict)

    def sign(self, token: str) -> str:
        """The character of a token."""
        known = self._signs.get(token)
        if known is None:
            known = self.alphabet.get(self.classes(token), self.alphabet[frozenset()])
            if len(token) < 16 and len(self._signs) < _KNOWN:
                self._signs[token] = known
        return known

    def classes(self, token: str) -> frozenset[str]:
        """The classes of a token; a word that rules name is a class of its own, written with `=` before it."""
        lower = token.lower().replace("’", "'")
        found = {f"={lower}"} if lower in self.literals else set()
        capital = token[:1].isupper()
        found.update(
            name for name, words in self.words.items() if lower in words and (capital or name not in self.capital)
        )
        if capital or not token[:1].isalpha():
            found.update(name for name, shape in self.shapes.items() if shape.fullmatch(token))
        return frozenset(found)

    def value(self, token: str, name: str) -> Any:  # Any: numbers and codes of the table
        """What the words table says of a token in a class."""
        return self.words[name][token.lower()]

    def has(self, token: str, name: str) -> bool:
        """Whether a token is of a class of the words table, letter case apart."""
        return token.lower() in self.words[name]

    def characters(self, keep: Iterable[str], drop: Iterable[str] = ()) -> str:
        """The characters of all tokens and phrases that have one of the classes `keep` and none of `drop`."""
        wanted, unwanted = set(keep), set(drop)
        return "".join(c for classes, c in self.alphabet.items() if classes & wanted and not classes & unwanted)

    def tokens(self, text: str, start: int, end: int) -> Iterator[Token]:
        """The tokens of `text[start:end]`."""
        for match in _token_pattern().finditer(text, start, end):
            words = match.group()
            yield Token(match.start(), match.end(), words, self.sign(words))


def lexicon(literals: Iterable[str], phrases: Iterable[frozenset[str]]) -> Lexicon:
    """The lexicon of the words table, with the words that rules name and the classes that phrases can have."""
    table = toml("words")
    shapes = {name: re.compile(shape) for name, shape in table["shapes"].items()}
    made = Lexicon(table["words"], shapes, frozenset(table["capital"]["classes"]), frozenset(literals))
    known = {w for words in table["words"].values() for w in words} | made.literals
    spelt = (form(word) for word in known for form in (str, str.capitalize, str.upper))
    tokens = (*_SAMPLES.split(), *map(str, range(10000)), *spelt, "Xx")
    found = {frozenset[str](), *map(made.classes, tokens), *phrases}
    for number, classes in enumerate(sorted(found, key=sorted)):
        made.alphabet[classes] = chr(_FIRST + number)
    return made


@cache
def _token_pattern() -> re.Pattern[str]:
    dotted = sorted({w for words in toml("words")["words"].values() for w in words if "." in w}, key=len)
    abbreviations = "|".join(re.escape(w) for w in reversed(dotted))
    return re.compile(toml("words")["tokens"]["pattern"].replace("ABBREVIATIONS", abbreviations), re.VERBOSE)
