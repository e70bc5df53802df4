"""Quotation marks: which stretches of a text stand in quotes.

A state machine reads the marks paragraph by paragraph. It knows “ ” " ‘ ’ ' '' `` « »; a quotation that is reopened at
the head of the next paragraph goes on as one; quotations nest; an apostrophe is none; a mark that is never closed ends
with its paragraph where a quotation plausibly began there, and is dropped elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.tables import words_in

_MARK = re.compile(r"''|``|[“”\"„«»‘’'`]")
_FAMILY = {
    "“": "double", "”": "double", '"': "double", "„": "double", "''": "double", "``": "double",
    "«": "angle", "»": "angle", "‘": "single", "’": "single", "'": "single", "`": "single",
}  # fmt: skip
_OPENS, _CLOSES = {"“", "„", "``", "«", "‘", "`"}, {"”", "»"}
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/…“\"„«‘']$|^$|[,:]$")
_AFTER_CLOSING = re.compile(r"[\s)\]}—–\-/…,.;:?!”\"»’']|$")
_ELISION = re.compile(r"(?:\d\ds?|tis|twas|em|n|til|cause)\b", re.IGNORECASE)
_SAYING = re.compile(rf"[,?!]\s+(?:\w+\s+){{0,3}}(?:{'|'.join(sorted(words_in('verbs', 'said')))})\b")
Role = Literal["opens", "closes", "either", "none"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation, marks included. `parts` has one span for each paragraph; `depth` is 0 outside other quotations."""

    parts: tuple[Span, ...]
    depth: int
    closed: bool = True

    @property
    def start(self) -> int:
        """First character, the opening mark."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """After the last character, the closing mark where there is one."""
        return self.parts[-1][1]


@dataclass(frozen=True, slots=True)
class _Open:
    family: str
    start: int
    done: tuple[Span, ...] = ()


def quotations_of(analysis: Analysis) -> tuple[Quotation, ...]:
    """The quotations of an article's running text; get them by `analysis.once(quotations_of)`."""
    return quotations(analysis.article.text, analysis.article.paragraphs)


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """Every quotation in the paragraphs of `text`, by place, outer before inner. Offsets count in `text`."""
    found: list[Quotation] = []
    waiting: tuple[_Open, ...] = ()
    spans = list(paragraphs)
    for number, paragraph in enumerate(spans):
        following = spans[number + 1] if number + 1 < len(spans) else None
        closed, left = _in_paragraph(text, paragraph, waiting)
        found += closed
        waiting = ()
        for depth, opened in enumerate(left):
            parts = (*opened.done, (opened.start, paragraph[1]))
            if depth == 0 and (_begins_quotation(text, paragraph, opened) or _reopened(text, opened, following)):
                waiting = (replace(opened, done=parts),)
                found.append(Quotation(parts, depth, closed=False))
    longest: dict[Span, int] = {}
    for q in found:
        longest[q.parts[0]] = max(len(q.parts), longest.get(q.parts[0], 0))
    found = [q for q in found if len(q.parts) == longest[q.parts[0]]]  # not the beginning of one that goes on
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _begins_quotation(text: str, paragraph: Span, opened: _Open) -> bool:
    """Whether a mark left open in its paragraph began a quotation: at its head, or after a colon or comma."""
    before = text[paragraph[0] : opened.start].rstrip()
    return bool(opened.done) or not before or before[-1] in ":,"


def _reopened(text: str, opened: _Open, following: Span | None) -> bool:
    """Whether the next paragraph begins with the mark that was left open: “A,” he said. “B. ¶ “C.”"""
    if following is None or opened.family == "single":
        return False
    mark = _MARK.match(text, following[0])
    return mark is not None and _FAMILY[mark.group()] == opened.family and text[opened.start] == mark.group()


def _in_paragraph(text: str, paragraph: Span, waiting: tuple[_Open, ...]) -> tuple[list[Quotation], list[_Open]]:
    """Quotations that end in the paragraph, and what is still open at its end, outermost first."""
    start, end = paragraph
    marks = [(m.start(), m.end()) for m in _MARK.finditer(text, start, end)]
    roles = [_role(text, paragraph, mark) for mark in marks]
    roles = ["none" if _owns(text, marks, roles, i) else role for i, role in enumerate(roles)]
    straight = [i for i, role in enumerate(roles) if role in ("closes", "either") and text[slice(*marks[i])] == "'"]
    last_straight = straight[-1] if straight else -1
    seen: dict[int, int] = {}  # where a quotation was last opened again, by its start
    stack: list[_Open] = []
    found: list[Quotation] = []
    for i, (a, b) in enumerate(marks):
        family = _FAMILY[text[a:b]]
        role = roles[i]
        depth = next((d for d in reversed(range(len(stack))) if stack[d].family == family), None)
        if role == "either":
            role = "closes" if depth is not None else "opens"
        if role == "opens" and family == "single" and text[a:b] == "'" and i >= last_straight:
            continue  # no partner follows in the paragraph
        if role == "opens":
            began = stack[depth].start if depth is not None else a
            if depth is not None and _reopens(text, seen.get(began, began), a):
                seen[began] = a
                continue
            if depth is not None and not _nests(text, marks, roles, i):
                found += _ended(text, stack[depth], a, depth)
                del stack[depth:]
            done = waiting[0].done if waiting and a == start and family == waiting[0].family else ()
            stack.append(_Open(family, a, done))
        elif role == "closes" and not stack and not found and waiting and family == waiting[0].family != "single":
            found.append(Quotation((*waiting[0].done, (start, b)), 0))
        elif role == "closes" and depth is not None:
            opened = stack[depth]
            found.append(Quotation((*opened.done, (opened.start, b)), depth))
            del stack[depth:]
    return found, stack


def _ended(text: str, opened: _Open, at: int, depth: int) -> list[Quotation]:
    """The quotation that a second opening mark cuts short; none where no more than blanks and marks stand between."""
    length = 0 if depth else len(text[opened.start : at].rstrip())
    return [Quotation((*opened.done, (opened.start, opened.start + length)), 0, closed=False)] if length > 2 else []


def _role(text: str, paragraph: Span, mark: Span) -> Role:
    a, b = mark
    before = text[max(paragraph[0], a - 1) : a]
    after = text[b : min(paragraph[1], b + 1)]
    sign = text[a:b]
    if sign in {"’", "'", "‘", "`"} and before.isalnum() and after.isalnum():
        return "none"
    if sign in {"’", "'", "‘"} and not before.strip() and _ELISION.match(text, b):
        return "none"
    if sign in _OPENS:
        return "closes" if sign == "“" and before in set(",.?!") and not after.strip() else "opens"
    if sign in _CLOSES:
        return "opens" if sign == "”" and not before.strip() and after.isalnum() else "closes"
    opening = bool(_BEFORE_OPENING.search(before)) and bool(after.strip())
    closing = bool(before.strip()) and bool(_AFTER_CLOSING.match(after))
    if sign == "’":
        return "closes"
    if before in {",", ":"} and opening and not (after.isalnum() and closing):
        return "closes" if before == "," and not after.isalnum() else "opens" if before == ":" else "either"
    return "either" if opening == closing else "opens" if opening else "closes"


def _owns(text: str, marks: list[Span], roles: list[Role], i: int) -> bool:
    """Whether a single mark after s makes a plural's genitive: 'The islanders' rights aren't for sale.'

    A small letter follows, and before the next mark that opens a quotation there is one that closes after a stop.
    """
    a, b = marks[i]
    if text[a:b] not in {"’", "'"} or text[a - 1 : a] != "s" or not re.match(r" [a-z]", text[b : b + 2]):
        return False
    for k in range(i + 1, len(marks)):
        (c, d), role = marks[k], roles[k]
        if text[c:d] in {"’", "'"} and role != "none":
            return text[c - 1] in ",.?!" and role in ("closes", "either")
        if text[c:d] == "‘" or role == "opens":
            return False
    return False


def _reopens(text: str, start: int, at: int) -> bool:
    """Whether a mark that opens inside a quotation open since `start` only opens it again, its paragraph's break lost.

    It follows a full stop, and no clause of saying stands between: “We wait. “We hope.”, not “We wait, he said. “We …
    """
    before = text[start:at].rstrip()
    return before[-1:] in {".", "?", "!"} and not _SAYING.search(before)


def _nests(text: str, marks: list[Span], roles: list[Role], i: int) -> bool:
    """Whether a mark that opens inside a quotation of its own family opens an inner one: two closing marks follow."""
    family = _FAMILY[text[slice(*marks[i])]]
    later = (roles[k] for k in range(i + 1, len(marks)) if _FAMILY[text[slice(*marks[k])]] == family)
    return list(islice(later, 2)) in (["closes", "closes"], ["closes", "either"], ["either", "closes"])
