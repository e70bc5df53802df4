"""Labels and signatures: the speaker named apart from the sentence.

A label stands before what is said, in headlines, in interviews printed as dialogue and on sites that mark quotations:
“Kono: The talks go on”, “Quote: …”. A signature stands after it: “We wait.” — Ana Petrova.
"""

from __future__ import annotations

from collections.abc import Iterator

from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.dialogue import first_word, label_end
from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution, Cue
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.tables import settings

_DASHES = frozenset({"-", "–", "—", "―", "--"})
_LONGEST = 7
_LABEL = Cue("label", "speech", "state", is_noun=True)
_TURN = Cue("turn", "speech", "state", is_noun=True)
_QUESTION = Cue("turn", "speech", "request", is_noun=True)


def labelled(page: Page) -> Iterator[Attribution]:
    """Attributions by the turns of a dialogue, by labels and by signatures."""
    w = page.words
    for turn in page.turns:
        first, last = turn.words
        while first < last and not w.text[first].strip():
            first += 1
        while first < last and not w.text[last - 1].strip():
            last -= 1
        if first < last:
            stops = {w.text[i] for i in range(first, last)} & {".", "?", "!"}
            asks = stops == {"?"} or (turn.asks and "?" in stops)  # one that only asks asserts nothing
            frame = "question" if turn.asks else "turn"
            yield Attribution(_QUESTION if asks else _TURN, None, None, frame, 0.9, turn.label, ((first, last),))
    for paragraph in () if page.turns else page.paragraphs:
        colon = label_end(w, paragraph)
        ends = _speaks(page, paragraph, colon) if colon is not None else None
        content = page.trimmed((colon + 1, paragraph[1])) if colon is not None else None
        if ends is not None and content is not None and content[1] - content[0] >= 2:
            yield Attribution(_LABEL, None, None, "label", 0.7, ends[0], (content,))
    yield from _signed(page)


def _speaks(page: Page, paragraph: Extent, colon: int) -> tuple[int | None] | None:
    """The head of the label as speaker, in a tuple; None where the label names no speaker."""
    w, words, head = page.words, tables.toml("settings")["labels"], colon - 1
    first, *rest = w.words(first_word(w, paragraph), colon).lower().split()
    if first in words["quotation"]:
        return (head if {"from", "of", "by"} & set(rest) else None,)
    if first in words["other"] or (rest and rest[-1] in words["other"]):
        return None
    headline = paragraph == page.paragraphs[0] or w.text[paragraph[1] - 1] not in {".", "?", "!", "”", '"'}
    again = any(w.text[i] == w.text[head] and w.pos[i] == "PROPN" for i in range(colon, len(w)))
    known = w.lemma[head] in settings("source", "nouns")
    return (head,) if headline and (known or again) else None


def _signed(page: Page) -> Iterator[Attribution]:
    w = page.words
    for part, _ in page.parts:
        at = part[1]
        while at < len(w) and not w.text[at].strip():
            at += 1
        if at >= len(w) or w.text[at] not in _DASHES or page.sentence(part[0])[0] != part[0]:
            continue
        end = page.paragraphs[page.paragraph_of[at]][1] if page.paragraph_of[at] >= 0 else at
        name = [i for i in range(at + 1, end) if w.pos[i] not in ("PUNCT", "SPACE")]
        verbs = any(w.pos[i] in ("VERB", "AUX") for i in name)
        if 0 < len(name) <= _LONGEST and w.text[name[0]][:1].isupper() and not verbs:
            stop = next((i for i in range(at + 1, end) if w.text[i] in (",", "(") or page.dated[i]), name[-1] + 1)
            yield Attribution(_LABEL, None, None, "label", 0.7, stop - 1, (part,))
