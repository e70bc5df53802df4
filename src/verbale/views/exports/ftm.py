"""Actors, articles and events as statements of FollowTheMoney (https://followthemoney.tech), in its CSV form.

A statement is one value of one property of one entity, with the dataset it comes from. Schemata and properties are
those of its documentation: Person, Organization, PublicBody, Event, Article. Its `id` is made as the library
makes it: SHA-1 of dataset, entity, property and value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import BinaryIO

from verbale.model.record import ActorLine, EventLine, Source
from verbale.model.times import bounds
from verbale.views.actors import offices
from verbale.views.cited import address_of, is_dated
from verbale.views.exports.material import Material
from verbale.views.exports.rows import Row, as_told
from verbale.views.exports.spreadsheets import write
from verbale.views.exports.tables import columns
from verbale.views.wording import event_told

DATASET = "verbale"
SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "ministry": "PublicBody",
    "organisation": "Organization",
    "outlet": "Organization",
}
"""Schema by kind of actor; the public, groups and nameless sources are nobody there."""
TYPES = {
    "name": "name", "alias": "name", "country": "country", "position": "string", "title": "string",
    "publisher": "string", "publishedAt": "date", "sourceUrl": "url", "date": "date", "startDate": "date",
    "endDate": "date", "involved": "entity", "proof": "entity", "location": "address",
    "keywords": "string", "author": "string",
}  # fmt: skip
"""The type of each property that is used."""

COLUMNS = columns(
    ("id", "text", "The statement's own id"),
    ("entity_id", "text", "The entity"),
    ("canonical_id", "text", "The same: nothing was merged with other data"),
    ("prop", "text", "The property"),
    ("prop_type", "text", "Its type"),
    ("schema", "text", "The entity's schema"),
    ("value", "text", "The value"),
    ("dataset", "text", "`verbale`"),
    ("lang", "text", "The language of the value, where it is text"),
    ("original_value", "text", "The value before it was cleaned; always empty"),
    ("external", "text", "Whether it comes from enrichment; always f"),
    ("first_seen", "day", "The day from which it is known"),
    ("last_seen", "day", "The last day on which it was told"),
    ("origin", "text", "The key of the line or article"),
)


def write_ftm(of: Material, out: BinaryIO) -> None:
    """The statements as CSV."""
    write(out, COLUMNS, _rows(of))


def _rows(of: Material) -> Iterator[Row]:
    for source in of.sources():
        yield from _article(source)
    known: dict[tuple[str, str | None], str] = {}
    for line, _ in of.lines("actors"):
        if line.name and line.kind in SCHEMATA:
            entity = _id(line.key)
            known |= {(name, line.party): entity for name in line.names}
            yield from _actor(line, entity)
    for line, _ in of.lines("events", around=False):
        yield from _event(line, known)


def _article(source: Source) -> Iterator[Row]:
    article = source.article
    values = [
        ("title", article.title),
        ("publisher", article.outlet),
        ("publishedAt", as_told(article.published)),
        ("author", article.byline),
        ("sourceUrl", address_of(article)),
    ]
    seen = source.known_from if is_dated(article) else source.added_on
    yield from _statements(_id(f"article:{article.key}"), "Article", values, (seen, seen), article.key)


def _actor(line: ActorLine, entity: str) -> Iterator[Row]:
    values = [
        ("name", line.name),
        *(("alias", name) for name in line.names if name != line.name),
        ("country", country(line.party)),
        *((("position", offices(line)),) if line.kind == "person" else ()),
    ]
    yield from _statements(entity, SCHEMATA[line.kind], values, _seen(line.tellings), line.key)


def _event(line: EventLine, known: dict[tuple[str, str | None], str]) -> Iterator[Row]:
    first, last = bounds(line.when)
    sides = dict.fromkeys(
        known[w.name, w.party] for w in (*line.actors, *line.recipients) if (w.name, w.party) in known
    )
    values = [
        ("name", event_told(line)),
        ("keywords", line.type),
        ("keywords", line.status),
        *((("date", as_told(line.when)),) if first == last else (("startDate", first), ("endDate", last))),
        ("location", line.where),
        *(("involved", entity) for entity in sides),
        *(("proof", _id(f"article:{key}")) for key in dict.fromkeys(t.article for t in line.tellings)),
    ]
    yield from _statements(_id(line.key), "Event", values, _seen(line.tellings), line.key)


def _statements(
    entity: str, schema: str, values: Iterable[tuple[str, str | None]], seen: tuple[str, str], origin: str
) -> Iterator[Row]:
    for prop, value in values:
        if value:
            made_of = f"{DATASET}.{entity}.{prop}.{value}"
            number = hashlib.sha1(made_of.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
            lang = "eng" if TYPES[prop] == "text" else None
            yield (
                number, entity, entity, prop, TYPES[prop], schema, value, DATASET, lang, None, "f", *seen, origin,
            )  # fmt: skip


def _seen(tellings: Iterable[object]) -> tuple[str, str]:
    days = sorted(t.known_from for t in tellings)  # type: ignore[attr-defined] # tellings of any kind
    return days[0], days[-1]


def _id(name: str) -> str:
    return f"verbale-{name.replace(':', '-')}"


@cache
def country(party: str | None) -> str | None:
    """The code of a state as FollowTheMoney has it (ISO 3166 alpha-2, small letters); None for what is no state."""
    import pycountry

    found = pycountry.countries.get(alpha_3=party) if party else None
    return found.alpha_2.casefold() if found else None
