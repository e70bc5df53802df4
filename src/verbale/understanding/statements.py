"""Statements: who said, wrote, wanted or feared what, on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Manner, Statement
from verbale.model.text import Span
from verbale.understanding.attribution.carry import carried
from verbale.understanding.attribution.collect import Attribution, attributions
from verbale.understanding.attribution.labels import labelled
from verbale.understanding.attribution.layout import QUOTE_MARKS, Layout
from verbale.understanding.attribution.speakers import noun_phrase
from verbale.understanding.mentions import Mentions
from verbale.understanding.pipeline import Analysis, Annotator, annotator

LEAST = 0.5


@annotator("statements", needs={"times", "actors"}, gives={"statement"}, version="1")
def statements(brief: Brief) -> Annotator:
    """Yields a Statement for each attribution of content to a source."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        layout = Layout(analysis, (f.content.span for f in findings.times))
        mentions = Mentions(findings.actors)
        found = _all(layout)
        drafts = [d for d in (_draft(a, layout, mentions) for a in found) if d]
        drafts.sort(key=lambda d: (-sum(b - a for a, b in d[1]), d[1], d[0].cue_range or (0, 0)))
        keys: list[tuple[tuple[Span, ...], Span | None, str]] = []
        for attribution, content in drafts:
            cue = layout.span(attribution.cue_range) if attribution.cue_range else None
            within = _within(cue, content, keys)
            speaker, speaker_span = _actor(attribution.speaker, layout, mentions)
            addressee, _ = _actor(attribution.addressee, layout, mentions)
            statement = Statement(
                kind=attribution.cue.kind,
                speaker=speaker,
                speaker_span=speaker_span,
                cue=cue,
                content=content,
                manner=manner_of(content, layout),
                act=attribution.cue.act,
                addressee=addressee,
                within=within,
            )
            made = analysis.finding(
                statement, rule=f"{attribution.frame}:{attribution.cue.lemma}", confidence=attribution.confidence
            )
            keys.append((content, cue, made.key))
            yield made

    return annotate


def _all(layout: Layout) -> list[Attribution]:
    """Attributions by cues, then by labels where no cue claims the words, sure enough to be told."""
    by_cue = [a for a in attributions(layout) if a.confidence >= LEAST]
    claimed = {r for a in by_cue for r in a.content}
    by_label = [a for a in labelled(layout) if not claimed & set(a.content)]
    return carried([*by_cue, *by_label], layout)


def _within(
    cue: Span | None, content: tuple[Span, ...], outer: list[tuple[tuple[Span, ...], Span | None, str]]
) -> str | None:
    """The smallest statement that holds this one's cue in its content."""
    at = cue or content[0]
    for spans, other, key in reversed(outer):
        if (other != cue or cue is None) and any(a <= at[0] and at[1] <= b for a, b in spans):
            return key
    return None


def _actor(head: Any, layout: Layout, mentions: Mentions) -> tuple[str | None, Span | None]:
    if head is None:
        return None, None
    span = layout.span(noun_phrase(head))
    at = layout.span((head.i, head.i + 1))
    near = [(m, a) for m, a in mentions.within(span) if m[0] <= at[0] and at[1] <= m[1]]
    best = max(near, key=lambda pair: pair[0][1] - pair[0][0], default=None) or mentions.at(at)
    return (best[1].key, best[0]) if best else (None, span)


def _draft(attribution: Attribution, layout: Layout, mentions: Mentions) -> tuple[Attribution, tuple[Span, ...]] | None:
    spans: list[Span] = []
    for tokens in attribution.content:
        fitted = _fitted(tokens, attribution, layout)
        if fitted:
            spans.append(layout.span(fitted))
    return (attribution, tuple(sorted(spans))) if spans else None


def _fitted(tokens: tuple[int, int], attribution: Attribution, layout: Layout) -> tuple[int, int] | None:
    """The content within its sentence, clear of its own cue, with quotations either whole or left out."""
    first, last = tokens
    cue = attribution.cue_range or (first, first)
    paragraph = layout.paragraph_of[cue[0]]
    if layout.paragraph_of[first] == paragraph and attribution.frame != "quote":
        sentence = layout.sentence(cue[0])
        first, last = max(first, sentence[0]), min(last, sentence[1])
    if first >= last:
        return None
    trimmed = layout.trimmed((first, last))
    if trimmed is None:
        return None
    first, last = trimmed
    inside = layout.quoted[cue[0]]
    if layout.quoted[first] >= 0 and layout.quoted[first] != inside:
        part = layout.part_at(first)
        if part and part[0] < first:
            first = part[0] if part[0] > cue[1] - 1 or attribution.frame in ("quote", "aside") else first
    if (
        first > 0
        and layout.doc[first - 1].text in QUOTE_MARKS
        and layout.quoted[first - 1] == layout.quoted[first] != inside
    ):
        first -= 1
    if layout.quoted[last - 1] >= 0 and layout.quoted[last - 1] != inside:
        part = layout.part_at(last - 1)
        if part and part[1] > last:
            last = part[1]
    elif inside >= 0 and layout.quoted[last - 1] != inside:
        part = layout.part_at(cue[0])
        if part:
            last = min(last, part[1] - 1)
    return (first, last) if first < last else None


def manner_of(content: tuple[Span, ...], layout: Layout) -> Manner:
    """Direct where all of the content is in quotation marks of its own, indirect where none is, else mixed."""
    inner = [p for q in layout.quotations for p in q.parts if any(a <= p[0] and p[1] <= b for a, b in content)]
    if not inner:
        return "indirect"
    text = layout.analysis.article.text
    outside: list[str] = []
    for a, b in content:
        at = a
        for first, last in sorted(p for p in inner if a <= p[0] and p[1] <= b):
            outside.append(text[at:first]) if first > at else None
            at = max(at, last)
        outside.append(text[at:b])
    words = [w for piece in outside for w in "".join(c if c.isalnum() else " " for c in piece).split()]
    return "direct" if [w.lower() for w in words] in ([], ["that"]) else "mixed"
