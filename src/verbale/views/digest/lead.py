"""What a digest leads with: where the talks stand, what changed in its days, contradictions, dates due or slipped.

Each is a whole sentence: who and what as the record has it, then the words of the article that tells it best. Nothing
is quoted of an outlet whose rights allow the link alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from verbale.model.edition import Note, Place, Told
from verbale.model.negotiation import Statement
from verbale.model.record import Line, PhaseLine, Precondition, Record
from verbale.views.cited import articles_of, dated, first_day
from verbale.views.context import Context
from verbale.views.contradictions import Account, Accounts
from verbale.views.digest.changes import NOTES, Change, by_whom, in_brackets, is_told
from verbale.views.digest.quoting import may_quote, noted, sentence_of, with_words
from verbale.views.digest.sentences import alike, terms_in
from verbale.views.digest.spoken import in_quotes, statement_told
from verbale.views.filters import Wanted, within
from verbale.views.phases import in_course, interval
from verbale.views.tables import called
from verbale.views.wording import event_account, leading

AT_MOST = {"phase": 4, "event": 4, "precondition": 3}
"""Most of them that are of a kind."""
PAIRS = 4
"""Most contradictions."""


def stand(phases: Iterable[PhaseLine], until: str) -> PhaseLine | None:
    """The phase that the talks are in, as known on an ISO day."""
    known = [p for p in phases if min(t.known_from for t in p.tellings) <= until]
    return in_course(known)[-1] if known else None


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
    by = by_whom(line)
    lasts = in_brackets(dated(line.since, line.tellings, against.sources)) if line.since else ""
    since = lasts if line.status in ("proposed", "scheduled", "concluded") else interval(line)
    told = with_words(f"{called('stand', line.status)}{by}{since}", line.first, line.key, against)
    return noted("phase", first, told, articles_of(line), against)


def contradiction_notes(
    found: Iterable[Accounts], wanted: Wanted, printed: Collection[str], against: Context
) -> tuple[Note, ...]:
    """The accounts that came to contradict each other in the days asked for."""
    told: list[Note] = []
    for pair in found:
        days = [first_day(x.line, against.sources) for x in (pair.a, pair.b)]
        if not all(days) or not within((max(days), max(days)), wanted) or pair.line.key in printed:
            continue
        told_now = any(is_told(x.line, against.sources, wanted) for x in (pair.a, pair.b))
        one, other = (_account(x, against) for x in (pair.a, pair.b))
        seen = [p for note in told for p in note.told.places]
        if not (told_now and one and other):
            continue
        if not (_overlap(one.places, other.places) or _overlap((*one.places, *other.places), seen)):
            words = f"Accounts differ ({called('differ_in', pair.differ_in)}). {one.words} {other.words}"
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
