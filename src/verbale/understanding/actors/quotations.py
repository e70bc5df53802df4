"""Who speaks in each quotation, as far as "I" and "we" inside it need to know.

The subject of a verb of saying beside the quotation speaks it; where its sentence has none, it goes on in the mouth of
the one who spoke before. (Statements decide on speakers for themselves; this comes before them.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from verbale.understanding.actors.found import Mention, Who
from verbale.understanding.actors.names import personal_verbs
from verbale.understanding.actors.sieve import Sieve
from verbale.understanding.actors.tables import telling
from verbale.understanding.grammar.words import Words

_ABLE = ("person", "anonymous", "group", "state", "government", "ministry", "organisation", "outlet", "public")
BySentence = Mapping[int, Sequence[tuple[Mention, Who]]]
"""Subjects of speech by the number of their sentence, in order of place."""


def speakers(sieve: Sieve) -> dict[int, Who]:
    """The speaker of each quotation, by its number."""
    words = sieve.words
    bounds: dict[int, tuple[int, int]] = {}
    for i, quote in enumerate(words.quote):
        if quote:
            first, _ = bounds.get(quote, (i, i))
            bounds[quote] = (first, i)
    subjects = [(m, w) for m, w in sieve.history if not words.quote[m.head] and w.kind in _ABLE and _says(m, words)]
    by_sentence: dict[int, list[tuple[Mention, Who]]] = {}
    for met in subjects:
        by_sentence.setdefault(words.sentence[met[0].head], []).append(met)
    out: dict[int, Who] = {}
    last: Who | None = None
    for quote, (first, end) in sorted(bounds.items()):
        who = _beside(first, end, by_sentence, words) or (_before(first, by_sentence, words) or last)
        if who:
            out[quote] = last = who
    return out


def _says(mention: Mention, words: Words) -> bool:
    """Whether the mention is the subject of a verb of saying, or stands right before or behind one."""
    verbs = personal_verbs()
    head = mention.head
    above = words.head[head]
    if words.lemma[above] in telling("quoting") and any(words.lower[c] == "as" for c in words.children[above]):
        return words.dep[head] in ("dobj", "nsubjpass")  # "Kita quoted the mayor as saying"
    if words.dep[head] in ("nsubj", "nsubjpass") and words.lemma[words.head[head]] in verbs:
        return True
    if words.lower[max(0, mention.start - 2) : mention.start] == ["according", "to"]:
        return True
    after = words.lemma[mention.end] if mention.end < len(words) and words.pos[mention.end] == "VERB" else ""
    before = mention.start - 1
    return after in verbs or (
        before >= 0 and words.lemma[before] in verbs and words.pos[before] == "VERB" and not _hears(before, head, words)
    )


def _hears(verb: int, head: int, words: Words) -> bool:
    """Whether what stands behind a verb of saying is no subject: "he told reporters", "telling reporters"."""
    subjects = [c for c in words.children[verb] if words.dep[c] in ("nsubj", "nsubjpass") and c != head]
    return words.tag[verb] in ("VBG", "VB") or bool(subjects)


def _beside(first: int, end: int, subjects: BySentence, words: Words) -> Who | None:
    """Of the subjects in the sentences that the quotation touches, outside it, the nearest."""
    low, high = words.sentence[max(0, first - 1)], words.sentence[min(end + 2, len(words) - 1)]
    ended = words.text[end] == "."  # a full stop inside: what follows is another sentence
    met = (told for n in range(low, high + 1) for told in subjects.get(n, ()))
    touching = [(m, w) for m, w in met if not (ended and m.start > end) and not _parted(m, first, end, words)]
    return min(touching, key=lambda t: min(abs(t[0].start - end), abs(first - t[0].end)), default=(None, None))[1]


def _parted(mention: Mention, first: int, end: int, words: Words) -> bool:
    """Whether a paragraph ends between the mention and the quotation."""
    low, high = (end, mention.start) if mention.start > end else (mention.end, first)
    return any("\n" in words.text[i] for i in range(low, high))


def _before(first: int, subjects: BySentence, words: Words) -> Who | None:
    here = words.sentence[first]
    near = (subjects.get(number, ()) for number in range(here, here - 4, -1))
    return next((w for met in near for m, w in reversed(met) if m.start < first), None)
