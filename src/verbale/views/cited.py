"""Where a line comes from: the articles that carry it, copies folded, and how sure their dates are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from verbale.model.record import Line, Source, Telling, independent
from verbale.model.text import Article
from verbale.model.times import bounds, written

Json = dict[str, Any]  # Any: JSON
Sources = Mapping[str, Source]
"""The articles that lines cite, by key."""
SEPARATOR = r"[/\\]"
WHOLE_PATH = r"/|\\\\|[A-Za-z]:[/\\]"
"""How the path of a file begins that does not depend on where one stands."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far something was told: outlets, number of articles, number of independent origins these go back to."""

    outlets: tuple[str, ...]
    articles: int
    origins: int

    @property
    def shown(self) -> str:
        """`3 outlets, 1 origin`; known ones are told so where there are more origins."""
        known = "known " if len(self.outlets) < self.origins else ""
        told = _count(len(self.outlets), f"{known}outlet") if self.outlets else _count(self.articles, "article")
        return f"{told}, {_count(self.origins, 'origin')}"

    @property
    def counted(self) -> str:
        """`4 articles, 3 outlets, 1 origin`."""
        articles = [_count(self.articles, "article")] if self.outlets else []
        return ", ".join([*articles, self.shown])


def spread(articles: Iterable[str], sources: Sources) -> Spread:
    """How far the articles with these keys spread what they tell."""
    cited = [sources[key] for key in dict.fromkeys(articles)]
    outlets = tuple(sorted({s.article.outlet for s in cited if s.article.outlet}))
    return Spread(outlets, len(cited), independent(cited))


def articles_of(line: Line[Any]) -> list[str]:
    """The keys of the articles that tell a line, each once, in the order of its tellings."""
    return list(dict.fromkeys(t.article for t in line.tellings))


def is_dated(article: Article) -> bool:
    """Whether a day of publication is known, be it guessed."""
    return bounds(article.published)[0] is not None


def news_day(source: Source) -> str:
    """The ISO day by which news is put in order; "" for an undated article, which never leads."""
    return source.known_from if is_dated(source.article) else ""


def line_day(line: Line[Any], sources: Sources) -> str:
    """The latest `news_day` on which a line was told."""
    return max(news_day(sources[t.article]) for t in line.tellings)


def first_day(line: Line[Any], sources: Sources) -> str:
    """The first `news_day` on which a line was told by a dated article; "" where none is dated."""
    return min((d for t in line.tellings if (d := news_day(sources[t.article]))), default="")


def address_of(article: Article) -> str | None:
    """The address at which an article can be opened; None for one that is none of the web."""
    url = article.url or ""
    return url if url.startswith(("http://", "https://")) else None


def cite(article: Article) -> str:
    """An article as a press officer writes it: `Sankei, 15 October 2015, p. 1`."""
    parts = [article.outlet or "outlet unknown", published(article)]
    return ", ".join(parts + ([page_printed(article.page)] if article.page else []))


def cite_source(source: Source) -> str:
    """An article with who dated it, where a person did: `Sankei, 15 October 2015 (set by Ana Lima), p. 1`."""
    article = source.article
    parts = [article.outlet or "outlet unknown", published_by(source)]
    return ", ".join(parts + ([page_printed(article.page)] if article.page else []))


def published_by(source: Source) -> str:
    """The day of publication as people write it, with who gave it, where a person did."""
    if source.dated is None:
        return published(source.article)
    return f"{written(source.article.published)} (set by {source.dated.by or 'someone'})"


def cite_all(articles: Iterable[str], sources: Sources) -> str:
    """The first article and, where there are more, the other outlets and how many origins there are.

    `Kyodo, 7 May 2020; also in Asahi and Mainichi (3 outlets, 1 origin)`.
    """
    keys = list(dict.fromkeys(articles))
    lead = min(keys, key=lambda k: (not is_dated(sources[k].article), sources[k].known_from))
    shown = cite_source(sources[lead])
    if len(keys) == 1:
        return shown
    told = spread(keys, sources)
    others = [o for o in told.outlets if o != sources[lead].article.outlet]
    also = f"; also in {listed(others)}" if others else f"; told in {len(keys)} articles"
    return f"{shown}{also} ({told.shown})"


def cite_line(line: Line[Any], sources: Sources) -> str:
    """The articles that tell a line, and how many reports there are beside those."""
    shown = cite_all(articles_of(line), sources)
    return f"{shown}; {_count(line.left_out, 'more report')}" if line.left_out else shown


def spread_of(line: Line[Any], sources: Sources) -> Spread:
    """How far the articles that are held of a line spread it."""
    return spread(articles_of(line), sources)


def published(article: Article) -> str:
    """The day of publication as people write it, said to be guessed where it was; else the days that bound it."""
    if not article.published:
        return f"undated ({written(article.published_bounds)})" if article.published_bounds else "undated"
    shown = written(article.published)
    guess = _guess(article)
    return f"{shown} ({guess})" if guess else shown


def without_folder(name: str) -> str:
    """An article's name without the folder of this machine that it was added from, where it holds a whole path."""
    return re.split(SEPARATOR, name)[-1] if re.match(WHOLE_PATH, name) else name


def without_folders(told: Any) -> Any:  # Any: JSON
    """JSON for whoever may look: the names of articles in it without the folders of this machine."""
    if isinstance(told, list):
        return [without_folders(one) for one in told]
    if isinstance(told, dict):
        return {key: _in_no_folder(value) if key in NAMED else without_folders(value) for key, value in told.items()}
    return told


NAMED = ("article", "versions")
"""Under which keys JSON has the names of articles."""


def _in_no_folder(value: Any) -> Any:  # Any: JSON
    if isinstance(value, list):
        return [_in_no_folder(one) for one in value]
    return without_folder(value) if isinstance(value, str) else without_folders(value)


def titled(article: Article) -> str:
    """The title of an article; its name where it has none."""
    return article.title or without_folder(article.name)


def year_is_guessed(article: Article) -> bool:
    """Whether neither page nor address gives the year of publication, so that the text alone bounds it."""
    return _guess(article) == "year guessed"


def _guess(article: Article) -> str:
    if article.published_basis != "inferred" or not article.published or not article.published[:4].isdigit():
        return ""
    if article.published[:4] not in (article.url or article.name):
        return "year guessed" if article.published_bounds else ""  # a dateline with its year leaves nothing open
    return "" if article.dateline and article.dateline.date else "by its address"


def dated(edtf: str | None, tellings: Sequence[Telling[Any]], sources: Sources) -> str:
    """A day that tellings give, as people write it; a year that only their guessed date gives is said to be guessed."""
    if not edtf:
        return "undated"
    year = edtf.lstrip("-[{./")[:4]
    guessed = year.isdigit() and all(
        year_is_guessed(sources[t.article].article) and year not in t.sentence for t in tellings
    )
    return f"{written(edtf)} (year guessed)" if guessed else written(edtf)


def source_as_json(source: Source) -> Json:
    """An article as lines cite it."""
    article = source.article
    return {
        "article": article.name,
        "key": article.key,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "published_basis": article.published_basis,
        "published_bounds": article.published_bounds,
        "cited": cite_source(source),
        "dated_by": source.dated.by if source.dated else None,
        "known_from": source.known_from,
        "page": article.page,
        "origin": source.origin,
        "newsroom": source.newsroom,
        "origin_newsroom": source.origin_newsroom,
    }


def telling_as_json(told: Telling[Any], sources: Sources) -> Json:
    """Where a telling stands: article, exact passages, and by which rule or person it is there."""
    seen = told.observation
    return {
        **source_as_json(sources[told.article]),
        "key": told.key,
        "passages": [{"start": p.start, "end": p.end, "words": p.words} for p in told.passages],
        "rule": seen.rule,
        "confidence": round(seen.confidence, 3),
        "decided": [{"field": d.field, "by": d.by, "on": d.made_on, "judgement": d.judgement} for d in told.decided],
    }


def line_as_json(line: Line[Any], sources: Sources, *, taken_back: bool = False) -> Json:
    """What every line shows beside its own fields: key, spread, why its tellings are one, whether it is taken back."""
    told = spread(articles_of(line), sources)
    return {
        "key": line.key,
        "outlets": list(told.outlets),
        "articles": told.articles,
        "origins": told.origins,
        "tellings_left_out": line.left_out,
        "taken_back": taken_back,
        "joins": [
            {"a": j.a, "b": j.b, "score": round(j.score, 3), "parts": dict(j.parts), "judged": j.judged}
            for j in line.joins
        ],
    }


def set_by(line: Line[Any]) -> str:
    """Who decided what of a line: `act set by Ana Lima on 3 May 2024`; "" where nobody did."""
    decided = {(d.field, d.by, d.made_on) for t in line.tellings for d in t.decided}
    said = [
        f"{field.replace('_', ' ')} set by {by or 'someone'} on {written(on)}"
        if field
        else f"accepted by {by or 'someone'} on {written(on)}"
        for field, by, on in sorted(decided)
    ]
    joined = sum(1 for j in line.joins if j.judged)
    return "; ".join([*said, *(["joined by a person"] if joined else [])])


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Names with "and" before the last one."""
    comma = "; " if any("," in name for name in names) else ", "
    return names[0] if len(names) == 1 else f"{comma.join(names[:-1])} and {names[-1]}"


def page_printed(page: str) -> str:
    """A locator as printed: `p. 1`, `pp. 1, 4-7`; anything but page numbers (a clock time) as it stands."""
    if not page[0].isdigit() or ":" in page:
        return page
    return f"p. {page}" if page.isalnum() else f"pp. {page}"
