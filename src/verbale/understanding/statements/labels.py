"""Labels and signatures: the speaker named apart from the sentence, before or after what is said.

In headlines, in interviews printed as dialogue and on sites that mark quotations: “Kono: The talks go on”, “Quote: …”.
A signature stands behind a dash: “We wait.” — Ana Petrova.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.dialogue import Turn, first_word, label_end
from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution, Cue
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.tables import settings

_DASHES = frozenset({"—", "–", "―", "-", "--"})
_SIGNATURE = 12
"""How many words a name behind a quotation and what says who it is have at most."""
_GIVEN = frozenset({"from", "by"})
_LABEL = Cue("label", "speech", "state", is_noun=True)
_TURN = Cue("turn", "speech", "state", is_noun=True)
_QUESTION = Cue("turn", "speech", "request", is_noun=True)


def labelled(page: Page) -> Iterator[Attribution]:
    """Attributions by the turns of a dialogue and by labels."""
    w = page.words
    yield from _turns(page)
    named = {w.text[i]: i for i in range(len(w)) if w.pos[i] == "PROPN"}
    for paragraph in () if page.turns else page.paragraphs:
        colon = label_end(w, paragraph)
        ends = _speaks(page, paragraph, colon, named) if colon is not None else None
        content = page.trimmed((colon + 1, paragraph[1])) if colon is not None else None
        if ends is not None and content is not None and content[1] - content[0] >= 2:
            yield Attribution(_LABEL, None, None, "label", 0.7, ends[0], (content,))
    yield from _headed(page)
    yield from _signed(page)


def _signed(page: Page) -> Iterator[Attribution]:
    """Quotations with a name behind a dash: “We lost the harbour.” — Ana Petrova, pilot."""
    w = page.words
    for part, _ in page.parts:
        after = page.paragraphs[page.paragraph_of[part[0]]][1] if page.paragraph_of[part[0]] >= 0 else part[1]
        words = (i for i in range(part[1], after) if w.text[i].strip() and w.text[i] != ".")
        behind = list(islice(words, _SIGNATURE + 1))
        named = len(behind) > 1 and w.text[behind[0]] in _DASHES and w.pos[behind[1]] == "PROPN"
        if not named or len(behind) > _SIGNATURE or any(w.pos[i] in ("VERB", "AUX") for i in behind[1:]):
            continue
        name = behind[1]
        while name + 1 < after and w.pos[name + 1] == "PROPN":
            name += 1
        yield Attribution(_LABEL, None, None, "label", 0.7, name, (part,))


def _headed(page: Page) -> Iterator[Attribution]:
    """Quotations under words that only say whose they are: "From the pilots, by radio: “We wait.”" """
    w = page.words
    for part, _ in page.parts:
        colon = part[0] - 1
        while colon >= 0 and not w.text[colon].strip():
            colon -= 1
        if colon < 1 or w.text[colon] != ":" or page.paragraph_of[colon] < 0:
            continue
        first = page.paragraphs[page.paragraph_of[colon]][0]
        first = next((i + 1 for i in range(colon - 1, first, -1) if w.text[i] in (".", "?", "!", "”")), first)
        if any(w.pos[i] in ("VERB", "AUX") for i in range(first, colon)):
            continue
        given = (c for i in range(first, colon) if w.lower[i] in _GIVEN for c in w.objects(i))
        if (giver := next(given, None) or _named_first(page, first, colon)) is not None:
            yield Attribution(_LABEL, None, None, "label", 0.7, giver, (part,))


def _named_first(page: Page, first: int, colon: int) -> int | None:
    """The name that the words before a quotation open with: "Mara Teder, the harbour chief: “We wait.”" """
    w, last = page.words, first
    while last < colon and w.pos[last] in ("PROPN", "SPACE"):
        last += 1
    named = last - 1 > first and colon - first <= _SIGNATURE and w.lower[first] not in settings("labels", "other")
    people, endings = settings("people", "nouns"), tuple(settings("people", "endings"))
    nouns = (w.lemma[i] for i in range(last, colon) if w.pos[i] == "NOUN")
    somebody = any(noun in people or noun.endswith(endings) for noun in nouns)  # not "Lima Gazette, page 2:"
    ends = last == colon or (w.text[last] in (",", "(") and somebody) or w.lower[last] in ("on", "of")
    return last - 1 if named and ends else None


def _turns(page: Page) -> Iterator[Attribution]:
    """One attribution for each turn of a dialogue, of a range for each of its paragraphs."""
    w, spoken = page.words, list[tuple[Turn, list[Extent]]]()
    for turn in page.turns:
        if spoken and not turn.labelled and turn.asks == spoken[-1][0].asks:
            spoken[-1][1].append(turn.words)
        else:
            spoken.append((turn, [turn.words]))
    for turn, ranges in spoken:
        said = tuple((first, last) for first, last in ranges if first < last)
        stops = {w.text[i] for first, last in said for i in range(first, last)} & {".", "?", "!"}
        asks = stops == {"?"} or (turn.asks and "?" in stops)  # one that only asks asserts nothing
        frame = "question" if turn.asks else "turn"
        if said:
            yield Attribution(_QUESTION if asks else _TURN, None, None, frame, 0.9, turn.label, said)


def _speaks(page: Page, paragraph: Extent, colon: int, named: Mapping[str, int]) -> tuple[int | None] | None:
    """The head of the label as speaker, in a tuple; None where it names none. `named` is where names stand last."""
    w, words, head = page.words, tables.toml("settings")["labels"], colon - 1
    first, *rest = w.words(first_word(w, paragraph), colon).lower().split()
    if first in words["quotation"]:
        return (head if {"from", "of", "by"} & set(rest) else None,)
    if first in words["other"] or (rest and rest[-1] in words["other"]):
        return None
    if first[:1].isdigit():
        return None  # "15.40 Ruiz: no retreat", the heading of an entry
    headline = paragraph == page.paragraphs[0] or w.text[paragraph[1] - 1] not in {".", "?", "!", "”", '"'}
    again = named.get(w.text[head], -1) >= colon
    known = w.lemma[head] in settings("source", "nouns")
    return (head,) if headline and (known or again) else None
