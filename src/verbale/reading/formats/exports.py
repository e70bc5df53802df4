"""Exports of press archives, many articles in one text: LexisNexis (both generations) and Factiva.

Their fields are named lines. Each article is one slice of the text, and offsets count in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from verbale.errors import InputError
from verbale.model.text import Article, Dateline
from verbale.reading.formats import factiva, nexis
from verbale.reading.formats.markup import text_of_markup
from verbale.reading.formats.told import Told
from verbale.reading.genre import kind_of, kind_of_text
from verbale.reading.lines import blocks_of
from verbale.reading.outlets import outlet_called
from verbale.reading.pages import LONGEST
from verbale.reading.tables import patterns

_Form = tuple[Callable[[str], Iterator[str]], Callable[[str], Told]]
_FORMS: tuple[tuple[Callable[[str], bool], _Form], ...] = (
    (nexis.is_nexis, (nexis.documents, nexis.told)),
    (factiva.is_coded, (factiva.coded, factiva.coded_told)),
    (factiva.is_displayed, (factiva.displayed, factiva.displayed_told)),
)
_PAGE = re.compile(rf"\b\d+ of \d+ DOCUMENTS?\b|\bEnd of Document\b|\bDocument {factiva.NUMBER}")
"""What a page of HTML holds that may be such an export."""
_ROOM = "div[starts-with(@id, 'article-')]"
_ROOMS = f"//{_ROOM}[not(ancestor::{_ROOM})]"
"""Where Factiva has its articles, beside bars and menus."""


def is_export(text: str) -> bool:
    """Whether a text is such an export."""
    return any(is_form(text) for is_form, _ in _FORMS)


def exported_articles(name: str, text: str) -> Iterator[Article | InputError]:
    """The articles of an export, each named by its number; an InputError for one without running text."""
    documents, told = next(form for is_form, form in _FORMS if is_form(text))
    for number, document in enumerate(documents(text), 1):
        where = f"{name}, document {number}"
        if len(document) > LONGEST:
            yield InputError(
                f"{where} has {len(document):,} characters, more than {LONGEST:,}; give one article at a time"
            )
            continue
        found = _article(where, document, told(document))
        yield found or InputError(f"{where} holds no running text; export it again in full")


def text_of_page(html: str) -> str | None:
    """The text of a page of HTML that holds such an export; None where it holds none."""
    if not _PAGE.search(html):
        return None
    text = text_of_markup(html, dropped="//head", within=_ROOMS)
    return text if is_export(text) else None


def _article(name: str, text: str, told: Told) -> Article | None:
    spans = tuple(
        (start + block.start, start + block.end)
        for start, end in told.body
        for block in blocks_of(text[start:end], lambda _: False)
        if not any(p.fullmatch(text[start + block.start : start + block.end]) for p in patterns("dropped"))
    )
    if not spans:
        return None
    day = told.published.edtf if told.published else None
    known = outlet_called(told.outlet) if told.outlet else None
    return Article(
        name=name,
        text=text,
        title=told.title,
        section=told.section,
        published=day,
        published_basis="stated" if day else "unknown",
        outlet=known.name if known else told.outlet,
        page=told.page,
        byline=told.byline,
        dateline=Dateline(told.place, None) if told.place else None,
        kind=kind_of(told.title, told.section) or kind_of_text(text[s:e] for s, e in spans),
        paragraphs=spans,
        extracted=True,
        terms=told.terms,
    )
