"""An article as memos and reference managers cite it: in plain words, as CSL-JSON 1.0.2, as BibTeX.

A day that was guessed is said to be about that day. A translator stands where the page's credit names one.
"""

from __future__ import annotations

import json
import re
from typing import Any

from verbale.model.record import Source
from verbale.model.text import Article
from verbale.model.times import bounds
from verbale.views.cited import cite_source, year_is_guessed
from verbale.views.visible import escaped_json

_PAGES = re.compile(r"[A-Z]?\d+(?:\s*[-,]\s*[A-Z]?\d+)*")
_TRANSLATED = re.compile(r"(.*\S)\s+Translation", re.IGNORECASE)
_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_ESCAPED = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def plain(source: Source) -> str:
    """`“Title”, Ana Lima, Sankei, 15 October 2015, p. 1 (JMH Translation), https://…`."""
    article = source.article
    parts = [f"“{article.title}”" if article.title else "", article.byline or "", cite_source(source)]
    credit = f" ({article.credit})" if article.credit else ""
    return ", ".join(part for part in parts if part) + credit + (f", {article.url}" if article.url else "")


def csl(source: Source) -> dict[str, Any]:  # Any: JSON
    """An article as an item of CSL-JSON."""
    article = source.article
    translated = _TRANSLATED.fullmatch(article.credit or "")
    fields: dict[str, Any] = {
        "id": article.key[:12],
        "type": "article-newspaper",
        "title": article.title,
        "container-title": article.outlet,
        "author": [{"literal": article.byline}] if article.byline else None,
        "translator": [{"literal": translated[1]}] if translated else None,
        "issued": _issued(article),
        "page": article.page if article.page and _PAGES.fullmatch(article.page) else None,
        "section": " > ".join(article.section) or None,
        "URL": article.url,
        "note": "; ".join(notes(article, translated=bool(translated))) or None,
    }
    return {name: value for name, value in fields.items() if value}


def csl_text(source: Source) -> str:
    """The same as a document that reference managers take."""
    return escaped_json(json.dumps([csl(source)], ensure_ascii=False, indent=1))


def bibtex(source: Source) -> str:
    """An article as an entry of BibTeX."""
    article = source.article
    first, last = bounds(article.published)
    day = first or ""
    whole_day, whole_month = day == last, day[:7] == (last or "")[:7]
    fields = {
        "title": f"{{{_escaped(article.title)}}}" if article.title else "",
        "author": f"{{{_escaped(article.byline)}}}" if article.byline else "",
        "journal": _escaped(article.outlet),
        "year": day[:4] if day[:4] == (last or "")[:4] else "",
        "month": MONTHS[int(day[5:7]) - 1] if day and whole_month else "",
        "day": str(int(day[8:])) if day and whole_day else "",
        "pages": _escaped(article.page).replace("-", "--") if article.page and _PAGES.fullmatch(article.page) else "",
        "note": _escaped("; ".join(notes(article))),
        "url": (article.url or "").replace("{", "%7B").replace("}", "%7D"),
    }
    lines = [
        f"  {name} = {value if name == 'month' else '{' + value + '}'}," for name, value in fields.items() if value
    ]
    return "\n".join([f"@article{{{article.key[:12]},", *lines, "}"])


def _issued(article: Article) -> dict[str, Any] | None:  # Any: JSON
    """The day, month or year of publication, two ends where it lies between them."""
    first, last = bounds(article.published)
    if first is None or last is None:
        return None
    one, two = ([int(part) for part in day.split("-")] for day in (first, last))
    if one == two:
        parts = [one]
    elif one[:2] == two[:2]:
        parts = [one[:2]]
    else:
        parts = [one[:1]] if one[0] == two[0] else [one, two]
    return {"date-parts": parts, **({"circa": True} if year_is_guessed(article) else {})}


def notes(article: Article, *, translated: bool = False) -> list[str]:
    """What no field of its own tells; the credit too unless a translator was made of it."""
    credit = [article.credit] if article.credit and not translated else []
    return [
        *credit,
        *(["abridged"] if article.abridged else []),
        *(["year guessed"] if year_is_guessed(article) else []),
        *([article.terms] if article.terms else []),
    ]


def _escaped(text: str | None) -> str:
    """Text with what BibTeX and TeX take for signs of their own escaped, on one line."""
    return _SPECIAL.sub(lambda m: _ESCAPED.get(m[0], f"\\{m[0]}"), " ".join((text or "").split()))
