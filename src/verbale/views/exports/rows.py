"""The rows of the tables of an export; what their cells hold is said in `tables`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from verbale.model.record import EventLine, Line, Telling, Utterance, Who
from verbale.model.times import bounds
from verbale.views.actors import offices
from verbale.views.calendar import outcome
from verbale.views.cited import articles_of, cite_all, cite_source, is_dated, spread
from verbale.views.context import Context, relaying
from verbale.views.exports.guarding import worded
from verbale.views.exports.material import Material
from verbale.views.phases import phase_told
from verbale.views.positions import change
from verbale.views.tables import called
from verbale.views.ties import linkage_told
from verbale.views.wording import best, event_telling, event_told, one_line

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
PLURAL = "; "


def words_of(told: Telling[Any], spans: int | None = None) -> str:
    """The words of a telling's first passages that may be shown, on one line."""
    return " … ".join(one_line(p.words) for p in told.passages[:spans] if p.words)


def sentence_of(line: EventLine) -> str:
    """The sentence that tells an event, else its words; its own status in brackets where the line has another."""
    telling = event_telling(worded(line))
    words, status = one_line(telling.sentence or telling.words), telling.content.status
    other = called("status", status) if words and status != line.status else ""
    return f"{words} [{other}]" if other else words


def told_of(line: Utterance, against: Context) -> str:
    """An utterance as one sentence; who made it alone where its words may not be shown."""
    line = worded(line)
    telling = best(line, against.sources)
    if not words_of(telling, len(telling.content.content)):
        return ""
    spoken = against.spoken(line)
    return spoken.sentence if spoken else ""


def articles(of: Material) -> Iterator[Row]:
    """The articles, with their text where all of it may be shown."""
    for source in of.sources():
        a, rights = source.article, of.guard.rights(source)
        yield (
            a.key, a.title, a.outlet, a.published, *bounds(a.published), a.published_basis, a.page,
            " > ".join(a.section), a.byline, a.credit, a.abridged, a.kind, a.url,
            source.known_from if is_dated(a) else None, source.added_on, source.origin, source.newsroom, rights,
            a.terms, a.text if rights == "full" else None,
        )  # fmt: skip


def statements(of: Material) -> Iterator[Row]:
    """The utterances."""
    for line, against in of.lines("utterances"):
        shown = best(line, against.sources)
        who = line.speaker
        yield (
            line.key, who and who.name, who and who.kind, who and who.party, who and who.role, shown.content.act,
            shown.content.manner, line.said_on, *bounds(line.said_on),
            joined({i for t in line.tellings for i in t.content.issues}), told_of(line, against) or None,
            *_spread(line, against),
        )  # fmt: skip


def events(of: Material) -> Iterator[Row]:
    """The events."""
    for line, against in of.lines("events", around=False):
        yield (
            line.key, line.type, line.mode, cameo_of(line), line.status, line.when, *bounds(line.when), line.where,
            *_sides(line.actors), *_sides(line.recipients), event_told(line), *_spread(line, against),
        )  # fmt: skip


def positions(of: Material) -> Iterator[Row]:
    """The steps of what each party wants."""
    for course, against in of.courses():
        thread = course.thread
        for number, step in enumerate(course.steps, 1):
            told = step.telling
            yield (
                thread.key, thread.party, against.party(thread.party), thread.issue, against.issue(thread.issue),
                number, told.known_from, told.content.as_of, step.change, step.possible, change(step) or None,
                words_of(told) or None, against.act_around(told) or None, told.key, told.article, len(step.restates),
                cite_source(against.sources[told.article]),
            )  # fmt: skip


def phases(of: Material) -> Iterator[Row]:
    """The phases of the talks."""
    for line, against in of.lines("phases"):
        sides = joined(w.name for w in line.by)
        yield (line.key, line.status, line.since, line.until, sides, phase_told(line), *_spread(line, against))


def linkages(of: Material) -> Iterator[Row]:
    """The ties, preconditions apart."""
    for line, against in of.lines("linkages"):
        who, content = line.holder, line.first.content
        yield (
            line.key, content.kind, content.polarity, who and who.name, who and who.party, *_ends(worded(line).first),
            against.act_around(line.first) or None, linkage_told(line), *_spread(line, against),
        )  # fmt: skip


def preconditions(of: Material) -> Iterator[Row]:
    """The preconditions, each with the event that met it."""
    for line, met, against in of.preconditions():
        yield (
            line.key, line.holder, line.status, met.key if met else None, event_told(met) if met else None,
            *_ends(worded(line).first), against.act_around(line.first) or None, *_spread(line, against),
        )  # fmt: skip


def contradictions(of: Material) -> Iterator[Row]:
    """The accounts that cannot both be true, in pairs."""
    for pair, against in of.contradictions():
        sides = (pair.a, pair.b)
        yield (
            pair.line.key, pair.line.differ_in, pair.line.rule, *(s.line.key for s in sides),
            *(s.told if s.words else None for s in sides), *(_cited(s.line, against) for s in sides),
        )  # fmt: skip


def calendar(of: Material) -> Iterator[Row]:
    """The days that were set for events."""
    for found, against in of.appointments():
        by_key = {t.key: t for t in found.line.tellings}
        for number, set_for in enumerate(found.announced.dates, 1):
            telling = by_key.get(set_for.telling, found.line.first)
            yield (
                found.line.key, number, set_for.day, *bounds(set_for.day), found.line.type, event_told(found.line),
                outcome(found), found.ends, telling.key, telling.article, cite_source(against.sources[telling.article]),
            )  # fmt: skip


def actors(of: Material) -> Iterator[Row]:
    """Who acts and speaks."""
    for line, against in of.lines("actors"):
        if line.name:
            yield (
                line.key, line.name, line.kind, line.party, joined(line.names), offices(line) or None,
                *_spread(line, against),
            )  # fmt: skip


def tellings(kind: str, line: Line[Any], against: Context) -> Iterator[Row]:
    """Where a line of one of `LINES` stands in which article."""
    for t in line.tellings:
        places = t.passages[: len(t.content.content)] if t.kind == "statement" else t.passages[:1]
        content, relays = t.content, joined(r.speaker.name for r in t.relays if r.speaker)
        within = ", ".join(relaying(t)) if t.kind == "statement" else against.act_around(t)
        yield (
            line.key, kind, t.key, t.article, places[0].start, places[-1].end, words_of(t, len(places)) or None,
            next((code for name in ("act", "polarity", "status") if (code := getattr(content, name, None))), None),
            getattr(content, "manner", None),
            getattr(content, "said_on", None) or getattr(content, "when", None), relays,
            within or None, t.known_from, t.observation.annotator, t.observation.rule,
            round(t.observation.confidence, 3),
            joined(f"{d.field or 'accepted'} by {d.by or 'someone'} on {d.made_on}" for d in t.decided),
        )  # fmt: skip


def _spread(line: Line[Any], against: Context) -> Row:
    told = spread(articles_of(line), against.sources)
    return (
        told.articles,
        told.origins,
        joined(told.outlets),
        line.left_out,
        _cited(line, against),
        against.notes(line) or None,
    )


def _cited(line: Line[Any], against: Context) -> str:
    return cite_all(articles_of(line), against.sources)


def _sides(sides: Iterable[Who]) -> Row:
    every = list(sides)
    return (joined(w.name for w in every), joined(w.party for w in every if w.party))


def _ends(told: Telling[Any]) -> Row:
    return tuple(one_line(p.words) or None for p in told.passages[:3])


def cameo_of(line: EventLine) -> str | None:
    """The root of CAMEO that the last report with one has."""
    return next((t.content.cameo for t in reversed(line.tellings) if t.content.cameo), None)


def joined(values: Iterable[str]) -> str | None:
    """Several values as one cell, each once; what comes as a set in the order of the alphabet."""
    every = values if isinstance(values, tuple | list) else sorted(values) if isinstance(values, set) else list(values)
    return PLURAL.join(dict.fromkeys(every)) or None


def as_told(edtf: str | None) -> str | None:
    """A date as exact as it is told: its day, else its month or year; None where it is no nearer."""
    first, last = bounds(edtf)
    if first is None or last is None:
        return None
    return next((first[:length] for length in (10, 7, 4) if first[:length] == last[:length]), None)
