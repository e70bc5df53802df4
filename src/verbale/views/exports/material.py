"""What an export is made of: lines and articles that were asked for, some at a time, as far as they may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from verbale.model.brief import Brief
from verbale.model.record import EventLine, Line, Record, Source
from verbale.views import calendar, positions
from verbale.views.calendar import Appointment
from verbale.views.cited import articles_of
from verbale.views.context import Context
from verbale.views.contradictions import Accounts, contradictions, lines_of
from verbale.views.exports.guarding import Guard
from verbale.views.filters import EVERYTHING, Wanted, fits, wanted_lines, within
from verbale.views.positions import Course
from verbale.views.showing import Showing
from verbale.views.timeline import Entry, begun, timeline, told_days

LINES = ("utterances", "events", "positions", "phases", "linkages", "preconditions")
"""The kinds of lines that articles tell in words."""


@dataclass(frozen=True)
class Material:
    """A dossier as exports take it: what is shown of it, what was asked for, the ISO day as of which, its name.

    Articles are those of the outlet and days asked for; where a party or an issue is, those that tell a line that fits.
    """

    showing: Showing
    brief: Brief
    on: str
    title: str
    wanted: Wanted = EVERYTHING
    whole: bool = False
    noted: Callable[[str, Line[Any], Context], object] = lambda _, __, ___: None
    """Told of each line of `LINES` that is taken for a form, with its kind and what it is read against.

    Once, if the form takes each kind once."""
    guard: Guard = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "guard", Guard(self.brief, whole=self.whole))

    def lines(self, kind: str, *, around: bool = True) -> Iterator[tuple[Any, Context]]:
        """The lines of one of the kinds of a record, the first known first, each with what it is read against.

        The statements `around` them may be left out where a form does not look there, which saves a good deal of time.
        """
        for line, against in self._lines(kind, around=around):
            if kind in LINES:
                self.noted(kind, line, against)
            yield line, against

    def _lines(self, kind: str, *, around: bool) -> Iterator[tuple[Any, Context]]:
        for record, against in self.showing.each(kind, around=around):
            fitting = (line for line in getattr(record, kind) if fits(line, self.wanted, record.sources))
            shown = self.guard.context(against)
            for line in fitting:
                yield self.guard.line(line, record.sources), shown

    def preconditions(self) -> Iterator[tuple[Any, EventLine | None, Context]]:
        """The preconditions, each with the event that met it."""
        for record, against in self.showing.each("preconditions"):
            events = {e.key: e for e in record.events}
            shown = self.guard.context(against)
            for line in wanted_lines(record.preconditions, self.wanted, record.sources):
                met = events.get(line.by or "")
                told = self.guard.line(line, record.sources)
                self.noted("preconditions", told, shown)
                yield told, met and self.guard.line(met, record.sources), shown

    def courses(self) -> Iterator[tuple[Course, Context]]:
        """What each party wants on each issue, with the steps of the days asked for."""
        for record, against in self.showing.each("positions"):
            shown = self.guard.context(against)
            threads = {t.key: self.guard.line(t, record.sources) for t in record.positions}
            for thread in wanted_lines(record.positions, self.wanted, record.sources):
                self.noted("positions", threads[thread.key], shown)
            for course in positions.positions(threads.values(), record.sources, self.wanted):
                yield course, shown

    def appointments(self) -> Iterator[tuple[Appointment, Context]]:
        """The events for which days were set, any of which lies within those asked for, the first known first."""
        for record, against in self.showing.each("events", around=False):
            found = calendar.calendar(record.events, record.sources, self.wanted)
            shown = self.guard.context(against) if found else against
            for one in sorted(found, key=lambda a: (a.line.first.known_from, a.line.key)):
                yield Appointment(self.guard.line(one.line, record.sources), one.announced), shown

    def contradictions(self) -> Iterator[tuple[Accounts, Context]]:
        """The accounts that cannot both be true."""
        for record, against in self.showing.each("contradictions"):
            shown = self.guard.context(against)
            of = record.sources
            pairs = contradictions(record.contradictions, lines_of(record), against, self.wanted)
            for pair in pairs:
                yield replace(pair, a=self.guard.account(pair.a, of), b=self.guard.account(pair.b, of)), shown

    def timeline(self) -> Iterator[tuple[Entry, Context]]:
        """What happened or is announced and the beginnings of phases, in no order."""
        told: set[tuple[str, str | None]] = set()
        for record, against in self.showing.each("events"):
            found = timeline(record.events, (), record.sources, self.wanted)
            told |= told_days(found)
            yield from self._entries(found, record, against)
        for record, against in self.showing.each("phases"):
            yield from self._entries(begun(record.phases, record.sources, self.wanted, told), record, against)

    def _entries(self, found: Iterable[Entry], record: Record, against: Context) -> Iterator[tuple[Entry, Context]]:
        shown = self.guard.context(against)
        return ((replace(e, line=self.guard.line(e.line, record.sources)), shown) for e in found)

    def sources(self) -> Iterator[Source]:
        """The articles as they are; see `guard` for what may be shown of each."""
        wanted = self.wanted
        for source in self.showing.every_source():
            known = (source.known_from, source.known_from)
            fitting = (wanted.outlet is None or source.article.outlet == wanted.outlet) and within(known, wanted)
            if (self._told_in is None and fitting) or (self._told_in and source.article.key in self._told_in):
                yield source

    @cached_property
    def _told_in(self) -> frozenset[str] | None:
        """The keys of the articles that tell what was asked for; None where any may."""
        if self.wanted.party is None and self.wanted.issue is None:
            return None
        return frozenset(
            key for kind in LINES for line, _ in self._lines(kind, around=False) for key in articles_of(line)
        )
