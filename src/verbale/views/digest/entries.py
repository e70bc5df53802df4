"""One story of a digest: its article as printed, a synopsis in its own words, and what to take away.

Takeaways are those that the page offers, else what the article tells (see `takeaways`). No more of it is shown than the
outlet's rights allow, and no name of a file anywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from verbale.model.edition import Entry, Place, Told
from verbale.model.record import Source, Telling
from verbale.model.text import Article
from verbale.views.articles import Text
from verbale.views.cited import address_of, cite, published_by, spread
from verbale.views.context import Context
from verbale.views.digest.sentences import sentences
from verbale.views.digest.slugs import without_slug
from verbale.views.digest.synopsis import synopsis
from verbale.views.digest.takeaways import sentence_told, takeaways
from verbale.views.rights import EXCERPT, allowed, rights_of
from verbale.views.wording import one_line

NO_HEADLINE = "Without headline"
NO_OUTLET = "outlet unknown"


def entry(
    text: Text,
    told: Sequence[Telling[Any]],
    against: Context,
    stood: Collection[int] = (),
    changed: str = "",
    shown: int = 0,
) -> Entry:
    """A text as a story; `told` is what its first article tells, `stood` are paragraphs that earlier articles have.

    `shown` is how many characters of the article the digest shows elsewhere.
    """
    article = text.lead.article
    every = sentences(article)
    chosen = synopsis(article, every, told, stood)
    own = tuple(
        Told(one_line(words), (_place_of(words, article),) if words in article.text else ())
        for words in article.synopsis
    )
    taken = [s.span for s in chosen] + [s.span for s in every if s.paragraph in stood]
    bare = _bare(text.lead, against, also=_also(text, against))
    pieces = [
        *(sentence_told(s, article.key) for s in chosen),
        *(own or takeaways(told, every, taken, against)),
    ]
    fit = _allowed(pieces, bare.rights, EXCERPT - shown)
    return replace(
        bare,
        synopsis=tuple(t for t in fit[: len(chosen)] if t),
        takeaways=tuple(t for t in fit[len(chosen) :] if t),
        changed=changed if bare.rights == "full" else "",
    )


def _bare(source: Source, against: Context, also: str) -> Entry:
    """A story of which no word of the text is told."""
    article = source.article
    headline, version = without_slug(article.title or NO_HEADLINE)
    return Entry(
        article=article.key,
        headline=headline,
        version=version,
        outlet=article.outlet or NO_OUTLET,
        published=article.published,
        date=published_by(source),
        page=article.page,
        credit=article.credit,
        byline=article.byline,
        kind=article.kind,
        abridged=article.abridged,
        url=address_of(article),
        rights=rights_of(article.outlet, against.brief),
        also=also,
        terms=one_line(article.terms or ""),
    )


def _also(text: Text, against: Context) -> str:
    """Where the copies of a text stand: `also in Asahi, 8 May 2020, p. 2 (2 outlets, 1 origin)`."""
    if not text.copies:
        return ""
    far = spread([s.article.key for s in text.all], against.sources)
    places = dict.fromkeys(cite(s.article) for s in text.copies)
    return f"also in {'; '.join(places)} ({far.shown})"


def _place_of(words: str, article: Article) -> Place:
    start = article.text.index(words)
    return Place(article.key, start, start + len(words))


def _allowed(pieces: Sequence[Told], rights: str, left: int) -> list[Told | None]:
    """What may be shown of an article: whole sentences, those of the synopsis first."""
    fit = allowed(rights, [t.words for t in pieces], whole=True, at_most=max(0, left))  # type: ignore[arg-type]  # the brief's are of that kind
    return [told if words else None for told, words in zip(pieces, fit, strict=True)]
