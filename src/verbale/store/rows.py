"""What every store works out in the same way before it keeps anything."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from verbale.errors import InputError
from verbale.model.evidence import Finding, Reading
from verbale.model.negotiation import Actor, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Telling
from verbale.model.text import Article
from verbale.model.times import bounds, is_edtf
from verbale.store.held import Making, Redating, StoredArticle, StoredReading, StoredStatement
from verbale.store.queries import LineQuery, StatementQuery  # fmt: skip

_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that bound an article's publication, and the one from which it is known."""

    first: date | None
    last: date | None
    known_from: date


def days_of(article: Article, added_on: date) -> Days:
    """Publication from `published`, else from `published_bounds`; known from its last day, else from `added_on`."""
    first, last = _days(article.published)
    if last is None:
        first, last = _days(article.published_bounds)
    return Days(first, last, last or added_on)


def stored(article: Article, added_on: date, redated: Redating | None) -> StoredArticle:
    """An article as it counts where a person gave its date, or took one back, or nobody did."""
    if redated is None or redated.published is None:
        return StoredArticle(article, added_on, days_of(article, added_on).known_from)
    given = replace(article, published=redated.published, published_basis="stated", published_bounds=None)
    return StoredArticle(given, added_on, days_of(given, added_on).known_from, redated, article)


def told_first(pair: tuple[str, Telling[Any]]) -> tuple[str, str, str]:  # Any: a telling of whatever kind
    """What pairs of a line and a telling are put in order by; no number of a row has a say."""
    told = pair[1]
    return (told.known_from, told.article, told.key)


def unaccepted(told: Telling[Any]) -> Telling[Any]:  # Any: as above
    """A telling without what says that it was accepted."""
    if all(d.field for d in told.decided):
        return told
    return replace(told, decided=tuple(d for d in told.decided if d.field))


def as_read(given: Article, stands: Article, redated: Redating | None) -> Article:
    """`given` with the dates of its page: the date that a person gave, if it was read with that, is not one of them."""
    if redated is None or redated.published is None or given.published != redated.published:
        return given
    return replace(
        given,
        published=stands.published,
        published_basis=stands.published_basis,
        published_bounds=stands.published_bounds,
    )


def making_of(reading: Reading) -> Making:
    """With what a reading was made, as far as its findings tell."""
    seen = [found.observation for found in reading.findings]
    return Making(frozenset(o.annotator for o in seen), min((o.brief for o in seen), default=""))


def is_fresh(making: Making, whole: bool, annotators: frozenset[str], brief_hash: str) -> bool:
    """Whether a reading was made with these annotators and this brief, as far as its making is known."""
    if not whole and not making.annotators:
        return True
    same = making.annotators == annotators if whole else making.annotators <= annotators
    return same and making.brief == brief_hash


def require_date(published: str | None) -> None:
    """Raise InputError where a person's date is no EDTF."""
    if published is not None and not is_edtf(published):
        raise InputError(f"{published!r} is no date such as 2018, 2018-11 or 2018-11-14")


@dataclass(frozen=True, slots=True)
class StatementRow:
    """What statements are filtered by. `speaker` is folded; `words` joins the content's pieces with `GAP`."""

    speaker: str | None
    party: str | None
    manner: str
    act: str
    issues: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    words: str


GAP = " … "
"""Stands between the pieces of a statement's content where they are joined for searching."""


def statement_row(found: Finding[Statement], reading: Reading, days: Days) -> StatementRow:
    """The row of one statement of a reading."""
    said = found.content
    speaker = next((a.content for a in reading.findings.actors if a.key == said.speaker), None)
    first, last = _days(said.said_on)
    if first is None and last is None:
        first, last = days.first, days.last
    return StatementRow(
        speaker=folded(speaker.name) if speaker else None,
        party=speaker.party if speaker else None,
        manner=said.manner,
        act=said.act,
        issues=tuple(sorted(set(said.issues))),
        first_day=first,
        last_day=last,
        words=GAP.join(reading.article.text[start:end] for start, end in said.content),
    )


def said_in(stored: StoredReading) -> Iterator[tuple[StoredStatement, StatementRow]]:
    """The statements of a reading, each once, in the order of the text."""
    read, source = (
        stored.reading,
        StoredArticle(stored.reading.article, stored.added_on, stored.known_from, stored.redated),
    )
    actors = {a.key: a for a in read.findings.actors}
    days = days_of(source.article, source.added_on)
    first: dict[str, Finding[Statement]] = {s.key: s for s in reversed(read.findings.statements)}
    for said in sorted(first.values(), key=lambda s: (s.content.content[:1], s.key)):
        yield (
            StoredStatement(said, actors.get(said.content.speaker or ""), source),
            statement_row(said, read, days),
        )


@dataclass(frozen=True, slots=True)
class TellingRow:
    """What tellings are filtered by: `speaker` is folded; `status` is the act of a statement, the kind of a linkage or
    what became of the demand that it is."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    status: str | None
    manner: str | None
    speaker: str | None
    first_day: date | None
    last_day: date | None
    sure: int | None


def telling_row(told: Telling[Any], demand: str | None = None) -> TellingRow:
    """The row of a telling; `demand` as `New` has it."""
    content = told.content
    issues: tuple[str, ...] = ()
    status: str | None = None
    manner = speaker = when = None
    if isinstance(content, Statement):
        said_by = told.who(content.speaker)
        issues, status, manner, when = content.issues, content.act, content.manner, content.said_on
        speaker = folded(said_by.name) if said_by else None
    elif isinstance(content, Event):
        status, when = content.status, content.when
    elif isinstance(content, Position):
        issues, when = (content.issue,), content.as_of
    elif isinstance(content, Phase):
        status, when = content.status, content.since
    elif isinstance(content, Linkage):
        status = demand or content.kind
    first, last = _days(when)
    if first is None and last is None:
        first, last = map(_day, told.published)
    return TellingRow(
        tuple(sorted(told.parties)), tuple(sorted(set(issues))), status, manner, speaker, first, last, _sure(told)
    )


CERTAIN = 1000
"""The thousandths in which it is kept how sure a machine is."""
DECIDED = 2 * CERTAIN
"""How sure a telling is that a person decided on: surer than any machine."""


def thousandths(sure: float) -> int:
    """How sure a machine is, from 0 to 1, in thousandths."""
    return round(sure * CERTAIN)


def _sure(told: Telling[Any]) -> int | None:
    if isinstance(told.content, Actor):
        return None
    return DECIDED if told.decided else thousandths(told.observation.confidence)


def line_doubt(surest: int | None, loose: int | None) -> int | None:
    """The doubt in a line whose surest telling is so sure, in thousandths; None where nothing is left to decide.

    `loose` is how well its tellings fit, where that is in doubt. Of actors nothing says how sure they are.
    """
    if surest is None:
        return None
    least = surest if loose is None else min(surest, loose)
    return CERTAIN - least if least < DECIDED else None


def tells(row: TellingRow, query: LineQuery) -> bool:
    """Whether a telling is what is asked for; kind, outlet and days apart."""
    return (
        (not query.status or row.status in query.status)
        and (query.manner is None or row.manner == query.manner)
        and (query.party is None or query.party in row.parties)
        and (query.issue is None or query.issue in row.issues)
        and (query.speaker is None or folded(query.speaker) in (row.speaker or ""))
    )


def fits(row: StatementRow, query: StatementQuery) -> bool:
    """Whether a statement is what is asked for, the day it is known on apart."""
    exact = ((row.party, query.party), (row.manner, query.manner), (row.act, query.act))
    return (
        all(asked is None or value == asked for value, asked in exact)
        and (query.issue is None or query.issue in row.issues)
        and (query.speaker is None or folded(query.speaker) in (row.speaker or ""))
        and within(row.first_day, row.last_day, query.since, query.until)
    )


def within(first: date | None, last: date | None, since: date | None, until: date | None) -> bool:
    """Whether some days touch those from `since` to `until`; an open end reaches any day, unknown days touch none."""
    if since is None and until is None:
        return True
    known = first is not None or last is not None
    return known and (since is None or (last or date.max) >= since) and (until is None or (first or date.min) <= until)


@lru_cache(maxsize=1 << 14)
def folded(name: str) -> str:
    """A name without case and accents, so that it is found however it is typed."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def require_text(article: Article) -> None:
    """Raise InputError where the article cannot be kept as UTF-8: half a surrogate pair is no character."""
    for field, words in _strings(article):
        half = _HALF_A_PAIR.search(words)
        if half:
            raise InputError(
                f"{_HALF_A_PAIR.sub(_UNKNOWN, article.name)}: character {half.start()} of its {field} is half a "
                "surrogate pair, which is no text; decode it with the encoding it was written in"
            )


def require_own_words(reading: Reading) -> None:
    """Raise InputError where a finding cites words that its article does not have in that place, or other places."""
    of = reading.article
    key = of.key
    for found in reading.findings:
        who = f"{of.name}: a {found.kind} by {found.observation.annotator or 'an unnamed annotator'}"
        for p in found.passages:
            if not (found.article == p.article == key and p.words and of.text[p.start : p.end] == p.words):
                raise InputError(f"{who} cites words that are not at [{p.start}, {p.end}) of the article")
        if [(p.start, p.end) for p in found.passages] != list(found.content.spans()):
            raise InputError(f"{who} cites other passages than its content names")


def _strings(article: Article) -> Iterator[tuple[str, str]]:
    """The strings of an article, each with the name of its field."""
    for field in fields(article):
        value = getattr(article, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                yield field.name, part


@lru_cache(maxsize=1 << 14)
def _days(edtf: str | None) -> tuple[date | None, date | None]:
    """The bounds of a date as days; None for an end that is open, unknown or outside the years 1 to 9999."""
    first, last = bounds(edtf) if edtf and is_edtf(edtf) else (None, None)
    return (_day(first), _day(last))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso and len(iso) == len("2015-10-14") else None
