"""Dialogues: who speaks in each paragraph of an interview, a briefing or a transcript printed turn by turn.

A turn begins with a label ("Q:", "MS TEDER:", "Mara Teder:") and goes on until the next one. Where an interview is
printed without labels, or drops them after a while, a paragraph that only asks is the interviewer's and what follows it
the answer. Questions assert nothing; an answer is one statement a paragraph.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from verbale.understanding.statements import tables
from verbale.understanding.statements.layout import Layout, Range

_LONGEST = 7
_IN_NAMES = frozenset({"of", "the", "and", "'s", "’s", ".", "-", "(", ")", "from", "&"})
_LEAST_TURNS = 3
_SHORT = 12
"""Tokens below which a paragraph may be part of a turn though nobody speaks in person in it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a dialogue. `label` is the token that heads the speaker's name, None where none is printed."""

    paragraph: int
    words: Range
    """The tokens of what is said."""
    asks: bool
    label: int | None


def label_end(layout: Layout, paragraph: Range) -> int | None:
    """The colon that ends a label at the head of a paragraph: a few words that look like a name."""
    start = first_word(layout, paragraph)
    for i in range(start, min(start + _LONGEST, paragraph[1] - 1)):
        token = layout.doc[i]
        if token.text == ":":
            return i if i > start else None
        if not (token.text[:1].isupper() or token.lower_ in _IN_NAMES):
            return None
    return None


def first_word(layout: Layout, paragraph: Range) -> int:
    """The first token of a paragraph that is no quotation mark."""
    at = paragraph[0]
    while at < paragraph[1] and (layout.doc[at].is_quote or layout.doc[at].is_space):
        at += 1
    return at


def turns(layout: Layout) -> tuple[Turn, ...]:
    """The turns of the article's dialogue, in order; none where it holds no dialogue."""
    labels = {number: end for number, p in enumerate(layout.paragraphs) if (end := label_end(layout, p)) is not None}
    names = {number: _name(layout, number, end) for number, end in labels.items()}
    asking = _questioners(layout, labels, names)
    repeated = {name for name, count in Counter(names.values()).items() if count > 1}
    spoken = {n: end for n, end in labels.items() if names[n] in repeated | asking or _is_answer(names[n])}
    if len(spoken) >= _LEAST_TURNS and len({names[n] for n in spoken}) > 1:
        return tuple(_labelled(layout, spoken, names, asking))
    return tuple(_unlabelled(layout)) if layout.analysis.article.kind == "interview" else ()


def _name(layout: Layout, number: int, end: int) -> str:
    return layout.doc[first_word(layout, layout.paragraphs[number]) : end].text.lower()


def _is_answer(name: str) -> bool:
    return name in tables.toml("settings")["labels"]["answers"]


def _questioners(layout: Layout, labels: dict[int, int], names: dict[int, str]) -> set[str]:
    """The labels of those who ask: Q, Question …, the outlet's name, and whoever's turns all end in a question."""
    words = tables.toml("settings")["labels"]["asks"]
    outlet = (layout.analysis.article.outlet or "").lower()
    asked: dict[str, list[bool]] = {}
    for number, name in names.items():
        asked.setdefault(name, []).append(_ends_asking(layout, layout.paragraphs[number]))
    return {
        name
        for name, ends in asked.items()
        if not _is_answer(name)
        and (
            name.split()[0].strip(".") in words
            or set(name.split()) <= set(outlet.split())
            or (len(ends) > 1 and sum(ends) > 0.7 * len(ends))
        )
    }


def _ends_asking(layout: Layout, paragraph: Range) -> bool:
    at = paragraph[1] - 1
    while at > paragraph[0] and (layout.doc[at].is_space or layout.doc[at].is_quote):
        at -= 1
    return layout.doc[at].text == "?"


def _labelled(layout: Layout, labels: dict[int, int], names: dict[int, str], asking: set[str]) -> list[Turn]:
    """The labelled turns with the paragraphs that go on from them."""
    found: list[Turn] = []
    only_letters = all(name in asking or _is_answer(name) for name in (names[n] for n in labels))
    for number in range(min(labels), len(layout.paragraphs)):
        paragraph = layout.paragraphs[number]
        if number in labels:
            colon = labels[number]
            found.append(Turn(number, (colon + 1, paragraph[1]), names[number] in asking, colon - 1))
            continue
        if _is_frame(layout, paragraph, last=number > max(labels)):
            continue
        before = found[-1]
        if before.asks and before.label is not None:
            found.append(Turn(number, paragraph, True, before.label))
            continue
        asks = only_letters and not before.asks and _ends_asking(layout, paragraph)
        found.append(Turn(number, paragraph, asks, None if asks or before.asks else before.label))
    return found


def _unlabelled(layout: Layout) -> list[Turn]:
    """The turns of an interview without labels: a paragraph that only asks, then the answer to it."""
    asking = [
        n for n, p in enumerate(layout.paragraphs)
        if _ends_asking(layout, p) and layout.quoted[first_word(layout, p)] < 0 and p[1] - p[0] < 60
    ]  # fmt: skip
    if len(asking) < _LEAST_TURNS:
        return []
    found = []
    for number in range(asking[0], len(layout.paragraphs)):
        paragraph = layout.paragraphs[number]
        if not _is_frame(layout, paragraph, last=number > asking[-1] + 1):
            found.append(Turn(number, paragraph, number in asking, None))
    return found


def _is_frame(layout: Layout, paragraph: Range, *, last: bool) -> bool:
    """Whether a paragraph is about the dialogue and no part of it: in brackets, or naming it after its end."""
    text = layout.doc[paragraph[0] : paragraph[1]].text.strip()
    words = tables.toml("settings")["labels"]["frames"]
    apart = any(word in text.lower() for word in words) or not _speaks_in_person(layout, paragraph)
    return text[:1] in "([" or (last and apart)


def _speaks_in_person(layout: Layout, paragraph: Range) -> bool:
    """Whether I, we or you speak in a paragraph, as they do where a turn goes on; a short one may do without."""
    persons = tables.toml("settings")["labels"]["persons"]
    short = paragraph[1] - paragraph[0] < _SHORT
    return short or any(layout.doc[i].lower_ in persons and layout.quoted[i] < 0 for i in range(*paragraph))
