"""Quotations that go on: “A,” he said. “B.” is one statement, and a quotation without a cue keeps the last speaker."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.grammar.clause import Extent
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.cues import takes
from verbale.understanding.statements.page import Page

_GOES_ON = frozenset({"quote", "aside", "clause", "object"})


def carried(found: list[Attribution], page: Page) -> list[Attribution]:
    """The attributions, with each quotation that no cue claims joined to the statement it goes on from."""
    quoted = page.quoted
    out = [_in_all_paragraphs(a, page) for a in found]
    claimed = [r for a in out for r in a.content if a.cue_range is None or quoted[a.cue_range[0]] != quoted[r[0]]]
    quoting = _quoting(out, page)
    for tokens in _unclaimed(page, claimed):
        number = page.paragraph_of[tokens[0]]
        before = next((n for at, n in reversed(quoting.get(number, ())) if at < tokens[0]), None)
        if before is not None and not _follows(out[before], tokens, page):
            before = None
        if before is None and tokens == page.paragraphs[number] and tokens[1] - tokens[0] > 6:
            before = next((n for _, n in reversed(quoting.get(number - 1, ()))), None)
        if before is not None:
            out[before] = replace(out[before], content=(*out[before].content, tokens))
            quoting.setdefault(number, []).append((tokens[0], before))
    return out


def _in_all_paragraphs(attribution: Attribution, page: Page) -> Attribution:
    """The attribution with the further paragraphs of a quotation that its content runs into."""
    last = attribution.content[-1][1] - 1
    inside = attribution.cue_range is not None and page.quoted[attribution.cue_range[0]] == page.quoted[last]
    more = tuple(r for r in page.parts_of.get(page.quoted[last], ()) if r[0] > last)
    return replace(attribution, content=(*attribution.content, *more)) if more and not inside else attribution


def _unclaimed(page: Page, claimed: list[Extent]) -> list[Extent]:
    """Quotations that make up whole sentences and lie in no content."""
    told = {i for a, b in claimed for i in range(a, b)}
    parts = (part for part, _ in page.parts if part[1] - part[0] > 2 and told.isdisjoint(range(*part)))
    return [part for part in parts if part[0] == page.sentence(part[0])[0]]


def _quoting(found: list[Attribution], page: Page) -> dict[int, list[tuple[int, int]]]:
    """The places and numbers of the attributions that a quotation may go on from, by paragraph, in order of place."""
    quoting: dict[int, list[tuple[int, int]]] = {}
    for number, a in enumerate(found):
        speaks = not a.cue.is_noun and a.frame in _GOES_ON and a.cue.lemma in takes("quote", "speech")
        if a.at is not None and page.quoted[a.at] < 0 and speaks:
            quoting.setdefault(page.paragraph_of[a.at], []).append((a.at, number))
    return {paragraph: sorted(places, key=lambda p: (p[0], -p[1])) for paragraph, places in quoting.items()}


def _follows(attribution: Attribution, tokens: Extent, page: Page) -> bool:
    """Whether no sentence stands between an attribution, with what it has taken up, and the quotation."""
    at = attribution.at if attribution.at is not None else tokens[0]
    reached = max(page.sentence(at)[1], *(r[1] for r in attribution.content))
    return all(page.words.pos[i] in ("PUNCT", "SPACE") for i in range(reached, tokens[0]))
