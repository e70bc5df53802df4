"""What a digest leads with: where the talks stand, what changed in its days, contradictions, dates due or slipped.

Each is a whole sentence: who and what as the record has it, then the words of the article that tells it best. Nothing
is quoted of an outlet whose rights allow the link alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from verbale.model.edition import Note, Place, Told
from verbale.model.negotiation import Statement
from verbale.model.record import EventLine, Line, PhaseLine, Precondition, Record, Step, Telling, Thread
from verbale.model.times import bounds
from verbale.views.calendar import Appointment, calendar
from verbale.views.cited import articles_of, cite_all, dated, first_day, news_day, spread
from verbale.views.context import Context
from verbale.views.contradictions import Account, Accounts
from verbale.views.digest.sentences import around, sentences
from verbale.views.digest.takeaways import closed, sentence_told, statement_told
from verbale.views.filters import Wanted, within
from verbale.views.phases import in_course, interval
from verbale.views.rights import rights_of
from verbale.views.tables import called
from verbale.views.wording import acts_around, event_telling, plain, sides_named

NOTES = 8
"""Most changes that a digest leads with."""
EVENTS = 4
"""Most of them that are events."""
PAIRS = 4
"""Most contradictions."""
DATES = 12
"""Most dates due, and most that slipped."""
QUOTED = 320
"""Most characters of a sentence that is quoted."""
AHEAD = ("planned", "proposed")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: its kind, the ISO day, how much it matters, its line and the articles that tell it."""

    kind: str
    day: str
    weight: float
    line: Line[Any]
    articles: tuple[str, ...]
    worded: Callable[[Context], Told | None]

    def note(self, against: Context) -> Note | None:
        """The change as it is printed; None where nothing can be said of it."""
        told = self.worded(against)
        if told is None:
            return None
        cited = cite_all(self.articles, against.sources)
        return Note(self.kind, self.day, told, cited, spread(self.articles, against.sources).origins)


def stand(phases: Iterable[PhaseLine], until: str) -> PhaseLine | None:
    """The phase that the talks are in, as known on an ISO day."""
    known = [p for p in phases if min(t.known_from for t in p.tellings) <= until]
    return in_course(known)[-1] if known else None


def changes(record: Record, wanted: Wanted, printed: Collection[str]) -> list[Change]:
    """What changed in the days asked for, weightiest first; no line again that was printed of the same articles."""
    found = [*_phases(record, wanted), *_positions(record, wanted), *_preconditions(record, wanted)]
    events = sorted(_events(record, wanted), key=lambda c: (-c.weight, c.day, c.line.key))
    new = [c for c in (*found, *events) if not (c.line.key in printed and set(c.articles) <= set(printed))]
    return sorted(new, key=lambda c: (-c.weight, c.day, c.line.key))


def notes(found: Iterable[Change], against: Context, taken: Collection[Place]) -> tuple[Note, ...]:
    """The changes that can be told, no sentence twice, in order of their days."""
    told: list[Note] = []
    places = set(taken)
    for change in found:
        note = change.note(against)
        if note is None or places.intersection(note.told.places) or len(told) == NOTES:
            continue
        if change.kind == "event" and sum(n.kind == "event" for n in told) == EVENTS:
            continue
        places.update(note.told.places)
        told.append(note)
    return tuple(sorted(told, key=lambda n: n.day))


def phase_note(line: PhaseLine, against: Context) -> Note | None:
    """Where the talks stand in one sentence, with the words that say so."""
    first = first_day(line, against.sources) or line.first.known_from
    return Change("phase", first, 0.0, line, tuple(articles_of(line)), partial(_phase_told, line)).note(against)


def contradiction_notes(
    found: Iterable[Accounts], wanted: Wanted, printed: Collection[str], against: Context
) -> tuple[Note, ...]:
    """The accounts that came to contradict each other in the days asked for."""
    told = []
    for pair in found:
        days = [first_day(x.line, against.sources) for x in (pair.a, pair.b)]
        articles = [x.telling.article for x in (pair.a, pair.b)]
        if not all(days) or not within((max(days), max(days)), wanted) or pair.line.key in printed:
            continue
        one, other = (_account(x, against) for x in (pair.a, pair.b))
        if one and other:
            differ = called("differ_in", pair.line.differ_in)
            words = f"Accounts differ ({differ}): {one.words.rstrip('.')}; {other.words}"
            sentence = Told(words, (*one.places, *other.places), pair.line.key)
            origins = spread(articles, against.sources).origins
            told.append(Note("contradiction", max(days), sentence, cite_all(articles, against.sources), origins))
    return tuple(told[:PAIRS])


def due_notes(record: Record, wanted: Wanted, against: Context) -> tuple[Note, ...]:
    """The dates that lie ahead on the last day asked for, then those that moved, were called off or passed."""
    until = wanted.until or ""
    known = [a for a in calendar(record.events, record.sources) if _known(a, record) <= until]
    ahead = [a for a in known if a.ends == "open" and (bounds(a.last)[1] or "9999") >= until]
    slipped = [a for a in known if a not in ahead and _slipped_in(a, record, wanted)]
    told = [_date_note(a, against) for a in (*ahead[:DATES], *slipped[:DATES])]
    return tuple(note for note in told if note)


def lines_of(found: Iterable[Change], record: Record, accounts: Iterable[Accounts]) -> list[Line[Any]]:
    """The lines that the changes, the accounts, the dates and the phase of some days are told of."""
    sides: list[Line[Any]] = [x.line for pair in accounts for x in (pair.a, pair.b)]
    met = {line.by for line in record.preconditions}
    events = [e for e in record.events if e.announced or e.key in met]
    return [*(c.line for c in found), *sides, *events, *record.phases]


def _phases(record: Record, wanted: Wanted) -> Iterator[Change]:
    for line in record.phases:
        day = first_day(line, record.sources)
        if day and within((day, day), wanted):
            yield _change("phase", day, 3.0, line, articles_of(line), record, partial(_phase_told, line))


def _positions(record: Record, wanted: Wanted) -> Iterator[Change]:
    for thread in record.positions:
        for step in thread.course:
            moved = step.change if step.change in ("new", "shifted") else None if step.change else step.possible
            day = news_day(record.sources[step.telling.article])
            if moved and day and within((day, day), wanted):
                articles = [t.article for t in (step.telling, *step.restates)]
                weight = 2.5 if step.change else 1.2
                yield _change(
                    "position", day, weight, thread, articles, record,
                    partial(_position_told, thread, step, moved),
                )  # fmt: skip


def _preconditions(record: Record, wanted: Wanted) -> Iterator[Change]:
    events = {e.key: e for e in record.events}
    for line in record.preconditions:
        met = events.get(line.by or "")
        day = first_day(met or line, record.sources)
        if day and within((day, day), wanted):
            articles = articles_of(met or line)
            yield _change(
                "precondition", day, 2.0 if line.holder else 1.0, line, articles, record,
                partial(_precondition_told, line, met),
            )  # fmt: skip


def _events(record: Record, wanted: Wanted) -> Iterator[Change]:
    """What happened, is planned or was called off, told first in these days, with parties on it."""
    for line in record.events:
        day = first_day(line, record.sources)
        if not day or not within((day, day), wanted) or line.status == "hypothetical" or line.first.content.historical:
            continue
        first, last = bounds(line.when)
        new = line.status in (*AHEAD, "cancelled") or (first is not None and within((first, last or first), wanted))
        parties = {w.party for w in (*line.actors, *line.recipients) if w.party}
        if new and parties:
            weight = 0.4 * len(parties) + (0.6 if line.type == "CONSULT" else 0.3)
            yield _change("event", day, weight, line, articles_of(line), record, partial(_event_told, line))


def _change(
    kind: str,
    day: str,
    weight: float,
    line: Line[Any],
    articles: Sequence[str],
    record: Record,
    worded: Callable[[Context], Told | None],
) -> Change:
    """A change; what independent newsrooms tell weighs more."""
    origins = spread(articles, record.sources).origins
    return Change(kind, day, weight + 0.5 * min(4, origins - 1), line, tuple(dict.fromkeys(articles)), worded)


def _phase_told(line: PhaseLine, against: Context) -> Told | None:
    by = f", by {sides_named(line.by)}" if line.by else ""
    return _with_words(f"{called('stand', line.status)}{by}{interval(line)}", line.first, line.key, against)


def _position_told(thread: Thread, step: Step, moved: str, against: Context) -> Told | None:
    head = f"{against.party(thread.party)} {called('moved', moved)} on {against.issue(thread.issue)}"
    return _with_words(head, step.telling, thread.key, against)


def _precondition_told(line: Precondition, met: EventLine | None, against: Context) -> Told | None:
    holder = against.party(line.holder) if line.holder else "Someone"
    if met:
        return _with_words(f"What {holder} had asked for came about", event_telling(met), line.key, against)
    asks = "no longer sets a condition" if line.status == "dropped" else "sets a condition"
    return _with_words(f"{holder} {asks}", line.first, line.key, against)


def _event_told(line: EventLine, against: Context) -> Told | None:
    told = event_telling(line)
    status = called("status", line.status)
    quoted = _sentence(told, against, line.key)
    if quoted is None:
        return None
    return Told(f"{status[0].upper()}{status[1:]}: {quoted.words}", quoted.places, line.key) if status else quoted


def _account(account: Account, against: Context) -> Told | None:
    if isinstance(account.telling.content, Statement):
        return statement_told(account.telling, against) if _may_quote(account.telling, against) else None
    return _with_words(_called(account.line, against), account.telling, account.line.key, against)  # type: ignore[arg-type]  # an event's


def _date_note(found: Appointment, against: Context) -> Note | None:
    """A date ahead, or what became of it, with all days that were set before."""
    line, told = found.line, event_telling(found.line)
    by_key = {t.key: t for t in line.tellings}
    days = [dated(d.day, [by_key.get(d.telling, line.first)], against.sources) for d in found.announced.dates]
    old = f", first set for {', then '.join(days[:-1])}" if len(days) > 1 else ""
    head = f"{_called(line, against)}, {called('ends', found.ends)} {days[-1]}{old}"
    sentence = _with_words(head, told, line.key, against)
    if sentence is None:
        return None
    articles = articles_of(line)
    day = first_day(line, against.sources) or line.first.known_from
    return Note("date", day, sentence, cite_all(articles, against.sources), spread(articles, against.sources).origins)


def _called(line: EventLine, against: Context) -> str:
    """What an event is and between whom: `Visit by Ana Lima to Norland`, `Meeting of Ana Lima and Ben Lusk`."""
    sides = [sides_named(side) for side in (line.actors, line.recipients) if side]
    where = f" in {line.where}" if line.where and line.where not in sides else ""
    if line.type == "CONSULT" and line.mode != "visit":
        between = f" of {' and '.join(sides)}" if sides else ""
    else:
        between = f" by {sides[0]}" if line.actors else ""
        to = "to" if line.mode == "visit" else "towards"
        between += f" {to} {sides[-1]}" if line.recipients else ""
    return f"{plain(line).capitalize()}{between}{where}"


def _known(found: Appointment, record: Record) -> str:
    """The ISO day from which it is known that a day is set; after all days for what no dated article tells."""
    return first_day(found.line, record.sources) or "9999"


def _slipped_in(found: Appointment, record: Record, wanted: Wanted) -> bool:
    """Whether a date moved, was called off or passed in the days asked for."""
    line = found.line
    last = news_day(record.sources[line.last.article])
    if found.announced.outcome == "lapsed" or found.ends == "open":
        return within(bounds(found.last), wanted) and bounds(found.last)[1] is not None
    moved = found.announced.outcome in ("moved", "cancelled") or found.ends in ("cancelled",)
    return moved and bool(last) and within((last, last), wanted)


def _with_words(head: str, told: Telling[Any], line: str, against: Context) -> Told | None:
    """What the record says, and behind it the words of the article, with the act under which they stand."""
    if not _may_quote(told, against):
        return Told(closed(head), (), line)
    for said in acts_around((told.passages[0].start, told.passages[0].end), against.statements.get(told.article, ())):
        spoken = statement_told(said, against)
        if spoken and said.who(said.content.speaker):
            return Told(f"{head}: {spoken.words}", spoken.places, line)
    quoted = _sentence(told, against, line)
    return Told(f"{head}: “{quoted.words}”", quoted.places, line) if quoted else Told(closed(head), (), line)


def _sentence(told: Telling[Any], against: Context, line: str) -> Told | None:
    """The sentence of an article that tells something; None where it cannot stand alone, or must not be shown."""
    if not told.passages or not _may_quote(told, against):
        return None
    article = against.sources[told.article].article
    found = around((told.passages[0].start, 0), sentences(article))
    if found is None or found.leans or len(found.words) > QUOTED or found.words.endswith("?"):
        return None
    return sentence_told(found, article.key, line)


def _may_quote(told: Telling[Any], against: Context) -> bool:
    return rights_of(against.sources[told.article].article.outlet, against.brief) != "link"


__all__ = ["Change", "changes", "contradiction_notes", "due_notes", "lines_of", "notes", "phase_note", "stand"]
