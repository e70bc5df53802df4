"""The record as flat tables, with the dictionary that says what each column holds.

One table a kind of line, beside the articles and the tellings by which lines lead back to places in articles. What
holds several values holds them in one cell, parted by `; `.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from verbale.views.exports import rows
from verbale.views.exports.aside import Aside
from verbale.views.exports.material import Material
from verbale.views.exports.rows import Row

Kind = Literal["text", "number", "share", "yes or no", "day", "EDTF"]


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
            ("terms", "text", "What the item itself says of its copyright and use"),
            ("text", "text", "Its text, where all of it may be shown"),
        ),
        rows.articles,
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
        rows.statements,
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
        rows.events,
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
        rows.positions,
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
        rows.phases,
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
        rows.linkages,
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
        rows.preconditions,
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
        rows.contradictions,
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
        rows.calendar,
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
        rows.actors,
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
            ("status", "text", "The act of a statement, polarity of a tie, status of an event or phase in this report"),
            ("manner", "text", "How a statement is quoted"),
            ("when", "EDTF", "The day that this report gives"),
            ("relayed_by", "text", "Through whom we have it, the innermost first"),
            ("within", "text", "The act under which the words stand, such as a refusal, and whose"),
            ("known_from", "day", "The day from which it is known"),
            ("annotator", "text", "What found it, with its version"),
            ("rule", "text", "By which rule"),
            ("confidence", "share", "How surely, from 0 to 1"),
            ("decided", "text", "What people decided about it"),
        ),
        None,
    ),
)  # fmt: skip


def with_rows(of: Material) -> Iterator[tuple[Table, Iterator[Row]]]:
    """Every table with its rows, to be taken one after another.

    What articles tell is put aside as the lines are gone through, so that none need be fetched twice.
    """
    with Aside() as aside:
        noting = replace(of, noted=lambda *noted: aside.put(rows.tellings(*noted)))
        for table in TABLES:
            yield table, table.rows(noting) if table.rows else aside.rows()


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
