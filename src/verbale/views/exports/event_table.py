"""Events as analysts of event data take them: the columns of POLECAT (PLOVER 0.8), with the CAMEO root beside.

Only what a report tells as having happened bears the status `occurred`; whoever counts events must filter by it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from verbale.model.negotiation import EventType
from verbale.model.record import EventLine
from verbale.model.times import bounds
from verbale.views.cited import articles_of, spread
from verbale.views.context import Context
from verbale.views.exports.material import Material
from verbale.views.exports.rows import Row, cameo_of, joined, sentence_of
from verbale.views.exports.spreadsheets import write
from verbale.views.exports.tables import Column, columns

QUAD: dict[EventType, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "V-Coop"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "M-Coop"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "V-Conf"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "M-Conf"),
}
"""Quad code by type (PLOVER 0.8): verbal or material, cooperation or conflict."""

COLUMNS: tuple[Column, ...] = columns(
    ("Event ID", "text", "The key of the line of the record"),
    ("Event Date", "day", "The first day on which it may be"),
    ("Event Date Last", "day", "The last such day: the same where the day is told"),
    ("Event Date EDTF", "EDTF", "The day as told"),
    ("Event Type", "text", "Type of PLOVER 0.8"),
    ("Event Mode", "text", "Mode of PLOVER 0.8"),
    ("CAMEO Root", "text", "The root of CAMEO beside it"),
    ("Quad Code", "text", "V-Coop, M-Coop, V-Conf or M-Conf, by type"),
    ("Status", "text", "occurred, ongoing, planned, proposed, cancelled, denied or hypothetical"),
    ("Contexts", "text", "Contexts of PLOVER 0.8"),
    ("Actor Name", "text", "Who acts"),
    ("Actor Country", "text", "Codes of their parties (ISO 3166 alpha-3 for states)"),
    ("Recipient Name", "text", "Whom it concerns"),
    ("Recipient Country", "text", "Codes of their parties"),
    ("Placename", "text", "The place"),
    ("Event Text", "text", "The sentence that tells it, as far as it may be shown"),
    ("Articles", "number", "How many articles tell it"),
    ("Origins", "number", "To how many independent origins these go back"),
    ("Publishers", "text", "The outlets of these articles"),
    ("First Known", "day", "The day from which it is known"),
)


def write_events(of: Material, out: BinaryIO) -> None:
    """The table as CSV."""
    write(out, COLUMNS, _rows(of))


def _rows(of: Material) -> Iterator[Row]:
    for line, against in of.lines("events", around=False):
        yield _row(line, against)


def _row(line: EventLine, against: Context) -> Row:
    told = spread(articles_of(line), against.sources)
    contexts = {c for t in line.tellings for c in t.content.contexts}
    return (
        line.key, *bounds(line.when), line.when, line.type, line.mode, cameo_of(line), QUAD[line.type], line.status,
        joined(contexts), joined(w.name for w in line.actors), joined(w.party for w in line.actors if w.party),
        joined(w.name for w in line.recipients), joined(w.party for w in line.recipients if w.party), line.where,
        sentence_of(line) or None, told.articles, told.origins, joined(told.outlets),
        line.first.known_from,
    )  # fmt: skip
