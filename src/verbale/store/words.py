"""What people type into a search box, and where in an article the answer stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from verbale.errors import InputError
from verbale.model.text import Article, Span
from verbale.store.rows import folded

_PART = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_TOKEN = re.compile(r"[^\W_](?:[\u0300-\u036f]*[^\W_])*")
"""Letters and digits with the accents that are written apart."""

_WIDTH = 240
"""About how many characters of an article a hit shows."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase; with `prefix` its last word may go on."""

    words: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Every group in `groups` must be met by one of its terms; none of `without` may occur."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]


def wanted_in(query: str) -> Wanted:
    """The query taken apart (see `SearchQuery.words`); raises InputError where no word must occur."""
    groups: list[list[Term]] = []
    without: list[Term] = []
    either = False
    for minus, phrase, word in _PART.findall(query):
        if word == "OR" and not minus:
            either = bool(groups)
            continue
        words = "".join(c if c.isprintable() else " " for c in phrase or word)
        if not any(c.isalnum() for c in words):
            continue
        term = Term(words.rstrip("*"), prefix=words.endswith("*"))
        if minus:
            without.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    if not groups:
        raise InputError(f"{query!r}: there is no word in it to search for")
    return Wanted(tuple(map(tuple, groups)), tuple(without))


class Token(NamedTuple):
    """A word of a text, and where it stands there; `word` has no case and no accents."""

    start: int
    end: int
    word: str


def tokens(text: str, pieces: Iterable[Span] | None = None) -> list[Token]:
    """The words of a text, or of some pieces of it."""
    found = (m for a, b in pieces or [(0, len(text))] for m in _TOKEN.finditer(text, a, b))
    named = (Token(m.start(), m.end(), "".join(filter(str.isalnum, folded(m.group())))) for m in found)
    return [token for token in named if token.word]


def marked(found: Sequence[Token], wanted: Wanted, stem: Callable[[str], str]) -> list[Span]:
    """Where the wanted words stand among some words, in order; nowhere unless all of them do and no other does.

    `stem` gives what the inflections of a word have in common.
    """
    stems = [stem(token.word) for token in found]
    if any(_places(term, found, stems, stem) for term in wanted.without):
        return []
    groups = [[p for term in group for p in _places(term, found, stems, stem)] for group in wanted.groups]
    return sorted({p for places in groups for p in places}) if all(groups) else []


def _places(term: Term, found: Sequence[Token], stems: Sequence[str], stem: Callable[[str], str]) -> list[Span]:
    words = [stem(token.word) for token in tokens(term.words)]
    if not words:
        return []
    *before, last = words
    size = len(before)
    return [
        (found[i].start, found[i + size].end)
        for i in range(len(found) - size)
        if (stems[i + size].startswith(last) if term.prefix else stems[i + size] == last)
        and stems[i : i + size] == before
    ]


def excerpt(article: Article, marks: Sequence[Span]) -> Span:
    """The stretch of one paragraph or line, cut between words, that holds most of the marks; of equals the first.

    `marks` are in order. Without any it is the beginning of the text.
    """
    text = article.text
    first = _densest(article, marks) if marks else _beginning(text)
    block = _block(article, first)
    reach = min(block[1], first[0] + _WIDTH)
    last = max((end for start, end in marks if first[0] <= start and end <= reach), default=first[1])
    spare = max(0, _WIDTH - (last - first[0]))
    end = min(block[1], last + spare // 2)
    start = max(block[0], end - max(_WIDTH, last - first[0]))
    while block[0] < start < first[0] and not text[start - 1].isspace():
        start += 1
    while last < end < block[1] and not text[end].isspace():
        end -= 1
    words = text[start:end]
    return (start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def _densest(article: Article, marks: Sequence[Span]) -> Span:
    """The mark from which most others can be shown."""
    ends = [end for _, end in marks]

    def count(i: int) -> int:
        reach = min(_block(article, marks[i])[1], marks[i][0] + _WIDTH)
        return bisect_right(ends, reach) - i

    return marks[max(range(len(marks)), key=lambda i: (count(i), -i))]


def _beginning(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return (start, start + 1)


def _block(article: Article, mark: Span) -> Span:
    """The paragraph that a mark begins in, else its line."""
    n = bisect_right(article.paragraphs, mark[0], key=lambda paragraph: paragraph[0]) - 1
    if n >= 0 and mark[0] < article.paragraphs[n][1]:
        return (article.paragraphs[n][0], max(article.paragraphs[n][1], mark[1]))
    before = article.text.rfind("\n", 0, mark[0]) + 1
    after = article.text.find("\n", mark[1])
    return (before, len(article.text) if after < 0 else after)
