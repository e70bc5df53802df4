"""Articles, quotations and claims in the words of https://schema.org, as JSON-LD that needs no look-up.

What is quoted word for word is a Quotation, what is reported a Claim; each carries its act. Nothing says whether
a claim is true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from verbale.model.record import Source, Utterance, Who
from verbale.views.cited import address_of, articles_of
from verbale.views.context import Context
from verbale.views.exports.guarding import worded
from verbale.views.exports.ldjson import Json, address, without_nothing, write
from verbale.views.exports.material import Material
from verbale.views.exports.rows import as_told, told_of, words_of
from verbale.views.wording import best

CONTEXT = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    "url": {"@type": "@id", "@id": "https://schema.org/url"},
    "isBasedOn": {"@type": "@id", "@id": "https://schema.org/isBasedOn"},
    "isPartOf": {"@type": "@id", "@id": "https://schema.org/isPartOf"},
    "appearance": {"@type": "@id", "@id": "https://schema.org/appearance"},
    "firstAppearance": {"@type": "@id", "@id": "https://schema.org/firstAppearance"},
}


def write_schema_org(of: Material, out: BinaryIO) -> None:
    """The articles, then what was said."""
    write(out, CONTEXT, _nodes(of))


def _nodes(of: Material) -> Iterator[Json]:
    for source in of.sources():
        yield _article(source)
    for line, against in of.lines("utterances"):
        yield _said(line, against)


def _article(source: Source) -> Json:
    article = source.article
    return {
        "id": address("article", article.key),
        "type": "NewsArticle",
        "headline": article.title,
        "datePublished": as_told(article.published),
        "publisher": {"type": "NewsMediaOrganization", "name": article.outlet} if article.outlet else None,
        "author": {"type": "Person", "name": article.byline} if article.byline else None,
        "creditText": article.credit,
        "copyrightNotice": article.terms,
        "articleSection": list(article.section),
        "pagination": article.page,
        "url": address_of(article),
        "isBasedOn": address("article", source.origin) if source.origin not in ("", article.key) else None,
    }


def _said(line: Utterance, against: Context) -> Json:
    shown = best(worded(line), against.sources)
    quoted = shown.content.manner == "direct"
    articles = [address("article", key) for key in articles_of(line)]
    told: Json = {
        "id": address("line", line.key),
        "type": "Quotation" if quoted else "Claim",
        "name": told_of(line, against),
        "text": words_of(shown, len(shown.content.content)),
        "about": sorted({i for t in line.tellings for i in t.content.issues}),
        "keywords": shown.content.act,
        "dateCreated": as_told(line.said_on),
    }
    told["creator" if quoted else "author"] = _who(line.speaker)
    return told | ({"isPartOf": articles} if quoted else {"firstAppearance": articles[:1], "appearance": articles})


def _who(who: Who | None) -> Json | None:
    if who is None:
        return None
    return without_nothing(
        {"type": "Person" if who.kind == "person" else "Organization", "name": who.name, "jobTitle": who.role}
        if who.kind == "person"
        else {"type": "Organization", "name": who.name}
    )
