"""Text with its page understood: articles and the passages in them.

Offsets count Unicode code points of `Article.text`, half open: `[start, end)`. Passages follow the W3C Web Annotation
position and quote selectors: the place and the exact words there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Literal, TypeAlias, TypeVar

Span: TypeAlias = tuple[int, int]
"""`[start, end)` in code points of the article's text, `start < end`."""

T = TypeVar("T")
_BLOCK = 512
"""Code points in a block of `Covering`: about a paragraph."""

Basis = Literal["stated", "inferred", "unknown"]
ArticleKind = Literal["news", "editorial", "opinion", "interview", "digest"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in one article and the exact words there."""

    article: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a dispatch was filed, as it says itself; `date` is EDTF."""

    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of a text that an outlet published, with its page furniture understood.

    `name` is the input's name as given. `given_date` is a publication date handed over with the text (by a feed, a
    JSONL line), not read off the page. `published` is EDTF. `paragraphs` are the spans of running text, in order;
    what lies between them inside `body` (subheads, captions, navigation) is furniture and is not analysed. `terms` is
    what the item itself says of its copyright and use, word for word.
    """

    name: str
    text: str
    title: str | None = None
    section: tuple[str, ...] = ()
    published: str | None = None
    published_basis: Basis = "unknown"
    published_bounds: str | None = None
    given_date: str | None = None
    outlet: str | None = None
    page: str | None = None
    credit: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    dateline_span: Span | None = None
    abridged: bool = False
    kind: ArticleKind = "news"
    synopsis: tuple[str, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    url: str | None = None
    extracted: bool = False
    """True where `text` was extracted from HTML or PDF, so that offsets do not count in the file itself."""
    terms: str | None = None

    @property
    def key(self) -> str:
        """Hash of the text and the publication date as given: the same version of a text has the same key anywhere."""
        hashed = _key if len(self.text) > LONG else _key_of_short
        return hashed(self.text, self.given_date or "")

    @property
    def body(self) -> Span | None:
        """First to last character of running text, or None where there is none."""
        return (self.paragraphs[0][0], self.paragraphs[-1][1]) if self.paragraphs else None

    def passage(self, span: Span) -> Passage:
        """The passage at `span`; raises ValueError where it is empty or leaves the text."""
        return self.passages((span,))[0]

    def passages(self, spans: Iterable[Span]) -> tuple[Passage, ...]:
        """The passages at some spans; raises as `passage`."""
        key, text = self.key, self.text
        found: list[Passage] = []
        for start, end in spans:
            if not 0 <= start < end <= len(text):
                raise ValueError(f"[{start}, {end}) is no passage of {self.name}, which has {len(text)} characters")
            found.append(Passage(key, start, end, text[start:end]))
        return tuple(found)


def _hashed(text: str, given_date: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
    digest.update(b"\0" + given_date.encode())
    return digest.hexdigest()[:32]


LONG = 20_000
"""Characters of a text of which only few are held."""
# The key is asked for with every passage; a page tells of hundreds of articles.
_key, _key_of_short = lru_cache(maxsize=64)(_hashed), lru_cache(maxsize=1024)(_hashed)


class Covering(Generic[T]):
    """What covers a place of a text, found without a look at all that covers any."""

    def __init__(self, covered: Iterable[tuple[Span, T]]) -> None:
        self._blocks: dict[int, list[tuple[Span, T]]] = {}
        for span, what in covered:
            for block in range(span[0] // _BLOCK, (span[1] - 1) // _BLOCK + 1):
                self._blocks.setdefault(block, []).append((span, what))

    def at(self, place: int) -> list[tuple[Span, T]]:
        """What covers the code point at `place`, with the span that does, in the order given."""
        return [(span, what) for span, what in self._blocks.get(place // _BLOCK, ()) if span[0] <= place < span[1]]
