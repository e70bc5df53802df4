"""The timeline as a drawing that stands by itself: SVG, PNG made of it, and a page with the list beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import BinaryIO

from verbale.model.record import EventLine
from verbale.model.times import written
from verbale.views.chart import Chart, Lane, Mark, window_of
from verbale.views.cited import articles_of, cite_all
from verbale.views.context import Context
from verbale.views.drawing import chart_of, drawn
from verbale.views.exports.guarding import worded
from verbale.views.exports.material import Material
from verbale.views.exports.pages import page
from verbale.views.timeline import Entry, told, when, words
from verbale.views.visible import visible

MARGIN = 132
"""Units left of the drawing, in which the lanes are named."""
STYLE = """
text { font: 11px "DejaVu Sans", "Noto Sans", "Noto Sans CJK JP", sans-serif; fill: #1d2733 }
.tick { stroke: #d8dde3; fill: #5b6672 } text.tick { stroke: none }
.lane { stroke: #9aa4af; stroke-width: .6 } text.lane { stroke: none; font-weight: 600 }
.today { stroke: #8a2f2f; stroke-width: 1.2 } text.today { stroke: none; fill: #8a2f2f; text-anchor: end }
text.before { text-anchor: end } rect { fill: #2f5f8a; stroke: #2f5f8a }
.phase rect { fill: #8a5a2f; stroke: #8a5a2f } .planned rect, .proposed rect { fill: #fff; stroke-width: 1.4 }
.cancelled rect, .denied rect { fill: #fff; stroke: #8a2f2f; stroke-dasharray: 2 2 }
.slip { stroke: #8a2f2f; stroke-dasharray: 1.5 2 } .ghost { fill: #fff; stroke: #8a2f2f }
"""
TYPESET = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), format: "svg", width: 1160pt)
"""
SHARP = 144.0
"""Dots an inch of the PNG."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the list: its day for the order, its key, when and what it is, the words that tell it, who does."""

    day: str
    key: str
    when: str
    told: str
    words: str
    cited: str


def svg(of: Material, out: BinaryIO) -> None:
    """The drawing as SVG."""
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(_svg(_drawing(of.timeline(), of)).encode())


def png(of: Material, out: BinaryIO) -> None:
    """The drawing as PNG."""
    import typst

    drawn = _svg(_drawing(of.timeline(), of))
    out.write(typst.compile(TYPESET.encode(), format="png", ppi=SHARP, sys_inputs={"drawing": drawn}))


def html(of: Material, out: BinaryIO) -> None:
    """A page with the drawing and, below it, all that it shows as a list with its sources."""
    shown: list[Told] = []

    def passing() -> Iterator[tuple[Entry, Context]]:
        for entry, against in of.timeline():
            if entry.listed:
                shown.append(_told(entry, against))
            yield entry, against

    drawing = _svg(_drawing(passing(), of))
    shown.sort(key=lambda told: (told.day, told.key))
    out.write(page(f"{of.title}: timeline", of.on, _body(shown, drawing)).encode())


def _told(entry: Entry, against: Context) -> Told:
    line = entry.line
    readable = replace(entry, line=worded(line)) if isinstance(line, EventLine) else entry
    shown = words(readable, against) if any(p.words for p in readable.line.first.passages) else ""
    cited = cite_all(articles_of(line), against.sources)
    return Told(entry.day, line.key, when(entry, against), told(entry), shown, cited)


def _drawing(entries: Iterable[tuple[Entry, Context]], of: Material) -> Chart:
    """The drawing; each entry is read against its own context, and only what is drawn of it is held."""
    today = date.fromisoformat(of.on)
    every = [one for entry, against in entries for one in drawn([entry], against, today)]
    return chart_of(every, window_of(every, today), of.brief, of.wanted, today)


def _svg(chart: Chart) -> str:
    height = chart.height + 42
    first, last = written(chart.window.first.isoformat()), written(chart.window.last.isoformat())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} -10 {MARGIN + 1020} {height:g}"'
        f' width="{MARGIN + 1020}" height="{height:g}" role="img"><title>{first} to {last}</title>'
        f"<style>{escape(STYLE, quote=False)}</style>{''.join(_parts(chart))}</svg>\n"
    )


def _parts(chart: Chart) -> Iterator[str]:
    high = f"{chart.height:g}"
    for x, name in chart.ticks:
        yield f'<line class="tick" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{high}"/>'
        yield f'<text class="tick" x="{x + 3:.1f}" y="{chart.height + 16:g}">{_text(name)}</text>'
    for lane in chart.lanes:
        yield from _lane(lane)
    yield f'<line class="lane" x1="{-MARGIN}" x2="1000" y1="{high}" y2="{high}"/>'
    if chart.today is not None:
        yield f'<line class="today" x1="{chart.today:.1f}" x2="{chart.today:.1f}" y1="-4" y2="{chart.height + 4:g}"/>'


def _lane(lane: Lane) -> Iterator[str]:
    name = lane.name if len(lane.name) <= 18 else f"{lane.name[:17]}…"
    yield f'<line class="lane" x1="{-MARGIN}" x2="1000" y1="{lane.y:g}" y2="{lane.y:g}"/>'
    yield f'<text class="lane" x="{-MARGIN + 2}" y="{lane.y + 18:g}">{_text(name)}</text>'
    for mark in lane.marks:
        yield f'<g class="{mark.told.look}"><title>{_text(mark.told.name)}</title>{"".join(_mark(mark))}</g>'


def _mark(mark: Mark) -> Iterator[str]:
    middle = mark.y + 4.5
    for x in mark.ghosts:
        yield f'<line class="slip" x1="{x:.1f}" x2="{mark.middle:.1f}" y1="{middle:g}" y2="{middle:g}"/>'
        yield f'<circle class="ghost" cx="{x:.1f}" cy="{middle:g}" r="2.5"/>'
    yield f'<rect x="{mark.x:.1f}" y="{mark.y:g}" width="{mark.width:.1f}" height="9" rx="4.5"/>'
    if mark.told.label:
        look = ' class="before"' if mark.label_before else ""
        yield f'<text{look} x="{mark.label_x:.1f}" y="{mark.label_y:g}">{_text(mark.told.label)}</text>'


def _text(words: str) -> str:
    return escape(visible(words))


def _body(shown: Iterable[Told], drawn: str) -> Iterator[str]:
    yield f"<figure>{drawn}</figure><ol>"
    for one in shown:
        quoted = f"<blockquote>{_text(one.words)}</blockquote>" if one.words else ""
        yield f"<li><b>{_text(one.when)}</b> {_text(one.told)}{quoted}<cite>{_text(one.cited)}</cite></li>\n"
    yield "</ol>"
