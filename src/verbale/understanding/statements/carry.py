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
    for tokens in _unclaimed(layout, claimed):
        before = _goes_on_from(tokens, out, layout)
        if before is None and _is_paragraph(tokens, layout):
            before = _goes_on_from(tokens, out, layout, back=1)
        if before is not None:
            out[before] = replace(out[before], content=(*out[before].content, tokens))
    return out


def _in_all_paragraphs(attribution: Attribution, layout: Layout) -> Attribution:
    """The attribution with the further paragraphs of a quotation that its content runs into."""
    last = attribution.content[-1][1] - 1
    if attribution.cue_range is not None and layout.quoted[attribution.cue_range[0]] == layout.quoted[last]:
        return attribution
    more = tuple(r for r, number in layout.parts if number == layout.quoted[last] and r[0] > last)
    return (
        replace(attribution, content=(*attribution.content, *more))
        if more and layout.quoted[last] >= 0
        else attribution
    )


def _unclaimed(layout: Layout, claimed: list[Range]) -> list[Range]:
    """Quotations that make up whole sentences and lie in no content."""
    found = []
    for part, _ in layout.parts:
        taken = any(a < part[1] and part[0] < b for a, b in claimed)
        sentence = layout.sentence(part[0])
        if not taken and part[0] == sentence[0] and part[1] - part[0] > 2:
            found.append(part)
    return found


def _is_paragraph(tokens: Range, layout: Layout) -> bool:
    return tokens == layout.paragraphs[layout.paragraph_of[tokens[0]]] and tokens[1] - tokens[0] > 6


def _goes_on_from(tokens: Range, found: list[Attribution], layout: Layout, back: int = 0) -> int | None:
    """The number of the last quoting attribution before `tokens` in its paragraph, or in the one `back` before."""
    paragraph = layout.paragraph_of[tokens[0]] - back
    best: tuple[int, int] | None = None
    for number, attribution in enumerate(found):
        if (
            attribution.at is None
            or attribution.cue.is_noun
            or attribution.frame not in _GOES_ON
            or attribution.cue.lemma not in takes("quote", "speech")
        ):
            continue
        at = attribution.at.i
        if (
            at < tokens[0]
            and layout.paragraph_of[at] == paragraph
            and layout.quoted[at] < 0
            and (best is None or at > best[0])
        ):
            best = (at, number)
    if best is None or (not back and not _follows(best[0], found[best[1]], tokens, layout)):
        return None
    return best[1]


def _follows(at: int, attribution: Attribution, tokens: Range, layout: Layout) -> bool:
    """Whether no sentence stands between an attribution, with what it has taken up, and the quotation."""
    reached = max(layout.sentence(at)[1], *(r[1] for r in attribution.content))
    between = layout.doc[reached : tokens[0]]
    return all(t.is_punct or t.is_space for t in between)
