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
from verbale.views.cited import (
    Sources,
    articles_of,
    dated,
    first_day,
    news_day,
    spread,
)
from verbale.views.context import Context
from verbale.views.contradictions import Account, Accounts
from verbale.views.digest.naming import together
from verbale.views.digest.quoting import may_quote, noted, sentence_of, with_words
from verbale.views.digest.sections import REST
from verbale.views.digest.sentences import alike, terms_in
from verbale.views.digest.spoken import in_quotes, statement_told
from verbale.views.digest.synopsis import is_background
from verbale.views.filters import Wanted, within
from verbale.views.phases import in_course, interval
from verbale.views.tables import called
from verbale.views.wording import acts_around, event_account, event_telling, leading, plain

NOTES = 8
"""Most changes that a digest leads with."""
AT_MOST = {"phase": 4, "event": 4, "precondition": 3}
"""Most of them that are of a kind."""
PAIRS = 4
"""Most contradictions."""
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


def notes(found: Iterable[Change], against: Context, phase: Note | None) -> tuple[Note, ...]:
    """The changes that can be told, no sentence twice nor what the phase tells, in order of their days."""
    told: list[Note] = []
    places = set(phase.told.places if phase else ())
    known = [_terms_of(phase, against)] if phase else []
    for change in found:
        if phase and change.line.key == phase.told.line:
            continue
        if sum(n.kind == change.kind for n in told) == AT_MOST.get(change.kind, NOTES):
            continue
        note = change.note(against)
        if note is None or places.intersection(note.told.places):
            continue
        terms = _terms_of(note, against)
        if any(alike(terms, other) for other in known):
            continue
        places.update(note.told.places)
        known.append(terms)
        told.append(note)
        if len(told) == NOTES:
            break
    return tuple(sorted(told, key=lambda n: n.day))


def _terms_of(note: Note, against: Context) -> frozenset[str]:
    """What the words speak of that a note shows."""
    text = ((against.sources[p.article].article.text, p) for p in note.told.places)
    return frozenset(term for words, p in text for term in terms_in(words[p.start : p.end]))


def phase_note(line: PhaseLine, against: Context) -> Note | None:
    """Where the talks stand in one sentence, with the words that say so."""
    first = first_day(line, against.sources) or line.first.known_from
    by = _by(line)
    lasts = _in_brackets(dated(line.since, line.tellings, against.sources)) if line.since else ""
    since = lasts if line.status in ("proposed", "scheduled", "concluded") else interval(line)
    told = with_words(f"{called('stand', line.status)}{by}{since}", line.first, line.key, against)
    return noted("phase", first, told, articles_of(line), against)


def _by(line: PhaseLine) -> str:
    """By whom the talks came to stand so, where somebody can: `by Norland`; nobody has them go on."""
    return f" by {together(line.by)}" if line.by and line.status not in ("under_way", "scheduled", "stalled") else ""


def _in_brackets(day: str) -> str:
    """A day in brackets, in which its own are commas: `(3 May 2020, year guessed)`."""
    return f" ({day.replace(' (', ', ').replace(')', '')})"


def contradiction_notes(
    found: Iterable[Accounts], wanted: Wanted, printed: Collection[str], against: Context
) -> tuple[Note, ...]:
    """The accounts that came to contradict each other in the days asked for."""
    told: list[Note] = []
    for pair in found:
        days = [first_day(x.line, against.sources) for x in (pair.a, pair.b)]
        if not all(days) or not within((max(days), max(days)), wanted) or pair.line.key in printed:
            continue
        told_now = any(_is_told(x.line, against.sources, wanted) for x in (pair.a, pair.b))
        one, other = (_account(x, against) for x in (pair.a, pair.b))
        seen = [p for note in told for p in note.told.places]
        if not (told_now and one and other):
            continue
        if not (_overlap(one.places, other.places) or _overlap((*one.places, *other.places), seen)):
            words = f"Accounts differ ({called('differ_in', pair.line.differ_in)}). {one.words} {other.words}"
            sentence = Told(words, (*one.places, *other.places), pair.line.key)
            articles = [x.telling.article for x in (pair.a, pair.b)]
            told.append(noted("contradiction", max(days), sentence, articles, against))
    return tuple(told[:PAIRS])


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
        past = is_background(line.first, record.sources[line.first.article].article)
        if day and not past and within((day, day), wanted) and _is_told(line, record.sources, wanted):
            yield _change("phase", day, 3.0, line, articles_of(line), record, partial(_phase_told, line))


def _positions(record: Record, wanted: Wanted) -> Iterator[Change]:
    for thread in record.positions:
        for step in thread.course if _is_told(thread, record.sources, wanted) else ():
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
        if day and within((day, day), wanted) and any(_is_told(x, record.sources, wanted) for x in (line, met) if x):
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
        vague = line.status in ("hypothetical", "proposed") or told.content.historical
        if vague or not day or not within((day, day), wanted) or not _is_told(line, record.sources, wanted):
            continue
        first, last = bounds(line.when)
        new = line.status in AHEAD or (first is not None and within((first, last or first), wanted))
        parties = {w.party for w in (*line.actors, *line.recipients) if w.party}
        if new and parties:
            weight = 0.4 * len(parties) + (0.6 if line.type == "CONSULT" else 0.3)
            yield _change("event", day, weight, line, articles_of(line), record, partial(_event_told, line))


def _is_told(line: Line[Any], sources: Sources, wanted: Wanted) -> bool:
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
    return Change(kind, day, weight + 0.5 * min(4, origins - 1), line, tuple(dict.fromkeys(articles)), worded)


def _phase_told(line: PhaseLine, against: Context) -> Told:
    by = _by(line)
    since = _in_brackets(dated(line.since, line.tellings, against.sources)) if line.since else ""
    return with_words(f"{called('became', line.status)}{by}{since}", line.first, line.key, against)


def _position_told(thread: Thread, step: Step, moved: str, against: Context) -> Told | None:
    """That a position moved, and how: by its words, unless these must not be shown."""
    issue = f" ({against.issue(thread.issue)})" if thread.issue != REST else ""
    name = next((w.name for w in step.telling.cast if w.kind == "state" and w.party == thread.party), thread.party)
    party = against.party(thread.party)
    head = f"{name if party == thread.party else party} {called('moved', moved)}{issue}"
    told = with_words(head, step.telling, thread.key, against, thread.party)
    return told if told.places or not may_quote(step.telling, against) else None


def _precondition_told(line: Precondition, met: EventLine | None, against: Context) -> Told | None:
    """That something is asked for, or came about: this on the article's own word, and on nobody's in it."""
    holder = against.party(line.holder) if line.holder else "Someone"
    if met:
        told = event_telling(met)
        if _is_said(told, against):
            return None
        return with_words(f"What {holder} had asked for came about", told, line.key, against)
    asks = "dropped a condition" if line.status == "dropped" else "set a condition"
    asked = with_words(f"{leading(holder)} {asks}", line.first, line.key, against, line.holder)
    return asked if asked.places else None


def _event_told(line: EventLine, against: Context) -> Told | None:
    told = event_telling(line)
    if against.sources[told.article].article.kind in ("editorial", "opinion"):
        return None
    quoted, status = sentence_of(told, against, line.key), called("status", line.status)
    if quoted is None or not status:
        return quoted
    return replace(quoted, words=f"{leading(status)} {plain(line)}: {in_quotes(quoted.words)}")


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
    quoted = sentence_of(telling, against, line.key)
    return quoted and replace(quoted, words=f"{leading(event_account(telling))}: {in_quotes(quoted.words)}")


def _overlap(one: Sequence[Place], other: Sequence[Place]) -> bool:
    """Whether two accounts share words, as one that stands within the other does."""
    return any(a.article == b.article and a.start < b.end and b.start < a.end for a in one for b in other)
