"""A digest as PDF, set by typst on A4 or Letter.

The template takes everything as JSON and never as markup, so that no article can set type. The face that typst brings
along has Latin, Greek and Cyrillic; other letters come from the fonts of the machine, and one that none of them has is
a box and no error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from verbale.model.edition import Entry, Note, Told
from verbale.views.digest.reading import source_of
from verbale.views.printing.sheet import (
    NOTHING,
    Paper,
    Sheet,
    beside,
    corrected,
    details,
    leads,
    numbered,
    per_week,
    row_of,
    terms_of,
)

Json = Mapping[str, Any]  # Any: JSON

FONTS = ("Libertinus Serif", "Noto Serif CJK JP", "Noto Sans CJK JP", "IPAexMincho", "Noto Serif", "DejaVu Serif")
"""Faces in the order in which a letter is looked for; the first one comes with typst."""
BREAKS = "/?&=-_."
"""Where a long address may be broken: behind these."""


def as_pdf(sheet: Sheet, paper: Paper = "a4") -> bytes:
    """The sheet as a PDF, the same to the byte for the same sheet and fonts."""
    import typst

    moment = datetime.fromisoformat(sheet.moment)
    data = json.dumps(_data(sheet, paper, moment), ensure_ascii=False)
    found = typst.compile(_template(), format="pdf", sys_inputs={"data": data}, timestamp=int(moment.timestamp()))
    return bytes(found)


@cache
def _template() -> bytes:
    return (files("verbale.views.printing") / "templates" / "digest.typ").read_bytes()


def _data(sheet: Sheet, paper: Paper, moment: datetime) -> Json:
    digest = sheet.digest
    return {
        "paper": paper,
        "fonts": FONTS,
        "author": "Verbale",
        "date": {"year": moment.year, "month": moment.month, "day": moment.day},
        "title": digest.title,
        "period": sheet.period,
        "headed": sheet.headed,
        "known": sheet.known,
        "made": sheet.made,
        "nothing": NOTHING,
        "corrected": [corrected(one) for one in sheet.corrected],
        "announced": [corrected(one) for one in sheet.announced],
        "leads": [{"heading": part.heading, "notes": [_note(note) for note in part.notes]} for part in leads(digest)],
        "sections": [
            {"heading": heading, "entries": [_entry(number, entry) for number, entry in entries]}
            for heading, entries in numbered(digest)
        ],
        "trends": [asdict(trend) | {"before": per_week(trend.before)} for trend in digest.trends],
        "newsrooms": [row_of(one) for one in digest.newsrooms],
        "terms": terms_of(digest),
    }


def _told(told: Told) -> Json:
    return {"words": told.words, "edited": told.machine is not None}


def _note(note: Note) -> Json:
    return {**_told(note.told), "cited": note.cited}


def _entry(number: int, entry: Entry) -> Json:
    return {
        "number": number,
        "headline": entry.headline,
        "outlet": entry.outlet,
        "sourced": source_of(entry),
        "details": details(entry),
        "beside": beside(entry),
        "url": entry.url,
        "site": urlsplit(entry.url).hostname if entry.url else None,
        "breakable": _breakable(entry.url or ""),
        "synopsis": [_told(told) for told in entry.synopsis],
        "takeaways": [_told(told) for told in entry.takeaways],
    }


def _breakable(address: str) -> str:
    """An address with places at which a line may end (zero width spaces)."""
    return "".join(f"{letter}\u200b" if letter in BREAKS else letter for letter in address)
