"""Dialogues: who speaks in each paragraph of an interview, a briefing or a transcript printed turn by turn.

A turn begins with a label ("Q:", "MS TEDER:", "Mara Teder (Harbour Post):") and goes on until the next one. Where an
interview is printed without labels, or drops them after a while, a paragraph that only asks is the interviewer's and
what follows it the answer; where dashes open what one of the two says, they tell whose it is. Questions assert nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial

from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.tables import words_in
from verbale.understanding.grammar.words import Words, words_of

_LONGEST = 7
_IN_NAMES = frozenset({"of", "the", "and", "'s", "’s", ".", "-", "(", ")", "from", "&"})
_LEAST_TURNS = 3
_SHORT = 12
"""Tokens below which a paragraph may be part of a turn though nobody speaks in person in it."""
_MOSTLY = 0.7
"""Share of questions among the turns of who asks, where there are others who may ask too."""
_MARKS = frozenset("“”\"„«»‘’'`") | {"''", "``"}
_DASHES = frozenset("–—―-")

labels = partial(words_in, "dialogue", "labels")
"""Words that label turns, and words by which paragraphs of a dialogue are told, by the rows of dialogue.toml."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of a dialogue. `label` is the token that heads the speaker's name, None where none is printed."""

    paragraph: int
    words: Extent
    """The tokens of what is said."""
    asks: bool
    label: int | None
    start: int
    """Where it begins, its label included."""
    labelled: bool = False
    """Whether a label stands before this paragraph itself."""


def label_end(w: Words, paragraph: Extent) -> int | None:
    """The colon that ends a label at the head of a paragraph: a few words that look like a name."""
    start = first_word(w, paragraph)
    for i in range(start, min(start + _LONGEST, paragraph[1] - 1)):
        if w.text[i] in (":", "):"):
            return i if i > start else None
        if not (w.text[i][:1].isupper() or w.lower[i] in _IN_NAMES):
            return None
    return None


def first_word(w: Words, paragraph: Extent) -> int:
    """The first token of a paragraph that is no quotation mark."""
    at = paragraph[0]
    while at < paragraph[1] and (w.text[at] in _MARKS or not w.text[at].strip()):
        at += 1
    return at


def turns_of(analysis: Analysis) -> tuple[Turn, ...]:
    """The turns of an article's dialogue, in order, none where it holds none; get them by `analysis.once(turns_of)`."""
    return _Dialogue(analysis.once(words_of)).turns()


def labels_over(analysis: Analysis) -> dict[int, int]:
    """The label of the turn that each token is part of, that label's own words among them."""
    turns = [turn for turn in analysis.once(turns_of) if turn.label is not None]
    return {i: turn.label for turn in turns if turn.label is not None for i in range(turn.start, turn.words[1])}


class _Dialogue:
    """The labels of one article, by number of the paragraph."""

    def __init__(self, words: Words) -> None:
        self.w = words
        self._article = words.analysis.article
        ends = {number: label_end(words, paragraph) for number, paragraph in enumerate(words.paragraphs)}
        self._labels = {number: end for number, end in ends.items() if end is not None}
        self._names = {n: words.words(self._first(n), self._named(n)).lower() for n in self._labels}

    def _first(self, number: int) -> int:
        return first_word(self.w, self.w.paragraphs[number])

    def _named(self, number: int) -> int:
        """Where the name on a label ends: before whom its bearer works for in "MS TEDER (Harbour Post):"."""
        start, colon = self._first(number), self._labels[number]
        return next((i for i in range(start + 1, colon) if self.w.text[i] == "("), colon)

    def turns(self) -> tuple[Turn, ...]:
        names, asking = self._names, self._questioners()
        repeated = {name for name, count in Counter(names.values()).items() if count > 1}
        spoken = [n for n in self._labels if names[n] in repeated | asking | labels("answers")]
        if len(spoken) >= _LEAST_TURNS and len({names[n] for n in spoken}) > 1:
            return tuple(self._labelled(self._with_single(spoken), asking))
        return tuple(self._unlabelled()) if self._article.kind == "interview" else ()

    def _with_single(self, spoken: list[int]) -> list[int]:
        """The labels of turns with those that stand once among them, printed alike or with an outlet: "MR KASK:"."""
        manners = {self._manner(n) for n in spoken}
        among = (n for n in self._labels if spoken[0] < n < spoken[-1])
        fit = (n for n in among if self._manner(n) in manners or self._named(n) < self._labels[n])
        return sorted({*spoken, *fit})

    def _manner(self, number: int) -> tuple[bool, bool]:
        """Whether a label is printed in capitals, and whether its name has more words than one."""
        name = self.w.words(self._first(number), self._named(number))
        return name.isupper(), len(name.split()) > 1

    def _questioners(self) -> set[str]:
        """The labels of those who ask: Q, Question …, the outlet's name, and who mostly asks."""
        outlet = set((self._article.outlet or "").lower().split())
        asked: dict[str, list[bool]] = {}
        for number, name in self._names.items():
            asked.setdefault(name, []).append(self._ends_asking(number))
        shares = {name: sum(ends) / len(ends) for name, ends in asked.items() if len(ends) > 1}
        named = {n for n in asked if n.split()[0].strip(".") in labels("asks") or set(n.split()) <= outlet}
        least, most = (end(shares.values(), default=0.0) for end in (min, max))
        more = len(shares) == 2 and 0.5 <= most > least
        often = {name for name, share in shares.items() if share > _MOSTLY or (more and share == most)}
        return (named | often) - labels("answers")

    def _ends_asking(self, number: int) -> bool:
        first, at = self.w.paragraphs[number]
        at -= 1
        while at > first and (not self.w.text[at].strip() or self.w.text[at] in _MARKS):
            at -= 1
        return self.w.text[at] == "?"

    def _labelled(self, spoken: list[int], asking: set[str]) -> list[Turn]:
        """The labelled turns with the paragraphs that go on from them."""
        found: list[Turn] = []
        only_letters = all(self._names[n] in asking | labels("answers") for n in spoken)
        for number in range(min(spoken), len(self.w.paragraphs)):
            paragraph = self.w.paragraphs[number]
            if number in spoken:
                colon = self._labels[number]
                words = (colon + 1, paragraph[1])
                once = list(self._names.values()).count(self._names[number]) == 1
                asks = self._names[number] in asking or (once and self._ends_asking(number))
                found.append(Turn(number, words, asks, self._named(number) - 1, self._first(number), labelled=True))
            elif not self._is_frame(number, last=number > max(spoken)):
                before = found[-1]
                still = before.asks and before.label is not None
                asks = still or (only_letters and not before.asks and self._ends_asking(number))
                goes_on = still or not (asks or before.asks)
                found.append(Turn(number, paragraph, asks, before.label if goes_on else None, paragraph[0]))
        return found

    def _unlabelled(self) -> list[Turn]:
        """The turns of an interview without labels: a paragraph that only asks, then the answer to it."""
        paragraphs = self.w.paragraphs
        asking = self._dashed() or [
            n for n, p in enumerate(paragraphs)
            if self._ends_asking(n) and not self.w.quote[self._first(n)] and p[1] - p[0] < 60
        ]  # fmt: skip
        if len(asking) < _LEAST_TURNS:
            return []
        last = asking[-1] + 1
        kept = (n for n in range(asking[0], len(paragraphs)) if not self._is_frame(n, last=n > last))
        return [Turn(n, paragraphs[n], n in asking, None, paragraphs[n][0]) for n in kept]

    def _dashed(self) -> list[int]:
        """The paragraphs that a dash opens, where that is how questions are printed and answers are not."""
        article = self._article
        before = [article.text[:start].rstrip(" ")[-1:] for start, _ in article.paragraphs]
        opened = [n for n, mark in enumerate(before) if mark in _DASHES]
        asked = sum(self._ends_asking(n) for n in opened)
        others = sum(self._ends_asking(n) for n in range(len(before)) if n not in opened)
        return opened if asked >= _LEAST_TURNS and asked > others and len(opened) <= len(before) // 2 else []

    def _is_frame(self, number: int, *, last: bool) -> bool:
        """Whether a paragraph is about the dialogue and no part of it: in brackets, or naming it after its end."""
        text = self.w.words(*self.w.paragraphs[number]).strip()
        apart = any(word in text.lower() for word in labels("frames")) or not self._speaks_in_person(number)
        return text[:1] in "([" or (last and (apart or self._names_speakers(number)))

    def _names_speakers(self, number: int) -> bool:
        """Whether one of those on the labels is told of by name, as none of them does: "Ms Teder had no comment"."""
        names = {self.w.lower[self._named(n) - 1] for n in self._labels} - labels("asks") - labels("answers")
        first, after = self.w.paragraphs[number]
        return any(self.w.lower[i] in names and self.w.pos[i] == "PROPN" for i in range(first, after))

    def _speaks_in_person(self, number: int) -> bool:
        """Whether I, we or you speak in a paragraph, as they do where a turn goes on; a short one may do without."""
        first, after = self.w.paragraphs[number]
        said = (self.w.lower[i] for i in range(first, after) if not self.w.quote[i])
        return after - first < _SHORT or any(word in labels("persons") for word in said)
