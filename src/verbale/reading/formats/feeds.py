"""RSS, Atom and RDF feeds: each entry an article, in full where the feed carries it, else its summary, said to be one.

Nothing is fetched. Links count from the feed's own base (xml:base).
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading.formats import entries
from verbale.reading.formats.source import Found, Source
from verbale.reading.formats.web import site_called
from verbale.reading.formats.xml import check_entities
from verbale.reading.silence import libraries_unheard


def feed_articles(source: Source) -> Found:
    """The entries of a feed, each named by its address or id; an InputError for one without text."""
    import feedparser

    raw = source.raw()
    check_entities(source.name, raw)
    with libraries_unheard():
        feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        yield InputError(f"{source.name} is a feed without entries; give one that carries articles")
    outlet, terms = site_called(feed.feed.get("title")), feed.feed.get("rights")
    for number, entry in enumerate(feed.entries, 1):
        try:
            source.account.another(source.name)
            yield _entry(entry, f"{source.name}, entry {number}", outlet, terms)
        except InputError as error:
            yield error
            if source.account.is_full:
                return
    if feed.bozo and feed.entries and _breaks_off(raw):
        yield InputError(f"{source.name} breaks off after {len(feed.entries)} entries; fetch it again")


def _breaks_off(raw: bytes) -> bool:
    """Whether the end of the document is not there."""
    return not raw.rstrip(b"\0 \r\n\t").lower().endswith((b"</rss>", b"</feed>", b"</rdf:rdf>", b"-->"))


def opml_refused(source: Source) -> Found:
    """A list of feeds holds no articles; those of its feeds come where somebody gives the list itself to be added."""
    yield InputError(
        f"{source.name} is a list of feeds (OPML), no article; give it by its own name, with addresses of feeds in it,"
        " to verbale add or verbale watch"
    )


def _entry(entry: Any, where: str, outlet: str | None, terms: str | None) -> Article:  # Any: feedparser's entry
    url = entry.get("link")
    full = next((c.value for c in entry.get("content", ()) if c.get("value")), None)
    text = full or entry.get("summary")
    if not text:
        raise InputError(
            f"{where} ({url or entry.get('title', '')}) carries no text, only a link; save the page and add that"
        )
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    told = entries.Entry(
        name=url or entry.get("id") or where,
        title=entry.get("title") or None,
        html=text,
        published=f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else None,
        byline=entry.get("author") or None,
        url=url,
        terms=entry.get("rights") or terms,
        summary=not full and entries.is_summary(text),
    )
    found = entries.article_of(told)
    return replace(found, outlet=found.outlet or outlet)
