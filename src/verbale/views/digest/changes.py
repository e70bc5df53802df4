"""What changed in the days of a digest: phases, positions, what is asked for, and events, the weightiest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any

from verbale.model.edition import Note, Told
from verbale.model.negotiation import Event, Linkage
from verbale.model.record import EventLine, Line, PhaseLine, Precondition, Record, Step, Telling, Thread, Who
from verbale.model.times import bounds
from verbale.record.wording import tells_of
from verbale.views.cited import Sources, articles_of, dated, first_day, news_day, spread
from verbale.views.context import Context
from verbale.views.digest.naming import party_named, together
from verbale.views.digest.quoting import may_quote, noted, sentence_of, with_words
from verbale.views.digest.sections import REST
from verbale.views.digest.spoken import in_quotes
from verbale.views.digest.synopsis import is_background
from verbale.views.filters import Wanted, within
from verbale.views.tables import called
from verbale.views.wording import acts_around, event_telling, leading, plain

NOTES = 8
"""Most changes that a digest leads with; twice as many of a kind are looked at."""
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


def _phases(record: Record, wanted: Wanted) -> Iterator[Change]:
    for line in record.phases:
        day = first_day(line, record.sources)
        past = is_background(line.first, record.sources[line.first.article].article)
        news = line.status != "under_way" or line.since
        if day and news and not past and within((day, day), wanted) and is_told(line, record.sources, wanted):
            yield _change("phase", day, 3.0, line, articles_of(line), record, partial(_phase_told, line))


def _positions(record: Record, wanted: Wanted) -> Iterator[Change]:
    for thread in record.positions:
        for step in thread.course if is_told(thread, record.sources, wanted) else ():
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
        if day and within((day, day), wanted) and any(is_told(x, record.sources, wanted) for x in (line, met) if x):
            articles = articles_of(met or line)
            weight = 2.0 if line.holder else 1.0
            yield _change("precondition", day, weight, line, articles, record, partial(_precondition_told, line, met))


def _events(record: Record, wanted: Wanted) -> Iterator[Change]:
    """What happened, is planned or was called off, so told first in these days, with parties on it."""
    for line in record.events:
        told = next((t for t in line.tellings if t.content.status == line.status), line.first)
        day = news_day(record.sources[told.article])
        settled = replace(told.content, type=line.type, status=line.status, when=line.when)
        weight = event_weight(settled, (*line.actors, *line.recipients), wanted)
        if weight and day and within((day, day), wanted) and is_told(line, record.sources, wanted):
            yield _change("event", day, weight, line, articles_of(line), record, partial(_event_told, line))


def event_weight(told: Event, sides: Iterable[Who], wanted: Wanted) -> float:
    """What an event between some sides weighs among the changes of some days; 0 where it is none."""
    first, last = bounds(told.when)
    new = told.status in AHEAD or (first is not None and within((first, last or first), wanted))
    return sided_weight(told, sides) if new else 0.0


def sided_weight(told: Event, sides: Iterable[Who]) -> float:
    """What an event between some sides weighs on its day; 0 where it has no party, or is no more than imagined."""
    vague = told.status in ("hypothetical", "proposed") or told.historical
    parties = set() if vague else {w.party for w in sides if w.party}
    return 0.4 * len(parties) + (0.6 if told.type == "CONSULT" else 0.3) if parties else 0.0


def asked_weight(told: Linkage) -> float:
    """What a tie weighs among the changes of some days at most; 0 where it is no precondition."""
    return (2.0 if told.holder else 1.0) if told.kind == "precondition" else 0.0


def widely(weight: float, origins: int) -> float:
    """What a change weighs that so many newsrooms tell independently of each other."""
    return weight + 0.5 * min(4, origins - 1)


def is_told(line: Line[Any], sources: Sources, wanted: Wanted) -> bool:
    """Whether an article of the days and of the outlet asked for tells a line."""
    return any(
        within((t.known_from, t.known_from), wanted) and wanted.outlet in (None, sources[t.article].article.outlet)
        for t in line.tellings
    )


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
    return Change(kind, day, widely(weight, origins), line, tuple(dict.fromkeys(articles)), worded)


def _phase_told(line: PhaseLine, against: Context) -> Told | None:
    by = by_whom(line)
    since = in_brackets(dated(line.since, line.tellings, against.sources)) if line.since else ""
    told = with_words(f"{called('became', line.status)}{by}{since}", line.first, line.key, against)
    off = line.status == "scheduled" and tells_of("off", told.words)
    return sentence_of(line.first, against, line.key) if off else told


def _position_told(thread: Thread, step: Step, moved: str, against: Context) -> Told | None:
    """That a position moved, and how: by its words, unless these must not be shown."""
    issue = f" ({against.issue(thread.issue)})" if thread.issue != REST else ""
    head = f"{party_named(thread.party, step.telling, against)} {called('moved', moved)}{issue}"
    told = with_words(head, step.telling, thread.key, against, thread.party)
    return told if told.places or not may_quote(step.telling, against) else None


def _precondition_told(line: Precondition, met: EventLine | None, against: Context) -> Told | None:
    """That something is asked for, or came about: this on the article's own word, and on nobody's in it."""
    holder = party_named(line.holder, line.first, against) if line.holder else "Someone"
    if met:
        told = event_telling(met)
        if _is_said(told, against):
            return None
        came = with_words(f"What {holder} had asked for came about", told, line.key, against)
        return came if came.places else None
    asks = "dropped a condition" if line.status == "dropped" else "set a condition"
    asked = with_words(f"{leading(holder)} {asks}", line.first, line.key, against, line.holder)
    return asked if asked.places else None


def _event_told(line: EventLine, against: Context) -> Told | None:
    told = event_telling(line)
    if against.sources[told.article].article.kind in ("editorial", "opinion"):
        return None
    quoted, status = sentence_of(told, against, line.key), called("status", line.status)
    off = line.status == "planned" and quoted is not None and tells_of("off", quoted.words)
    day = any(bounds(line.when))
    if quoted and line.status == "planned" and not day and not tells_of("coming", quoted.words):
        return None
    if quoted is None or not status or off:
        return quoted
    return replace(quoted, words=f"{leading(status)} {plain(line)}: {in_quotes(quoted.words)}")


def _is_said(told: Telling[Any], against: Context) -> bool:
    """Whether something is told by somebody whom the article quotes, and not by the article itself."""
    place = (told.passages[0].start, told.passages[0].end)
    return any(True for _ in acts_around(place, against.statements.get(told.article, ())))


def by_whom(line: PhaseLine) -> str:
    """By whom the talks came to stand so, where somebody can: `by Norland`; nobody has them go on."""
    return f" by {together(line.by)}" if line.by and line.status not in ("under_way", "scheduled", "stalled") else ""


def in_brackets(day: str) -> str:
    """A day in brackets, in which its own are commas: `(3 May 2020, year guessed)`."""
    return f" ({day.replace(' (', ', ').replace(')', '')})"
