"""HTML pages and feed entries. Nothing is fetched; offsets count in the extracted text, which begins with the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from verbale.errors import InputError
from verbale.model.text import Article
from verbale.reading import pages
from verbale.reading.outlets import outlet_called


def html_article(name: str, html: str, *, url: str | None = None, given_date: str | None = None) -> Article:
    """The article of an HTML page, its text extracted by trafilatura, its date by htmldate; raises InputError.

    What the text itself says of outlet, writer and date comes before the page's metadata.
    """
    if len(html) > 20 * pages.LONGEST:
        raise InputError(
            f"{name} has {len(html):,} characters of HTML, too many for one article; give the article alone"
        )
    found = _extracted(html, url)
    text = _text_with_title(found.get("title"), found.get("text") or _bare_text(html))
    article = pages.article(name, text, given_date, url or found.get("url"))
    published, basis = article.published, article.published_basis
    if found.get("date") and basis != "stated":
        published, basis = found["date"], "stated"
    site = found.get("sitename")
    known = outlet_called(site) if site else None
    return replace(
        article,
        extracted=True,
        title=article.title or found.get("title"),
        published=published,
        published_basis=basis,
        outlet=(known.name if known else None) or article.outlet or site,
        byline=article.byline or _writer(found.get("author")),
        section=article.section or tuple(found.get("categories") or ()),
    )


def _extracted(html: str, url: str | None) -> dict[str, Any]:  # Any: trafilatura's document
    from trafilatura import bare_extraction

    if not html.strip():
        return {}
    try:
        found = bare_extraction(html, url=url, with_metadata=True, include_comments=False, include_tables=False)
    except (ValueError, TypeError, AssertionError, RecursionError):  # what lxml and trafilatura raise on broken trees
        return {}
    if found is None:
        return {}
    return found if isinstance(found, dict) else found.as_dict()


def _text_with_title(title: str | None, body: str) -> str:
    body = re.sub(r"\n+", "\n\n", body.strip())
    if title and not body[: len(title) + 20].casefold().startswith(title.casefold()):
        return f"{title}\n\n{body}"
    return body


def _bare_text(html: str) -> str:
    """All text of the page, a line for each block, where no main text can be told from the rest."""
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
    from lxml import html as parser

    try:
        tree = parser.fromstring(html.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for element in tree.xpath("//script|//style|//noscript|//nav|//footer|//form|//comment()"):
        element.drop_tree()
    for element in tree.iter(
        "p", "div", "br", "li", "h1", "h2", "h3", "h4", "tr", "article", "section", "title", "body"
    ):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    lines = (re.sub(r"\s+", " ", line).strip() for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def _writer(author: str | None) -> str | None:
    return author.replace("; ", " and ") if author and not outlet_called(author) else None


def feed_articles(name: str, raw: bytes) -> Iterator[Article | InputError]:
    """The entries of an RSS or Atom feed, each an article named by its address or id; an InputError for a bad one."""
    import feedparser

    feed = feedparser.parse(raw)
    if not feed.entries:
        yield InputError(f"{name} is a feed without entries; give one that carries articles")
    for number, entry in enumerate(feed.entries, 1):
        url = entry.get("link")
        content = (
            next((c.value for c in entry.get("content", ()) if c.get("value")), None) or entry.get("summary") or ""
        )
        title = entry.get("title", "")
        day = entry.get("published_parsed") or entry.get("updated_parsed")
        given = f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else None
        page = (
            f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{content}</article></body></html>"
        )
        try:
            read = html_article(url or entry.get("id") or f"{name}, entry {number}", page, url=url, given_date=given)
            yield replace(read, outlet=read.outlet or feed.feed.get("title"), title=read.title or title or None)
        except InputError as error:
            yield error
