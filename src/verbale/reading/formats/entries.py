"""Entries of feeds and items of news agencies: parts told by a machine, put together as one article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape, unescape

from verbale.errors import InputError
from verbale.model.text import Article, Dateline
from verbale.model.times import is_edtf
from verbale.reading import pages
from verbale.reading.formats import web
from verbale.reading.outlets import outlet_called
from verbale.reading.tables import patterns

_TAGS = re.compile(r"<(?:p|div|br|h\d|ul|ol|table|blockquote|section|article|span|a|em|strong)\b[^<>]*>", re.IGNORECASE)
_LONGEST_NAME = 500
_LONGEST_TERMS = 2_000
_MARKUP = re.compile(r"<[^<>]*>")
_ENDING = 200
"""Characters at the end of a text that show whether it is cut off."""
_SHORT = 60
"""Words; a feed's text with fewer is taken for a summary."""
_HALF_A_PAIR = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed, an agency or a table tells of one article.

    `published` is EDTF; `html` and `text` are its running text, of which the first that is there counts; `summary` says
    that it is only one.
    """

    name: str
    title: str | None = None
    html: str | None = None
    text: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    place: str | None = None
    page: str | None = None
    section: tuple[str, ...] = ()
    url: str | None = None
    terms: str | None = None
    summary: bool = False


def article_of(entry: Entry) -> Article:
    """The article of an entry; what was told beside the text comes before what the text seems to say.

    Raises InputError where there is no text.
    """
    if half := _HALF_A_PAIR.search(f"{entry.title or ''}{entry.html or ''}{entry.text or ''}{entry.name}"):
        raise InputError(f"{entry.name!a} has half a surrogate pair at character {half.start()}; write it whole")
    entry = replace(entry, name=" ".join(entry.name.split())[:_LONGEST_NAME])
    read = _of_html(entry) if entry.html else _of_text(entry)
    outlet = outlet_called(entry.outlet) if entry.outlet else None
    return replace(
        read,
        title=entry.title or read.title,
        outlet=(outlet.name if outlet else entry.outlet) or read.outlet,
        byline=entry.byline or read.byline,
        dateline=read.dateline or (Dateline(entry.place, None) if entry.place else None),
        page=entry.page or read.page,
        section=entry.section or read.section,
        abridged=read.abridged or entry.summary,
        extracted=True,
        terms=terms_of(entry.terms) or read.terms,
    )


def _of_html(entry: Entry) -> Article:
    head = escape(entry.title or "")
    heading = f"<h1>{head}</h1>" if head else ""
    page = f"<html><head><title>{head}</title></head><body><article>{heading}{entry.html}</article></body></html>"
    return web.html_article(entry.name, page, url=entry.url, given_date=entry.published)


def _of_text(entry: Entry) -> Article:
    if not entry.text or not any(c.isalnum() for c in entry.text):
        raise InputError(f"{entry.name} carries no text, only a title or a link; save the page and add that")
    whole = f"{entry.title}\n\n{entry.text}" if entry.title and not entry.text.startswith(entry.title) else entry.text
    return pages.article(entry.name, whole, entry.published, entry.url)


def terms_of(*told: str | None) -> str | None:
    """What is said of copyright and use, on one line."""
    return " ".join(filter(None, (plain(one or "") for one in told)))[:_LONGEST_TERMS] or None


def is_markup(text: str) -> bool:
    """Whether a field that may hold either is HTML."""
    return bool(_TAGS.search(text))


def is_summary(text: str) -> bool:
    """Whether the text of a feed's entry is only how the article begins, or what it is about."""
    bare = plain(text)
    return is_cut_off(bare) or len(bare.split()) < _SHORT


def is_cut_off(text: str) -> bool:
    """Whether plain text ends as one does that goes on elsewhere."""
    return any(p.search(text[-_ENDING:]) for p in patterns("cut_off"))


def plain(markup: str) -> str:
    """The text of a field that may be HTML, on one line."""
    return " ".join(unescape(_MARKUP.sub(" ", markup)).split())


def day_of(moment: str | None) -> str | None:
    """The day of a moment as ISO 8601 writes it, as its own clock shows it; None for none.

    >>> day_of("2021-11-03T23:40:00+02:00")
    '2021-11-03'
    """
    match = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|[T ])", (moment or "").strip())
    return match[0] if match and is_edtf(match[0]) else None
