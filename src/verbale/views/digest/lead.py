"""What a digest leads with: where the talks stand, what changed in its days, contradictions, dates due or slipped.

Each is a whole sentence: who and what as the record has it, then the words of the article that tells it best. Nothing
is quoted of an outlet whose rights allow the link alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from verbale.model.edition import Note, Place, Told
from verbale.model.negotiation import Statement
from verbale.model.record import EventLine, Line, PhaseLine, Precondition, Record, Step, Telling, Thread
from verbale.model.times import bounds
from verbale.views.calendar import Appointment, calendar
from verbale.views.cited import (
    articles_of,
    cite_all,
    cite_source,
    dated,
    first_day,
    is_dated,
    listed,
    news_day,
    spread,
)
from verbale.views.context import Context
from verbale.views.contradictions import Account, Accounts
from verbale.views.digest.sentences import around, sentences
from verbale.views.digest.takeaways import closed, sentence_told, statement_told
from verbale.views.filters import Wanted, within
from verbale.views.phases import in_course, interval
from verbale.views.rights import rights_of
from verbale.views.tables import called
from verbale.views.wording import acts_around, event_account, event_telling, leading, plain, sides_named

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
AHEAD = ("planned", "cancelled")


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
        return noted(self.kind, self.day, told, self.articles, against) if told else None


def noted(kind: str, day: str, told: Told, articles: Sequence[str], against: Context) -> Note:
    """A sentence with the articles that tell it, that of its words first: `Kyodo, 7 May 2020; also in Asahi`."""
    sources = against.sources
    quoted = [p.article for p in told.places if is_dated(sources[p.article].article)][:1]
    keys = list(dict.fromkeys([*quoted, *articles]))
    if not quoted:
        return Note(kind, day, told, cite_all(keys, sources), spread(keys, sources).origins)
    cited, far = cite_source(sources[keys[0]]), spread(keys, sources)
    others = [o for o in far.outlets if o != sources[keys[0]].article.outlet]
    also = f"; also in {listed(others)}" if others else f"; told in {len(keys)} articles" if keys[1:] else ""
    return Note(kind, day, told, f"{cited}{also}{f' ({far.shown})' if keys[1:] else ''}", far.origins)


def stand(phases: Iterable[PhaseLine], until: str) -> PhaseLine | None:
    """The phase that the talks are in, as known on an ISO day."""
    known = [p for p in phases if min(t.known_from for t in p.tellings) <= until]
    return in_course(known)[-1] if known else None


def changes(record: Record, wanted: Wanted, printed: Collection[str]) -> list[Change]:
    """What changed in the days asked for, weightiest first, some of each kind.

    No line is told again that was printed of the same articles.
    """
    found = chain(*(of(record, wanted) for of in (_phases, _positions, _preconditions, _events)))
    new = [c for c in found if not (c.line.key in printed and set(c.articles) <= set(printed))]
    kinds: dict[str, int] = {}
    first = []
    for change in sorted(new, key=lambda c: (-c.weight, c.day, c.line.key)):
        kinds[change.kind] = kinds.get(change.kind, 0) + 1
        first += [change] if kinds[change.kind] <= 2 * NOTES else []
    return first


def notes(found: Iterable[Change], against: Context, taken: Collection[Place]) -> tuple[Note, ...]:
    """The changes that can be told, no sentence twice, in order of their days."""
    told: list[Note] = []
    places = set(taken)
    for change in found:
        if change.kind == "event" and sum(n.kind == "event" for n in told) == EVENTS:
            continue
        note = change.note(against)
        if note is None or places.intersection(note.told.places):
            continue
        places.update(note.told.places)
        told.append(note)
        if len(told) == NOTES:
            break
    return tuple(sorted(told, key=lambda n: n.day))


def phase_note(line: PhaseLine, against: Context) -> Note | None:
    """Where the talks stand in one sentence, with the words that say so."""
    first = first_day(line, against.sources) or line.first.known_from
    by = f" by {sides_named(line.by)}" if line.by else ""
    told = _with_words(f"{called('stand', line.status)}{by}{interval(line)}", line.first, line.key, against)
    return noted("phase", first, told, articles_of(line), against)


def contradiction_notes(
    found: Iterable[Accounts], wanted: Wanted, printed: Collection[str], against: Context
) -> tuple[Note, ...]:
    """The accounts that came to contradict each other in the days asked for."""
    told = []
    for pair in found:
        days = [first_day(x.line, against.sources) for x in (pair.a, pair.b)]
        if not all(days) or not within((max(days), max(days)), wanted) or pair.line.key in printed:
            continue
        one, other = (_account(x, against) for x in (pair.a, pair.b))
        if one and other and not _overlap(one.places, other.places):
            words = f"Accounts differ ({called('differ_in', pair.line.differ_in)}). {one.words} {other.words}"
            sentence = Told(words, (*one.places, *other.places), pair.line.key)
            articles = [x.telling.article for x in (pair.a, pair.b)]
            told.append(noted("contradiction", max(days), sentence, articles, against))
    return tuple(told[:PAIRS])


def due_notes(record: Record, wanted: Wanted, against: Context) -> tuple[Note, ...]:
    """The dates that lie ahead on the last day asked for, then those that moved, were called off or passed."""
    until = wanted.until or ""
    known = [a for a in calendar(record.events, record.sources) if _known(a, record) <= until and a.line.actors]
    ahead = [a for a in known if a.ends == "open" and (bounds(a.last)[1] or "9999") >= until]
    slipped = [a for a in known if a not in ahead and _slipped_in(a, record, wanted)]
    return tuple(_date_note(a, against) for a in (*ahead[:DATES], *slipped[:DATES]))


def lines_of(found: Iterable[Change], record: Record, accounts: Iterable[Accounts]) -> list[Line[Any]]:
    """The lines that the changes, the accounts, the dates and the phase of some days are told of."""
    sides: list[Line[Any]] = [x.line for pair in accounts for x in (pair.a, pair.b)]
    shown = list(found)
    met = {line.by for line in (c.line for c in shown) if isinstance(line, Precondition)}
    events = [e for e in record.events if e.announced or e.key in met]
    return [*(c.line for c in shown), *sides, *events, *record.phases]


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
    """What happened, is planned or was called off, so told first in these days, with parties on it."""
    for line in record.events:
        told = next((t for t in line.tellings if t.content.status == line.status), line.first)
        day = news_day(record.sources[told.article])
        if (
            not day
            or not within((day, day), wanted)
            or line.status in ("hypothetical", "proposed")
            or told.content.historical
        ):
            continue
        first, last = bounds(line.when)
        new = line.status in AHEAD or (first is not None and within((first, last or first), wanted))
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


def _phase_told(line: PhaseLine, against: Context) -> Told:
    by = f" by {sides_named(line.by)}" if line.by else ""
    since = f" ({dated(line.since, line.tellings, against.sources)})" if line.since else ""
    return _with_words(f"{called('became', line.status)}{by}{since}", line.first, line.key, against)


def _position_told(thread: Thread, step: Step, moved: str, against: Context) -> Told:
    head = f"{against.party(thread.party)} {called('moved', moved)} ({against.issue(thread.issue)})"
    return _with_words(head, step.telling, thread.key, against)


def _precondition_told(line: Precondition, met: EventLine | None, against: Context) -> Told | None:
    """That something is asked for, or came about: this on the article's own word, and on nobody's in it."""
    holder = against.party(line.holder) if line.holder else "Someone"
    if met:
        told = event_telling(met)
        if _is_said(told, against):
            return None
        return _with_words(f"What {holder} had asked for came about", told, line.key, against)
    asks = "no longer sets a condition" if line.status == "dropped" else "sets a condition"
    return _with_words(f"{holder} {asks}", line.first, line.key, against)


def _event_told(line: EventLine, against: Context) -> Told | None:
    quoted = _sentence(event_telling(line), against, line.key)
    status = called("status", line.status)
    return quoted and replace(quoted, words=f"{leading(status)}: {quoted.words}" if status else quoted.words)


def _is_said(told: Telling[Any], against: Context) -> bool:
    """Whether something is told by somebody whom the article quotes, and not by the article itself."""
    place = (told.passages[0].start, told.passages[0].end)
    return any(True for _ in acts_around(place, against.statements.get(told.article, ())))


def _account(account: Account, against: Context) -> Told | None:
    telling, line = account.telling, account.line
    if not may_quote(telling, against):
        return None
    if isinstance(telling.content, Statement):
        spoken = statement_told(telling, against)
        return spoken.told(against) if spoken and spoken.who else None
    quoted = _sentence(telling, against, line.key)
    return quoted and replace(quoted, words=f"{leading(event_account(telling))}: “{quoted.words}”")


def _date_note(found: Appointment, against: Context) -> Note:
    """A date ahead, or what became of it, with all days that were set before."""
    line = found.line
    by_key = {t.key: t for t in line.tellings}
    days = [dated(d.day, [by_key.get(d.telling, line.first)], against.sources) for d in found.announced.dates]
    old = f" (first set for {', then '.join(days[:-1])})" if days[1:] else ""
    head = f"{called('ends', found.ends)} {days[-1]}{old}: {_called(line)}"
    articles = articles_of(line)
    day = first_day(line, against.sources) or line.first.known_from
    set_by = by_key.get(found.announced.dates[-1].telling) if found.ends in ("open", "lapsed") else None
    told = _with_words(head, set_by or event_telling(line), line.key, against)
    return noted("date", day, told, articles, against)


def _called(line: EventLine) -> str:
    """What an event is and between whom: `visit by Ana Lima to Arl`, `meeting of Ana Lima and Ben Lusk`."""
    actors, recipients = (sides_named(side) if side else "" for side in (line.actors, line.recipients))
    if line.type == "CONSULT" and line.mode == "visit":
        to = line.where or recipients
        return f"{plain(line)} by {actors}{f' to {to}' if to else ''}"
    where = f" in {line.where}" if line.where and line.where not in (actors, recipients) else ""
    if line.type == "CONSULT":
        several = recipients or len(line.actors) > 1
        between = f" of {actors}{f' and {recipients}' if recipients else ''}" if several else f" with {actors}"
    else:
        between = f" by {actors}{f' towards {recipients}' if recipients else ''}"
    return f"{plain(line)}{between}{where}"


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


def _with_words(head: str, told: Telling[Any], line: str, against: Context) -> Told:
    """What the record says, and behind it the words of the article: of whoever says so, else its own sentence."""
    if told.passages and may_quote(told, against):
        place = (told.passages[0].start, told.passages[0].end)
        for said in acts_around(place, against.statements.get(told.article, ())):
            spoken = statement_told(said, against)
            if spoken and spoken.who:
                sentence = spoken.told(against)
                return Told(f"{head}. {sentence.words}", sentence.places, line)
        quoted = _sentence(told, against, line)
        if quoted:
            return replace(quoted, words=f"{head}{'. ' if ':' in head else ': '}“{quoted.words}”")
    return Told(closed(head), (), line)


def _sentence(told: Telling[Any], against: Context, line: str) -> Told | None:
    """The sentence of an article that tells something; None where it cannot stand alone, or must not be shown."""
    if not told.passages or not may_quote(told, against):
        return None
    article = against.sources[told.article].article
    found = around((told.passages[0].start, 0), sentences(article))
    if found is None or found.leans or len(found.words) > QUOTED or found.words.endswith("?"):
        return None
    return sentence_told(found, article.key, line)


def may_quote(told: Telling[Any], against: Context) -> bool:
    """Whether any word of the article of a telling may be shown."""
    return rights_of(against.sources[told.article].article.outlet, against.brief) != "link"


def _overlap(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether two accounts share words, as one that stands within the other does."""
    return any(a.article == b.article and a.start < b.end and b.start < a.end for a in one for b in other)
