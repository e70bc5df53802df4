"""Statements, events, positions, phases and ties as W3C Web Annotations (https://www.w3.org/TR/annotation-model/).

A target is an article with a position selector, and a quote selector where the words may be shown. Positions count the
Unicode code points of the text that the dossier holds; the URN of the article names it, its address is the source's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from verbale.model.record import Telling
from verbale.views.context import Context
from verbale.views.exports.ldjson import Json, address, dumped, without_nothing, write_list
from verbale.views.exports.material import LINES, Material
from verbale.views.tables import called
from verbale.views.ties import tie_called
from verbale.views.wording import event_account, label_of

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the words that help to find them again."""


def write(of: Material, out: BinaryIO) -> None:
    """One collection of one page with all annotations (§ 5 of the model)."""
    head = {"@context": CONTEXT, "id": address("annotations", of.on), "type": "AnnotationPage"}
    out.write(f'{dumped(head)[:-1]},\n"items": ['.encode())
    write_list(out, _annotations(of))
    out.write(b"]}\n")


def _annotations(of: Material) -> Iterator[Json]:
    for kind in LINES:
        for line, against in of.lines(kind, around=kind not in ("utterances", "events")):
            for told in line.tellings:
                yield _annotation(told, kind, line.key, against)


def _annotation(told: Telling[Any], kind: str, line: str, against: Context) -> Json:
    places = told.passages[: len(told.content.content)] if told.kind == "statement" else told.passages[:1]
    return {
        "id": address("finding", told.key),
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software", "name": told.observation.annotator},
        "body": [
            {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": _label(told, against)},
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": kind},
            {"type": "SpecificResource", "purpose": "linking", "source": address("line", line)},
        ],
        "target": [_target(told, n, against) for n in range(len(places))],
    }


def _target(told: Telling[Any], number: int, against: Context) -> Json:
    place, article = told.passages[number], against.sources[told.article].article
    selectors: list[Json] = [{"type": "TextPositionSelector", "start": place.start, "end": place.end}]
    if place.words:
        before, after = article.text[max(0, place.start - AROUND) : place.start], article.text[place.end :][:AROUND]
        quote = {"type": "TextQuoteSelector", "exact": place.words, "prefix": before, "suffix": after}
        selectors.append(without_nothing(quote))
    source: Json = {"id": address("article", told.article), "type": "Text", "format": "text/plain"}
    if article.url:
        source["canonical"] = article.url
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _label(told: Telling[Any], against: Context) -> str:
    """What the finding is, with act, polarity or status, and the act under which it stands."""
    act = "" if told.kind in ("statement", "event") else against.act_around(told)
    return f"{_name(told)} [{act}]" if act else _name(told)


def _name(told: Telling[Any]) -> str:
    content = told.content
    if told.kind == "statement":
        return label_of(told)
    if told.kind == "event":
        return event_account(told)
    if told.kind == "position":
        return f"{content.party}: {content.issue}"
    return called("phase", content.status) if told.kind == "phase" else tie_called(content)
