"""Labels and signatures: the speaker named apart from the sentence.

A label stands before what is said, in headlines, in interviews printed as dialogue and on sites that mark quotations:
“Kono: The talks go on”, “Quote: …”. A signature stands after it: “We wait.” — Ana Petrova.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution, Cue
from verbale.understanding.statements.dialogue import first_word, label_end
from verbale.understanding.statements.layout import Range
from verbale.understanding.statements.page import Page

if TYPE_CHECKING:
    from spacy.tokens import Token

_DASHES = frozenset({"-", "–", "—", "―", "--"})
_LONGEST = 7
_LABEL = Cue("label", "speech", "state", is_noun=True)
_TURN = Cue("turn", "speech", "state", is_noun=True)
_QUESTION = Cue("turn", "speech", "request", is_noun=True)


def labelled(layout: Page) -> Iterator[Attribution]:
    """Attributions by the turns of a dialogue, by labels and by signatures."""
    for turn in layout.turns:
        first, last = turn.words
        while first < last and layout.doc[first].is_space:
            first += 1
        while first < last and layout.doc[last - 1].is_space:
            last -= 1
        if first < last:
            head = layout.doc[turn.label] if turn.label is not None else None
            asks = any(layout.doc[i].text == "?" for i in range(first, last)) and turn.asks
            only = _only_asks(layout, (first, last))
            frame = "question" if turn.asks else "turn"
            yield Attribution(_QUESTION if asks or only else _TURN, None, None, frame, 0.9, head, ((first, last),))
    for paragraph in () if layout.turns else layout.paragraphs:
        colon = label_end(layout, paragraph)
        if colon is None:
            continue
        ends = _speaks(layout, paragraph, colon)
        content = layout.trimmed((colon + 1, paragraph[1]))
        if ends is not None and content is not None and content[1] - content[0] >= 2:
            yield Attribution(_LABEL, None, None, "label", 0.7, ends[0], (content,))
    yield from _signed(layout)


def _only_asks(layout: Page, words: Range) -> bool:
    """Whether all that somebody says is questions, which assert nothing."""
    stops = [layout.doc[i].text for i in range(*words) if layout.doc[i].text in (".", "?", "!")]
    return bool(stops) and set(stops) == {"?"}


def _speaks(layout: Page, paragraph: Range, colon: int) -> tuple[Token | None] | None:
    """The head of the label as speaker, in a tuple; None where the label names no speaker."""
    words = tables.toml("settings")["labels"]
    first, *rest = layout.doc[first_word(layout, paragraph) : colon].text.lower().split()
    if first in words["quotation"]:
        named = "from" in rest or "of" in rest or "by" in rest
        return (layout.doc[colon - 1] if named else None,)
    if first in words["other"] or (rest and rest[-1] in words["other"]):
        return None
    head = layout.doc[colon - 1]
    headline = paragraph == layout.paragraphs[0] or layout.doc[paragraph[1] - 1].text not in {".", "?", "!", "”", '"'}
    named_again = head.lemma_.lower() in tables.toml("settings")["source"]["nouns"] or any(
        t.text == head.text and t.i > colon and t.pos_ == "PROPN" for t in layout.doc
    )
    return (head,) if headline and named_again else None


def _signed(layout: Page) -> Iterator[Attribution]:
    for part, _number in layout.parts:
        at = part[1]
        while at < len(layout.doc) and layout.doc[at].is_space:
            at += 1
        if at >= len(layout.doc) or layout.doc[at].text not in _DASHES or layout.sentence(part[0])[0] != part[0]:
            continue
        end = layout.paragraphs[layout.paragraph_of[at]][1] if layout.paragraph_of[at] >= 0 else at
        words = [t for t in layout.doc[at + 1 : end] if not t.is_punct and not t.is_space]
        if (
            0 < len(words) <= _LONGEST
            and words[0].text[:1].isupper()
            and not any(t.pos_ in ("VERB", "AUX") for t in words)
        ):
            named = layout.doc[at + 1 : end]
            stop = next((t.i for t in named if t.text in (",", "(") or layout.dated[t.i]), words[-1].i + 1)
            yield Attribution(_LABEL, None, None, "label", 0.7, layout.doc[stop - 1], (part,))
