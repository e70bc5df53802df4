"""HTML pages. Nothing is fetched; offsets count in the extracted text, which begins with the title."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from itertools import islice
from typing import Any

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages
from verbale.reading.blockquotes import with_marks
from verbale.reading.encodings import html_of
from verbale.reading.formats import exports
from verbale.reading.formats.markup import text_of_markup
from verbale.reading.formats.source import Found, Source
from verbale.reading.outlets import outlet_called
from verbale.reading.silence import libraries_unheard

_INLINE = re.compile(
    r"</?(?:b|i|u|s|em|strong|small|big|font|mark|sup|sub|abbr|span|code|q|tt)(?:\s[^<>]*)?>", re.IGNORECASE
)
_OF_TERMS = re.compile(r"\bname\s*=\s*[\"']?(?:copyright|dc(?:terms)?\.rights)\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_BARS = "//title|//nav|//footer|//form"
_MANY = 4_000
"""Tags within lines, beyond which they are left out: they tell nothing here, and what trafilatura does with them takes
time that grows with the square of how many there are in a paragraph."""
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no tree of a page can hold."""


def html_articles(source: Source) -> Found:
    """The article of a file of HTML, or those of an export."""
    if source.size > 80 * pages.LONGEST:
        raise InputError(f"{source.name} has {source.size:,} bytes of HTML, too many for one article; give it alone")
    html = html_of(source.name, source.raw())
    if (text := exports.text_of_page(html)) is not None:
        yield from exports.exported_articles(source.name, text)
    else:
        yield html_article(source.name, html, given_date=source.given_date)


def html_article(name: str, html: str, *, url: str | None = None, given_date: str | None = None) -> Article:
    """The article of an HTML page, its text extracted by trafilatura, its date by htmldate; raises InputError.

    What the text itself says of writer and date comes before the page's metadata; the site comes before the wire.
    """
    if len(html) > 20 * pages.LONGEST:
        raise InputError(
            f"{name} has {len(html):,} characters of HTML, too many for one article; give the article alone"
        )
    html = with_marks(_without_many_tags(_NO_XML.sub(" ", html)))
    found = _extracted(html, url)
    body = found.get("text") or text_of_markup(html, dropped=_BARS)
    if not any(c.isalnum() for c in body):
        raise InputError(
            f"{name} holds no running text, only markup, a style sheet, comments or a title; give the article itself,"
            " saved from a browser where a script fills the page"
        )
    text = _text_with_title(found.get("title"), body)
    article = pages.article(name, text, given_date, url or found.get("url"))
    published, basis = article.published, article.published_basis
    if found.get("date") and basis != "stated":
        published, basis = found["date"], "stated"
    return replace(
        article,
        extracted=True,
        title=article.title or found.get("title"),
        published=published,
        published_basis=basis,
        outlet=site_called(found.get("sitename")) or article.outlet,
        byline=article.byline or _writer(found.get("author")),
        section=article.section or tuple(found.get("categories") or ()),
        terms=_terms(html),
    )


def _terms(html: str) -> str | None:
    """What the head of a page says of its copyright."""
    head = html[: html.lower().find("</head>") + 1]
    tags = (m[0] for m in re.finditer(r"<meta\b[^<>]{0,2000}>", head, re.IGNORECASE) if _OF_TERMS.search(m[0]))
    said = next((m for tag in tags if (m := _CONTENT.search(tag))), None)
    return " ".join(unescape(said[1] or said[2]).split()) or None if said else None


def _without_many_tags(html: str) -> str:
    """A page without the tags within its lines, where there are very many."""
    return _INLINE.sub("", html) if sum(1 for _ in islice(_INLINE.finditer(html), _MANY)) == _MANY else html


def _extracted(html: str, url: str | None) -> dict[str, Any]:  # Any: trafilatura's document
    """Text and metadata as trafilatura finds them; no date is guessed from the text, none depends on today's."""
    from trafilatura import bare_extraction

    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    try:
        with libraries_unheard():
            found = bare_extraction(
                html,
                url=url,
                with_metadata=True,
                include_comments=False,
                include_tables=False,
                date_extraction_params=dates,
            )
    except (ValueError, TypeError, AssertionError, RecursionError):  # what lxml and trafilatura raise on broken trees
        return {}
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def site_called(name: str | None) -> str | None:
    """What the outlet whose site is called `name` is called; a bare address says only what the tables know of it."""
    if not name:
        return None
    known = outlet_called(name) or outlet_called(re.sub(r"^www\.|\.\w+(\.\w\w)?$", "", name))
    return known.name if known else None if re.fullmatch(r"[\w-]+(\.[\w-]+)+", name) else name


def _text_with_title(title: str | None, body: str) -> str:
    body = re.sub(r"\n+", "\n\n", body.strip())
    if title and not body[: len(title) + 20].casefold().startswith(title.casefold()):
        return f"{title}\n\n{body}"
    return body


def _writer(author: str | None) -> str | None:
    return author.replace("; ", " and ") if author and not outlet_called(author) else None
