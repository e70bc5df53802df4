"""What articles tie together, as GraphML (http://graphml.graphdrawing.org): nodes are words, edges are ties.

What is told in the same words by several ties is one node, as in the drawing of the desk. A tie whose words may not be
shown joins nodes of its own without words. An event that met a precondition is a node of its own kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

from verbale.model.record import Line
from verbale.views.cited import articles_of, cite_all
from verbale.views.context import Context
from verbale.views.exports.guarding import worded
from verbale.views.exports.material import Material
from verbale.views.visible import visible
from verbale.views.wording import event_told, one_line

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
KEYS = {
    "node": ("label", "kind"),
    "edge": ("line", "kind", "polarity", "holder", "cue", "status", "within", "cited"),
}
"""What nodes and edges bear, all of it text."""


def write(of: Material, out: BinaryIO) -> None:
    """The graph, each node before the first edge that needs it."""
    out.write(HEAD.encode())
    for what, names in KEYS.items():
        for name in names:
            key = f'<key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="string"/>\n'
            out.write(key.encode())
    out.write(b'<graph edgedefault="directed">\n')
    nodes: dict[str, str] = {}
    for element in _elements(of, nodes):
        out.write(f"{element}\n".encode())
    out.write(b"</graph>\n</graphml>\n")


def _elements(of: Material, nodes: dict[str, str]) -> Iterator[str]:
    for line, against in of.lines("linkages"):
        told = {
            "kind": line.first.content.kind,
            "polarity": line.first.content.polarity,
            "holder": line.holder.name if line.holder else None,
        }
        yield from _tie(line, told, nodes, against)
    for line, met, against in of.preconditions():
        holder = against.party(line.holder) if line.holder else None
        yield from _tie(line, {"kind": "precondition", "holder": holder, "status": line.status}, nodes, against)
        if met is not None:
            name = f"event {met.key}"
            yield from _node(name, event_told(met), "event", nodes)
            asked = _name(line, 0)
            yield _element(
                "edge", {"source": nodes[name], "target": nodes[asked]}, {"kind": "met by", "line": line.key}
            )


def _tie(line: Line[Any], told: Mapping[str, str | None], nodes: dict[str, str], against: Context) -> Iterator[str]:
    line = worded(line)
    ends = line.first.passages[:2]
    for number, end in enumerate(ends):
        yield from _node(_name(line, number), one_line(end.words), "words", nodes)
    places = {"source": nodes[_name(line, 0)], "target": nodes[_name(line, 1)]}
    cue = one_line(line.first.passages[2].words)
    within = against.act_around(line.first)
    cited = cite_all(articles_of(line), against.sources)
    yield _element("edge", places, {"line": line.key, **told, "cue": cue, "within": within, "cited": cited})


def _name(line: Line[Any], end: int) -> str:
    """By what an end is the same node: its words, else the line that ties it."""
    words = one_line(worded(line).first.passages[end].words)
    return f"words {words}" if words else f"line {line.key} {end}"


def _node(name: str, label: str, kind: str, nodes: dict[str, str]) -> Iterator[str]:
    if name not in nodes:
        nodes[name] = f"n{len(nodes)}"
        yield _element("node", {"id": nodes[name]}, {"label": label, "kind": kind})


def _element(what: str, places: Mapping[str, str], told: Mapping[str, str | None]) -> str:
    named = "".join(f" {name}={quoteattr(value)}" for name, value in places.items())
    data = "".join(f'<data key="{what}-{k}">{escape(visible(v))}</data>' for k, v in told.items() if v)
    return f"<{what}{named}>{data}</{what}>"
