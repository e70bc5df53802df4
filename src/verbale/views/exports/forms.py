"""Every form in which a dossier is exported: its ending, its media type, what it is, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from verbale.views.exports import (
    annotation,
    columnar,
    event_table,
    ftm,
    graphml,
    ical,
    pages,
    pictures,
    provenance,
    references,
    schema_org,
    spreadsheets,
)
from verbale.views.exports.material import Material


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the ending of its files, its media type, what it is in a line, and what writes it."""

    ending: str
    media_type: str
    about: str
    write: Callable[[Material, BinaryIO], None]


FORMS: Mapping[str, Form] = {
    "csv": Form(".zip", "application/zip", "Tables as CSV with their dictionary", spreadsheets.zipped),
    "parquet": Form(".zip", "application/zip", "Tables as Parquet, the dictionary in their metadata", columnar.zipped),
    "annotation": Form(
        ".jsonld",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        "Every report as a W3C Web Annotation of its article",
        annotation.write,
    ),
    "prov": Form(".jsonld", "application/ld+json", "Where each line comes from (PROV-O)", provenance.write_prov),
    "schema-org": Form(
        ".jsonld",
        "application/ld+json",
        "Articles, quotations and claims in the words of schema.org",
        schema_org.write_schema_org,
    ),
    "csl": Form(".json", "application/vnd.citationstyles.csl+json", "The articles as CSL-JSON", references.csl),
    "bibtex": Form(".bib", "application/x-bibtex", "The articles as BibTeX", references.bibtex),
    "ris": Form(".ris", "application/x-research-info-systems", "The articles as RIS", references.ris),
    "ical": Form(".ics", "text/calendar; charset=utf-8", "The days that were set, as iCalendar", ical.write),
    "events": Form(
        ".csv", "text/csv; charset=utf-8", "Events with PLOVER types, POLECAT columns", event_table.write_events
    ),
    "graphml": Form(".graphml", "application/graphml+xml", "What is tied to what, as a graph", graphml.write),
    "ftm": Form(
        ".csv", "text/csv; charset=utf-8", "Actors, events and articles as FollowTheMoney statements", ftm.write_ftm
    ),
    "timeline-html": Form(".html", "text/html; charset=utf-8", "The timeline as one page", pictures.html),
    "timeline-svg": Form(".svg", "image/svg+xml", "The timeline as a drawing", pictures.svg),
    "timeline-png": Form(".png", "image/png", "The timeline as a picture", pictures.png),
    "positions-html": Form(
        ".html", "text/html; charset=utf-8", "What each party wants on each issue, as one page", pages.positions
    ),
    "positions-csv": Form(".csv", "text/csv; charset=utf-8", "The same as a table", spreadsheets.positions),
}
"""The forms that are made of the record; the whole dossier as JSON lines is written by `verbale.archiving`."""
