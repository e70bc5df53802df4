"""What was told before the days of a digest: stories that are not told again, and what is new in one that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from verbale.model.edition import Digest
from verbale.model.record import Source
from verbale.model.text import LONG, Article, Span
from verbale.model.times import written
from verbale.record.versions import chains_of
from verbale.views.articles import Text
from verbale.views.digest.sentences import sentences
from verbale.views.wording import one_line

BARE = 8
"""Words up to which a paragraph may stand in two articles by chance."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was told before: keys of printed articles and lines, texts known earlier, and the version before one."""

    printed: Collection[str]
    since: str
    sources: Mapping[str, Source]
    versions: Mapping[str, tuple[Source, ...]]

    def is_told(self, text: Text) -> bool:
        """Whether a text was told: an article of it was printed, or known before the first day."""
        keys = {text.origin, *(s.article.key for s in text.all)}
        if keys & set(self.printed):
            return True
        first = self.sources.get(text.origin)
        return first is not None and first.known_from < self.since and first.article.key != text.lead.article.key

    def version_before(self, text: Text) -> Source | None:
        """The last version of a text's first article that was told before."""
        key = text.lead.article.key
        earlier = []
        for source in self.versions.get(key, ()):
            if source.article.key == key:
                break
            if source.origin != text.origin:
                continue
            if source.known_from < self.since or source.article.key in self.printed:
                earlier.append(source)
        return earlier[-1] if earlier else None


def before(sources: Mapping[str, Source], since: str, printed: Collection[str]) -> Before:
    """What was told before an ISO day, or is among the `printed` keys."""
    versions = {s.article.key: chain.versions for chain in chains_of(sources.values()) for s in chain.versions}
    return Before(printed, since, sources, versions)


def changed(old: Source, new: Source) -> str:
    """What is new in a version, in its own words; "" where no sentence is."""
    known = {s.words for s in sentences(old.article)}
    added = [s.words for s in sentences(new.article) if s.words not in known]
    if not added:
        return ""
    more = f" and {len(added) - 1} more" if len(added) > 1 else ""
    return f"Changed since {written(old.known_from)}: “{added[0]}”{more}"


class Standing:
    """Paragraphs that stood in articles before, by the text that had them first."""

    def __init__(self, earlier: Iterable[Source]) -> None:
        self._first: dict[str, str] = {}
        for source in earlier:
            self.put(source)

    def put(self, source: Source) -> None:
        """Keep the paragraphs of an article."""
        for words in _paragraphs(source.article):
            self._first.setdefault(words, source.origin)

    def of(self, source: Source) -> frozenset[int]:
        """The numbers of the paragraphs of an article that another text had before, unless all are."""
        words = _paragraphs(source.article)
        stood = {
            n for n, w in enumerate(words) if w.count(" ") >= BARE and self._first.get(w) not in (None, source.origin)
        }
        return frozenset(stood if len(stood) < len(words) else ())


def _paragraphs(article: Article) -> Sequence[str]:
    return (_short if len(article.text) <= LONG else _lines)(article.text, article.paragraphs)


def _lines(text: str, paragraphs: Sequence[Span]) -> tuple[str, ...]:
    return tuple([one_line(text[a:b]) for a, b in paragraphs])


_short = lru_cache(maxsize=2048)(_lines)
"""The weeks before a digest are those before the next one too, but for a day."""


def keys_printed(digest: Digest) -> frozenset[str]:
    """The keys of all articles and lines that a digest tells, for the next one not to tell them again."""
    notes = [*digest.takeaways, *digest.contradictions, *digest.due]
    lines = {n.told.line for n in notes if n.told.line}
    return frozenset(lines | {e.article for s in digest.sections for e in s.entries})
