"""Attributions in one sentence told apart: where one ends because the next begins, and whose the next one is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.understanding.statements import tables
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.layout import Layout

if TYPE_CHECKING:
    from spacy.tokens import Token


def taken_up(found: list[Attribution], layout: Layout) -> list[Attribution]:
    """A cue that goes on from clipped content has its speaker: she said A, | adding B; that A | and recalled B."""
    out: list[Attribution] = []
    for attribution in found:
        verb = attribution.at
        if verb is not None and verb.pos_ in ("VERB", "AUX") and (verb.tag_ == "VBG" or verb.dep_ == "conj"):
            sentence = layout.sentence(verb.i)
            before = next(
                (b for b in reversed(out) if b.at is not None and sentence[0] <= b.at.i < verb.i and _ends_at(b, verb)),
                None,
            )
            if before is not None and own_subject(verb) is None:
                attribution = replace(attribution, speaker=before.speaker)
        out.append(attribution)
    return out


def cited(found: list[Attribution]) -> list[Attribution]:
    """A source that is cited beside a cue shares its content: the Gazette, citing two clerks, reported that A."""
    sources = tables.toml("settings")["source"]["nouns"] + tables.toml("settings")["people"]["nouns"]
    out: list[Attribution] = []
    for attribution in found:
        verb = attribution.at
        if (
            verb is not None
            and attribution.cue.lemma in ("cite", "quote")
            and attribution.frame == "object"
            and verb.tag_ == "VBG"
        ):
            source = next((c for c in verb.children if c.dep_ == "dobj"), None)
            named = source is not None and (source.pos_ == "PROPN" or source.lemma_.lower() in sources)
            main = next((b for b in found if b.at == verb.head and b is not attribution), None)
            if named and main is not None and main.cue.kind == "speech":
                rule = f"citing:{attribution.rule.partition(':')[2]}"
                attribution = replace(attribution, frame="citing", speaker=source, content=main.content, rule=rule)
        out.append(attribution)
    return out


def _ends_at(before: Attribution, verb: Token) -> bool:
    """Whether the content of an attribution ends right before `verb`, which the parse hangs inside it."""
    first, last = before.content[-1]
    return 0 <= verb.i - last <= 3 and first <= verb.head.i < last


def own_subject(verb: Token) -> Token | None:
    """The subject before a verb in its own clause."""
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)


def clear_of_asides(found: list[Attribution], layout: Layout) -> list[Attribution]:
    """Content that lies in an aside's sentence ends where the aside begins: A said B, | said C."""
    asides = [a for a in found if a.frame in ("aside", "quote", "according") and a.cue_range and a.content]
    out: list[Attribution] = []
    for attribution in found:
        content = attribution.content
        for outer in asides:
            assert outer.cue_range is not None  # noqa: S101 - asides have cues
            if (
                outer is attribution
                or attribution.cue_range is None
                or (outer.frame == "quote" and layout.quoted[outer.content[0][0]] < 0)
            ):
                continue
            inside = next((r for r in outer.content if r[0] <= attribution.cue_range[0] < r[1]), None)
            if inside is not None and inside[1] <= outer.cue_range[0]:
                content = tuple(
                    (a, min(b, inside[1])) if a < inside[1] < b and a <= outer.cue_range[0] < b else (a, b)
                    for a, b in content
                )
        out.append(replace(attribution, content=content))
    return out
