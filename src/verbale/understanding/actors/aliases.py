"""Short names that the article itself gives in brackets: "the Port Ministry (“the Ministry”)", "Plain Front (PF)"."""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.actors.found import Mention
from verbale.understanding.grammar.words import Words

_MARKS = frozenset({"“", "”", '"', "‘", "’", "``", "''"})
_FARTHEST = 14
"""How many tokens a bracket may hold to be one that gives short names."""


def introduced(words: Words) -> list[tuple[int, tuple[str, ...]]]:
    """Every short name given in brackets: the token of the bracket, and the words of the name without "the"."""
    out = []
    for i, text in enumerate(words.text):
        if text != "(" or i == 0:
            continue
        end = next((k for k in range(i + 1, min(i + _FARTHEST, len(words))) if words.text[k] == ")"), None)
        if end is not None:
            out += [(i, name) for name in _names(words, i + 1, end)]
    return out


def _names(words: Words, start: int, end: int) -> Iterator[tuple[str, ...]]:
    inside = words.text[start:end]
    if end - start == 1 and inside[0].isupper() and inside[0].isalpha() and len(inside[0]) > 1:
        yield (inside[0],)
        return
    marks = [k for k in range(start, end) if words.text[k] in _MARKS]
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        name = words.text[first + 1 : last]
        name = name[1:] if name[:1] in (["the"], ["The"]) else name
        if name and all(word[:1].isupper() for word in name):
            yield tuple(name)


def tie(words: Words, found: list[Mention]) -> list[Mention]:
    """`found`, with every place of a short name as a mention of whoever it was introduced for."""
    begins: dict[str, list[int]] = {}
    for i, word in enumerate(words.text):
        begins.setdefault(word, []).append(i)
    for bracket, name in introduced(words):
        at = _before_brackets(words, bracket)
        anchors = [m for m in found if m.end == at and m.form != "pronoun"]
        if len(name) == 1 and name[0].isupper():
            anchors = [m for m in anchors if not _person(m) or _initials(words, m) == name[0]]  # "Ada Lund (AL)"
        if not anchors or any(m.entry and len(name) == 1 and name[0].isupper() for m in anchors):
            continue  # an acronym of the tables
        anchor = min(anchors, key=lambda m: m.start)
        behind = (i for i in begins.get(name[0], ()) if i > bracket and words.text[i : i + len(name)] == list(name))
        places = [i for i in behind if not _longer(words, i, len(name))]
        taken = {k for i in places for k in range(i, i + len(name))}
        found = [m for m in found if m.head not in taken or m is anchor]
        found += [_mention(words, i, i + len(name), anchor) for i in places]
    return found


def _initials(words: Words, mention: Mention) -> str:
    """The first letters of a name; not "Ada Lund, head of the Plain Union (PU)"."""
    return "".join(word[:1] for word in words.text[mention.start : mention.end]) if mention.form == "name" else ""


def _person(mention: Mention) -> bool:
    if mention.who is not None:
        return mention.who.kind == "person"
    return mention.role is not None and mention.role.family.one in ("person", "anonymous")


def _before_brackets(words: Words, bracket: int) -> int:
    """The token behind the name that brackets in a row tell of: "Norland Oil (NYSE: NOIL) (“Norland”)"."""
    while words.text[bracket - 1] == ")":
        opened = next((k for k in range(bracket - 2, max(0, bracket - _FARTHEST), -1) if words.text[k] == "("), None)
        if opened is None:
            return bracket
        bracket = opened
    return bracket


def _longer(words: Words, i: int, length: int) -> bool:
    """Whether the words are part of a longer name, or only stand before a noun that they qualify."""
    before, behind = words.text[i - 1], words.text[i + length : i + length + 1]
    return (before[:1].isupper() and before != "The") or bool(
        behind and behind[0][:1].isupper() and behind[0].isalpha()
    )


def _mention(words: Words, start: int, end: int, anchor: Mention) -> Mention:
    first = start - 1 if words.lower[start - 1] == "the" else start
    mention = Mention(first, end, end - 1, "name", words.span(first, end), determiner="the" if first < start else "")
    mention.same = anchor
    return mention
