"""Quotations that go on: “A,” he said. “B.” is one statement, and a quotation without a cue keeps the last speaker."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.grammar.clause import Extent
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.cues import takes
from verbale.understanding.statements.page import Page

_GOES_ON = frozenset({"quote", "aside", "clause"})


def carried(found: list[Attribution], page: Page) -> list[Attribution]:
    """The attributions, with each quotation that no cue claims joined to the statement it goes on from."""
    quoted = page.quoted
    out = [_in_all_paragraphs(a, page) for a in found]
    claimed = [r for a in out for r in a.content if a.cue_range is None or quoted[a.cue_range[0]] != quoted[r[0]]]
    for tokens in _unclaimed(page, claimed):
        before = _goes_on_from(tokens, out, page)
        whole = tokens == page.paragraphs[page.paragraph_of[tokens[0]]] and tokens[1] - tokens[0] > 6
        if before is None and whole:
            before = _goes_on_from(tokens, out, page, back=1)
        if before is not None:
            out[before] = replace(out[before], content=(*out[before].content, tokens))
    return out


def _in_all_paragraphs(attribution: Attribution, page: Page) -> Attribution:
    """The attribution with the further paragraphs of a quotation that its content runs into."""
    last = attribution.content[-1][1] - 1
    inside = attribution.cue_range is not None and page.quoted[attribution.cue_range[0]] == page.quoted[last]
    more = tuple(r for r, number in page.parts if number == page.quoted[last] and r[0] > last)
    return replace(attribution, content=(*attribution.content, *more)) if more and not inside else attribution


def _unclaimed(page: Page, claimed: list[Extent]) -> list[Extent]:
    """Quotations that make up whole sentences and lie in no content."""
    return [
        part
        for part, _ in page.parts
        if part[0] == page.sentence(part[0])[0]
        and part[1] - part[0] > 2
        and not any(a < part[1] and part[0] < b for a, b in claimed)
    ]


def _goes_on_from(tokens: Extent, found: list[Attribution], page: Page, back: int = 0) -> int | None:
    """The number of the last quoting attribution before `tokens` in its paragraph, or in the one `back` before."""
    paragraph = page.paragraph_of[tokens[0]] - back
    fit = [
        (a.at, number)
        for number, a in enumerate(found)
        if a.at is not None and a.at < tokens[0] and page.paragraph_of[a.at] == paragraph and page.quoted[a.at] < 0
        and not a.cue.is_noun and a.frame in _GOES_ON and a.cue.lemma in takes("quote", "speech")
    ]  # fmt: skip
    if not fit:
        return None
    at, number = max(fit, key=lambda pair: pair[0])
    reached = max(page.sentence(at)[1], *(r[1] for r in found[number].content))
    follows = all(page.words.pos[i] in ("PUNCT", "SPACE") for i in range(reached, tokens[0]))
    return number if back or follows else None
