"""The record as flat tables, with the dictionary that says what each column holds.

One table a kind of line, beside the articles and the tellings by which lines lead back to places in articles. What
holds several values holds them in one cell, parted by `; `.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from verbale.model.record import EventLine, Line, Telling, Utterance, Who
from verbale.model.times import bounds
from verbale.views.actors import offices
from verbale.views.calendar import outcome
from verbale.views.cited import articles_of, cite_all, cite_source, is_dated, spread
from verbale.views.context import Context
from verbale.views.exports.aside import Aside, Row
from verbale.views.exports.guarding import worded
from verbale.views.exports.material import Material
from verbale.views.phases import phase_told
from verbale.views.positions import change
from verbale.views.ties import linkage_told
from verbale.views.wording import best, event_told, one_line

Kind = Literal["text", "number", "share", "yes or no", "day", "EDTF"]
PLURAL = "; "


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are (`day` is an ISO day), and what they tell."""

    name: str
    kind: Kind
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row of it is, its columns, and its rows; without these where they come with others'."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Material], Iterator[Row]] | None


def words_of(told: Telling[Any], spans: int | None = None) -> str:
    """The words of a telling's first passages that may be shown, on one line."""
    return " … ".join(one_line(p.words) for p in told.passages[:spans] if p.words)


def told_of(line: Utterance, against: Context) -> str:
    """An utterance as one sentence; who made it alone where its words may not be shown."""
    line = worded(line)
    telling = best(line, against.sources)
    if not words_of(telling, len(telling.content.content)):
        return ""
    spoken = against.spoken(line)
    return spoken.sentence if spoken else ""


def _articles(of: Material) -> Iterator[Row]:
    for source in of.sources():
        a, rights = source.article, of.guard.rights(source)
        yield (
            a.key, a.title, a.outlet, a.published, *bounds(a.published), a.published_basis, a.page,
            " > ".join(a.section), a.byline, a.credit, a.abridged, a.kind, a.url,
            source.known_from if is_dated(a) else None, source.added_on, source.origin, source.newsroom, rights,
            a.text if rights == "full" else None,
        )  # fmt: skip


def _statements(of: Material) -> Iterator[Row]:
    for line, against in of.lines("utterances"):
        shown = best(line, against.sources)
        who = line.speaker
        yield (
            line.key, who and who.name, who and who.kind, who and who.party, who and who.role, shown.content.act,
            shown.content.manner, line.said_on, *bounds(line.said_on),
            joined({i for t in line.tellings for i in t.content.issues}), told_of(line, against) or None,
            *_spread(line, against),
        )  # fmt: skip


def _events(of: Material) -> Iterator[Row]:
    for line, against in of.lines("events", around=False):
        yield (
            line.key, line.type, line.mode, cameo_of(line), line.status, line.when, *bounds(line.when), line.where,
            *_sides(line.actors), *_sides(line.recipients), event_told(line), *_spread(line, against),
        )  # fmt: skip


def position_rows(of: Material) -> Iterator[Row]:
    """The rows of the table of positions."""
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


def _phases(of: Material) -> Iterator[Row]:
    for line, against in of.lines("phases", around=False):
        sides = joined(w.name for w in line.by)
        yield (line.key, line.status, line.since, line.until, sides, phase_told(line), *_spread(line, against))


def _linkages(of: Material) -> Iterator[Row]:
    for line, against in of.lines("linkages"):
        who, content = line.holder, line.first.content
        yield (
            line.key, content.kind, content.polarity, who and who.name, who and who.party, *_ends(worded(line).first),
            against.act_around(line.first) or None, linkage_told(line), *_spread(line, against),
        )  # fmt: skip


def _preconditions(of: Material) -> Iterator[Row]:
    for line, met, against in of.preconditions():
        yield (
            line.key, line.holder, line.status, met.key if met else None, event_told(met) if met else None,
            *_ends(worded(line).first), against.act_around(line.first) or None, *_spread(line, against),
        )  # fmt: skip


def _contradictions(of: Material) -> Iterator[Row]:
    for pair, against in of.contradictions():
        sides = (pair.a, pair.b)
        yield (
            pair.line.key, pair.line.differ_in, pair.line.rule, *(s.line.key for s in sides),
            *(s.told if s.words else None for s in sides), *(_cited(s.line, against) for s in sides),
        )  # fmt: skip


def _calendar(of: Material) -> Iterator[Row]:
    for found, against in of.appointments():
        by_key = {t.key: t for t in found.line.tellings}
        for number, set_for in enumerate(found.announced.dates, 1):
            telling = by_key.get(set_for.telling, found.line.first)
            yield (
                found.line.key, number, set_for.day, *bounds(set_for.day), found.line.type, event_told(found.line),
                outcome(found), found.ends, telling.key, telling.article, cite_source(against.sources[telling.article]),
            )  # fmt: skip


def _actors(of: Material) -> Iterator[Row]:
    for line, against in of.lines("actors"):
        if line.name:
            yield (
                line.key, line.name, line.kind, line.party, joined(line.names), offices(line) or None,
                *_spread(line, against),
            )  # fmt: skip


def with_rows(of: Material) -> Iterator[tuple[Table, Iterator[Row]]]:
    """Every table with its rows, to be taken one after another.

    What articles tell is put aside as the lines are gone through, so that none need be fetched twice.
    """
    with Aside() as aside:
        noting = replace(of, noted=lambda kind, line: aside.put(_tellings(kind, line)))
        for table in TABLES:
            yield table, table.rows(noting) if table.rows else aside.rows()


def _tellings(kind: str, line: Line[Any]) -> Iterator[Row]:
    for t in line.tellings:
        places = t.passages[: len(t.content.content)] if t.kind == "statement" else t.passages[:1]
        content, relays = t.content, joined(r.speaker.name for r in t.relays if r.speaker)
        yield (
            line.key, kind, t.key, t.article, places[0].start, places[-1].end, words_of(t, len(places)) or None,
            getattr(content, "act", None) or getattr(content, "status", None), getattr(content, "manner", None),
            getattr(content, "said_on", None) or getattr(content, "when", None), relays, t.known_from,
            t.observation.annotator, t.observation.rule, round(t.observation.confidence, 3),
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


def columns(*given: tuple[str, Kind, str]) -> tuple[Column, ...]:
    """Columns by name, kind and what they tell."""
    return tuple(Column(*one) for one in given)


_LINE: tuple[str, Kind, str] = ("line", "text", "The key of the line of the record; stable while its first report is")
_SPREAD: tuple[tuple[str, Kind, str], ...] = (
    ("articles", "number", "How many articles tell it"),
    ("origins", "number", "To how many independent origins these go back; copies add none"),
    ("outlets", "text", "The outlets of these articles"),
    ("left_out", "number", "Reports of a very long line that are not among those counted here"),
    ("cited", "text", "Outlet, day and page of the first article, and who else has it"),
    ("notes", "text", "What people decided about it, and whether newer versions of its articles took it back"),
)
_KINDS = "person, state, government, ministry, organisation, outlet, public, group or anonymous"
_ENDS: tuple[tuple[str, Kind, str], ...] = (
    ("from_words", "text", "The words of what is asked for, or of the cause"),
    ("to_words", "text", "The words of what is granted for it, or of the effect"),
    ("cue", "text", "The words that tie them"),
    (
        "within",
        "text",
        "The act under which it stands, such as a refusal, and whose: the words alone may say the opposite",
    ),
)

TABLES: tuple[Table, ...] = (
    Table(
        "articles",
        "An article as an outlet published it",
        columns(
            ("article", "text", "The key of the article: a hash of its text and the date given with it"),
            ("title", "text", "Its headline"),
            ("outlet", "text", "Who published it; empty where nobody knows"),
            ("published", "EDTF", "When it was published, as told or set by a person"),
            ("published_first", "day", "The first day on which it may have been published"),
            ("published_last", "day", "The last such day"),
            ("published_basis", "text", "Whether that is stated, inferred (guessed) or unknown"),
            ("page", "text", "The page, or the time of a broadcast"),
            ("section", "text", "The section of the page, the widest first"),
            ("byline", "text", "Who wrote it"),
            ("credit", "text", "Who translated or summarised it"),
            ("abridged", "yes or no", "Whether it was shortened"),
            ("kind", "text", "news, editorial, opinion, interview or digest"),
            ("url", "text", "Its address"),
            ("known_from", "day", "The day from which it counts; empty for an undated one"),
            ("added_on", "day", "When it was added to the dossier"),
            ("origin", "text", "The key of the article whose text it goes back to"),
            ("newsroom", "text", "The house that published it"),
            ("rights", "text", "full, excerpt or link: what may be shown of its text"),
            ("text", "text", "Its text, where all of it may be shown"),
        ),
        _articles,
    ),
    Table(
        "statements",
        "An utterance: one act of speaking, reported by one or more articles",
        columns(
            _LINE,
            ("speaker", "text", "Who spoke; empty where nobody is named"),
            ("speaker_kind", "text", _KINDS),
            ("party", "text", "The code of the party that the speaker speaks for"),
            ("role", "text", "The office that the report gives the speaker"),
            ("act", "text", "The act of speaking, such as state, deny or reject"),
            ("manner", "text", "direct, indirect or mixed"),
            ("said_on", "EDTF", "When it was said, where a report tells"),
            ("said_on_first", "day", "The first day on which it may have been said"),
            ("said_on_last", "day", "The last such day"),
            ("issues", "text", "Ids of the issues that it is about"),
            ("told", "text", "The utterance as one sentence that carries its act"),
            *_SPREAD,
        ),
        _statements,
    ),
    Table(
        "events",
        "What happened, is planned, was cancelled or denied",
        columns(
            _LINE,
            ("type", "text", "Type of PLOVER 0.8"),
            ("mode", "text", "Mode of PLOVER 0.8"),
            ("cameo", "text", "The root of CAMEO beside it"),
            ("status", "text", "occurred, ongoing, planned, proposed, cancelled, denied or hypothetical"),
            ("when", "EDTF", "When it is or was, where a report tells"),
            ("first_day", "day", "The first day on which it may be"),
            ("last_day", "day", "The last such day"),
            ("where", "text", "The place"),
            ("actors", "text", "Who acts"),
            ("actor_parties", "text", "Codes of their parties"),
            ("recipients", "text", "Whom it concerns"),
            ("recipient_parties", "text", "Codes of their parties"),
            ("told", "text", "The event with its status, in plain words"),
            *_SPREAD,
        ),
        _events,
    ),
    Table(
        "positions",
        "One step of what a party wants on an issue",
        columns(
            _LINE,
            ("party", "text", "The code of the party"),
            ("party_name", "text", "Its name"),
            ("issue", "text", "The id of the issue"),
            ("issue_name", "text", "Its name"),
            ("step", "number", "The number of the step in the order of time"),
            ("known_from", "day", "The day from which it is known"),
            ("as_of", "EDTF", "The day that the words give"),
            ("change", "text", "What the words say of the step before: new, reaffirmed, shifted"),
            ("possible", "text", "A change that the wording suggests and nobody asserted"),
            ("change_told", "text", "The change in plain words"),
            ("words", "text", "The words of the article"),
            ("within", "text", "The act under which they stand, such as a refusal, and whose"),
            ("telling", "text", "The key of the finding"),
            ("article", "text", "The key of the article"),
            ("restated", "number", "How many later reports repeat the step"),
            ("cited", "text", "Outlet, day and page"),
        ),
        position_rows,
    ),
    Table(
        "phases",
        "A time during which the talks were in one phase",
        columns(
            _LINE,
            ("status", "text", "proposed, scheduled, under_way, accelerated, stalled, suspended, resumed, concluded …"),
            ("since", "EDTF", "From when"),
            ("until", "EDTF", "Until when; empty while it goes on or where nobody tells"),
            ("by", "text", "Who brought it about"),
            ("told", "text", "The phase in plain words"),
            *_SPREAD,
        ),
        _phases,
    ),
    Table(
        "linkages",
        "How the text ties one thing to another, preconditions apart",
        columns(
            _LINE,
            ("kind", "text", "cause, concern, independence, leverage or reprisal"),
            ("polarity", "text", "negative where the tie is denied"),
            ("holder", "text", "Who ties them; empty for the writer"),
            ("holder_party", "text", "The code of the holder's party"),
            *_ENDS,
            ("told", "text", "Who ties, and how"),
            *_SPREAD,
        ),
        _linkages,
    ),
    Table(
        "preconditions",
        "What a holder asks for before it grants something",
        columns(
            _LINE,
            ("holder", "text", "The code of the party that asks"),
            ("status", "text", "open, met or dropped"),
            ("met_by", "text", "The line of the event that met it"),
            ("met_by_told", "text", "That event in plain words"),
            *_ENDS,
            *_SPREAD,
        ),
        _preconditions,
    ),
    Table(
        "contradictions",
        "Two accounts that cannot both be true",
        columns(
            _LINE,
            ("differ_in", "text", "What they differ in"),
            ("rule", "text", "The rule by which they were set against each other"),
            ("line_a", "text", "The line of the one account"),
            ("line_b", "text", "The line of the other"),
            ("told_a", "text", "The one account with its act or status"),
            ("told_b", "text", "The other"),
            ("cited_a", "text", "Who tells the one"),
            ("cited_b", "text", "Who tells the other"),
        ),
        _contradictions,
    ),
    Table(
        "calendar",
        "A day that was set for an event",
        columns(
            ("line", "text", "The line of the event"),
            ("number", "number", "1 for the first day that was set, and so on with each slip"),
            ("day", "EDTF", "The day set"),
            ("first_day", "day", "The first day that is meant"),
            ("last_day", "day", "The last such day"),
            ("type", "text", "Type of PLOVER 0.8"),
            ("told", "text", "The event with its status, in plain words"),
            ("outcome", "text", "What came of the days set, in plain words"),
            ("ends", "text", "kept, moved, cancelled, lapsed or open in the end"),
            ("telling", "text", "The key of the finding that sets the day"),
            ("article", "text", "The key of its article"),
            ("cited", "text", "Outlet, day and page"),
        ),
        _calendar,
    ),
    Table(
        "actors",
        "Who acts and speaks",
        columns(
            _LINE,
            ("name", "text", "The fullest name"),
            ("kind", "text", _KINDS),
            ("party", "text", "The code of the party"),
            ("names", "text", "All names"),
            ("offices", "text", "Offices, with the days on which they were told"),
            *_SPREAD,
        ),
        _actors,
    ),
    Table(
        "tellings",
        "One report of a line: where it stands in which article (actors' mentions apart)",
        columns(
            _LINE,
            ("line_kind", "text", "utterances, events, positions, phases, linkages or preconditions"),
            ("telling", "text", "The key of the finding"),
            ("article", "text", "The key of the article"),
            ("start", "number", "Where its words begin in the text, in Unicode code points"),
            ("end", "number", "Where they end"),
            ("words", "text", "The words there, as far as they may be shown"),
            ("status", "text", "The act of a statement; the status of an event or phase as this report tells it"),
            ("manner", "text", "How a statement is quoted"),
            ("when", "EDTF", "The day that this report gives"),
            ("relayed_by", "text", "Through whom we have it, the innermost first"),
            ("known_from", "day", "The day from which it is known"),
            ("annotator", "text", "What found it, with its version"),
            ("rule", "text", "By which rule"),
            ("confidence", "share", "How surely, from 0 to 1"),
            ("decided", "text", "What people decided about it"),
        ),
        None,
    ),
)  # fmt: skip

DICTIONARY = columns(
    ("table", "text", "The table"),
    ("column", "text", "The column; empty for the table itself"),
    ("kind", "text", "What its cells are"),
    ("about", "text", "What they tell"),
)


def dictionary(tables: Iterable[Table] = TABLES) -> Iterator[Row]:
    """What each table and column holds, as rows of `DICTIONARY`."""
    for table in tables:
        yield (table.name, "", "", table.about)
        for column in table.columns:
            yield (table.name, column.name, column.kind, column.about)


BY_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}
