"""JSON-LD documents written node by node, so that a large dossier need not be held."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from verbale.views.visible import escaped_json

Json = dict[str, Any]  # Any: JSON


def write(out: BinaryIO, context: Any, nodes: Iterable[Json], **beside: Any) -> None:  # Any: JSON
    """A document with a context, what stands beside it at the top, and a graph of nodes."""
    head = {"@context": context, **beside}
    out.write(f'{dumped(head)[:-1]},\n"@graph": ['.encode())
    write_list(out, nodes)
    out.write(b"]}\n")


def write_list(out: BinaryIO, nodes: Iterable[Json]) -> None:
    """Nodes one a line, parted by commas."""
    for number, node in enumerate(nodes):
        out.write(b",\n" if number else b"\n")
        out.write(dumped(without_nothing(node)).encode("utf-8", "backslashreplace"))
    out.write(b"\n")


def dumped(value: Any) -> str:  # Any: JSON
    """A value as JSON on one line."""
    return escaped_json(json.dumps(value, ensure_ascii=False))


def without_nothing(node: Mapping[str, Any]) -> Json:
    """A node without fields that hold nothing."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def address(kind: str, key: str) -> str:
    """The name of something of the dossier as a URN: `urn:verbale:article:…`."""
    return f"urn:verbale:{kind}:{key}"
