"""Law 7 in what leaves the dossier: an export shows no words without the act, polarity and status they stand under.

A unit is what another program reads as one: a row, an annotation, a node of JSON-LD, a tie with its two ends, an item
of a page, an entry of a calendar. Codes count in plain words. Before it stood, `tellings` and annotations showed a
refused position as a position and a denied tie as a tie, `tellings` what came through somebody's denial as plain
report, and a precondition that is denied was held open. Broken by hand, it noticed: `tellings` without `within`;
annotations without the act, or without the "not" of a tie; a timeline page whose items lack `told`; ties of GraphML
without `polarity`; rows of `events` without `status`.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from tests.views.exports.dossier import BRIEF
from tests.views.test_law7 import World, flat, law, missing, one_of_each, worlds

from verbale.model.record import Record
from verbale.views import tables
from verbale.views.exports.forms import FORMS
from verbale.views.exports.material import Material
from verbale.views.exports.tables import with_rows
from verbale.views.showing import Whole

DAY = "2020-06-02"
Unit = tuple[str, str]
"""What is shown, and the whole in which it must be told how it is meant."""


def written(form: str, of: Material) -> str:
    out = BytesIO()
    FORMS[form].write(of, out)
    return out.getvalue().decode()


def plain(code: object) -> str:
    """A cell with the plain words of the act or status that it is the code of."""
    act = tables.wording()["act"].get(code, {"tag": ""}) if isinstance(code, str) else {"tag": ""}
    status = tables.called("status", code) if code in tables.wording()["status"] and isinstance(code, str) else ""
    return f"{'' if code is None else code} {act['tag']} {status}"


def rows(of: Material) -> Iterator[Unit]:
    """The rows of all tables but those that hold articles whole; a telling's speaker stands in the row of its line."""
    speakers: dict[Any, str] = {}
    for table, told in with_rows(of):
        for row in told:
            cells = zip(table.columns, row, strict=True)
            unit = " ".join(plain(cell) for column, cell in cells if column.name not in ("annotator", "rule"))
            if table.name == "statements":
                speakers[row[0]] = str(row[1])
            if table.name == "tellings":
                unit = f"{unit} {speakers.get(row[0], '')}"
            if table.name != "articles":
                yield unit, unit


def annotations(of: Material) -> Iterator[Unit]:
    for one in json.loads(written("annotation", of))["items"]:
        quotes = [s["exact"] for t in one["target"] for s in t["selector"] if "exact" in s]
        body = " ".join(b.get("value", "") for b in one["body"])
        yield " ".join(quotes), f"{body} {' '.join(quotes)}"


def nodes(of: Material) -> Iterator[Unit]:
    for form in ("schema-org", "prov"):
        for node in json.loads(written(form, of))["@graph"]:
            unit = f"{flat(node)} {plain(node.get('keywords'))}"
            yield unit, unit


def graph(of: Material) -> Iterator[Unit]:
    """Each tie with its ends."""
    told = written("graphml", of)
    labels = dict(re.findall(r'<node id="(n\d+)">(.*?)</node>', told))
    for a, b, data in re.findall(r'<edge source="(n\d+)" target="(n\d+)">(.*?)</edge>', told):
        unit = html.unescape(re.sub(r"<[^>]+>", " ", f"{labels[a]} {data} {labels[b]}"))
        yield unit, unit


def items(of: Material) -> Iterator[Unit]:
    """The items of lists, and what the drawing of the timeline shows."""
    for form in ("timeline-html", "positions-html", "timeline-svg"):
        for found in re.findall(r"<li>.*?</li>|<g .*?</g>", written(form, of), re.DOTALL):
            unit = html.unescape(re.sub(r"<[^>]+>", " ", found))
            yield unit, unit


def lines(of: Material) -> Iterator[Unit]:
    """The rows and entries that are text."""
    for form in ("events", "positions-csv", "ftm"):
        for row in csv.reader(written(form, of).splitlines()):
            yield " ".join(row), " ".join(map(plain, row))
    for form in ("csl", "ris", "bibtex"):
        yield from ((line, line) for line in written(form, of).splitlines())
    for entry in written("ical", of).replace("\r\n ", "").split("BEGIN:VEVENT"):
        yield entry, entry


def units(record: Record) -> Iterator[Unit]:
    of = Material(Whole(record, DAY, BRIEF), BRIEF, DAY, "Talks", whole=True)
    for shown in (rows, annotations, nodes, graph, items, lines):
        for words, unit in shown(of):
            yield words, f"{shown.__name__}: {unit}"


def broken_by(world: World) -> list[str]:
    shown = list(units(world.record))
    return [f"{m.token}: {unit}" for m in world.marks for words, unit in shown if m.token in words and missing(unit, m)]


@pytest.mark.slow
@law
@given(worlds())
def test_no_export_shows_words_without_act_polarity_and_status(world: World) -> None:
    assert broken_by(world) == []


def test_one_of_each_kind_is_exported_and_keeps_the_law() -> None:
    record, marks = one_of_each()
    shown = [words for words, _ in units(record)]
    assert all(sum(m.token in words for words in shown) > 2 for m in marks)
    assert broken_by(World(record, marks)) == []
