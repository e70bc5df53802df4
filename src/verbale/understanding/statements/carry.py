"""Quotations that go on: “A,” he said. “B.” is one statement, and a quotation without a cue keeps the last speaker."""

from __future__ import annotations

from dataclasses import replace

from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.cues import takes
from verbale.understanding.statements.layout import Layout, Range

_GOES_ON = frozenset({"quote", "aside", "clause"})


def carried(found: list[Attribution], layout: Layout) -> list[Attribution]:
    """The attributions, with each quotation that no cue claims joined to the statement it goes on from."""
    out = [_in_all_paragraphs(a, layout) for a in found]
    claimed = [
        r for a in out for r in a.content if a.cue_range is None or layout.quoted[a.cue_range[0]] != layout.quoted[r[0]]
    ]
    quoting = _quoting(out, layout)
    for tokens in _unclaimed(layout, claimed):
        paragraph = layout.paragraph_of[tokens[0]]
        before = next((n for at, n in reversed(quoting.get(paragraph, ())) if at < tokens[0]), None)
        if before is not None and not _follows(out[before], tokens, layout):
            before = None
        if before is None and _is_paragraph(tokens, layout):
            before = next((n for _, n in reversed(quoting.get(paragraph - 1, ()))), None)
        if before is not None:
            out[before] = replace(out[before], content=(*out[before].content, tokens))
    return out


def _in_all_paragraphs(attribution: Attribution, layout: Layout) -> Attribution:
    """The attribution with the further paragraphs of a quotation that its content runs into."""
    last = attribution.content[-1][1] - 1
    if attribution.cue_range is not None and layout.quoted[attribution.cue_range[0]] == layout.quoted[last]:
        return attribution
    more = tuple(r for r in layout.parts_of.get(layout.quoted[last], ()) if r[0] > last)
    return (
        replace(attribution, content=(*attribution.content, *more))
        if more and layout.quoted[last] >= 0
        else attribution
    )


def _unclaimed(layout: Layout, claimed: list[Range]) -> list[Range]:
    """Quotations that make up whole sentences and lie in no content."""
    found = []
    told = {i for a, b in claimed for i in range(a, b)}
    for part, _ in layout.parts:
        taken = not told.isdisjoint(range(*part))
        sentence = layout.sentence(part[0])
        if not taken and part[0] == sentence[0] and part[1] - part[0] > 2:
            found.append(part)
    return found


def _is_paragraph(tokens: Range, layout: Layout) -> bool:
    return tokens == layout.paragraphs[layout.paragraph_of[tokens[0]]] and tokens[1] - tokens[0] > 6


def _quoting(found: list[Attribution], layout: Layout) -> dict[int, list[tuple[int, int]]]:
    """The places and numbers of the attributions that a quotation may go on from, by paragraph, in order of place."""
    quoting: dict[int, list[tuple[int, int]]] = {}
    for number, attribution in enumerate(found):
        if (
            attribution.at is not None
            and not attribution.cue.is_noun
            and attribution.frame in _GOES_ON
            and attribution.cue.lemma in takes("quote", "speech")
            and layout.quoted[attribution.at.i] < 0
        ):
            at = attribution.at.i
            quoting.setdefault(layout.paragraph_of[at], []).append((at, number))
    return {paragraph: sorted(places, key=lambda p: (p[0], -p[1])) for paragraph, places in quoting.items()}


def _follows(attribution: Attribution, tokens: Range, layout: Layout) -> bool:
    """Whether no sentence stands between an attribution, with what it has taken up, and the quotation."""
    at = attribution.at.i if attribution.at is not None else tokens[0]
    reached = max(layout.sentence(at)[1], *(r[1] for r in attribution.content))
    between = layout.doc[reached : tokens[0]]
    return all(t.is_punct or t.is_space for t in between)
