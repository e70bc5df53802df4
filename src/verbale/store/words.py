"""What people type into a search box, and where in an article the answer stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from verbale.errors import InputError
from verbale.model.text import Article, Span

_PART = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
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


def excerpt(article: Article, marks: Sequence[Span]) -> Span:
    """The stretch of one paragraph or line, cut between words, that holds most of the marks; of equals the first."""
    text = article.text
    first = max(marks, key=lambda m: (_marks_from(m, marks, _block(article, m)), -m[0])) if marks else _beginning(text)
    block = _block(article, first)
    last = max((m[1] for m in marks if first[0] <= m[0] and m[1] <= min(block[1], first[0] + _WIDTH)), default=first[1])
    spare = max(0, _WIDTH - (last - first[0]))
    end = min(block[1], last + spare // 2)
    start = max(block[0], end - max(_WIDTH, last - first[0]))
    while start > block[0] and start < first[0] and not text[start - 1].isspace():
        start += 1
    while end < block[1] and end > last and not text[end].isspace():
        end -= 1
    words = text[start:end]
    return (start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())))


def _beginning(text: str) -> Span:
    start = len(text) - len(text.lstrip())
    return (start, start + 1)


def _marks_from(mark: Span, marks: Sequence[Span], block: Span) -> int:
    return sum(mark[0] <= m[0] and m[1] <= min(block[1], mark[0] + _WIDTH) for m in marks)


def _block(article: Article, mark: Span) -> Span:
    """The paragraph that a mark begins in, else its line."""
    for start, end in article.paragraphs:
        if start <= mark[0] < end:
            return (start, max(end, mark[1]))
    before = article.text.rfind("\n", 0, mark[0]) + 1
    after = article.text.find("\n", mark[1])
    return (before, len(article.text) if after < 0 else after)
