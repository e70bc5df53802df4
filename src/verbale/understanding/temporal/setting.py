"""What an article tells of its own time: publication day, order of figures, fiscal year, and if it is a history."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model.brief import Brief, Outlet
from verbale.model.text import Article
from verbale.understanding.temporal.meaning import Bounded, Calendar, Meaning, Narrowed, Relative
from verbale.understanding.temporal.phrases import Phrase
from verbale.understanding.temporal.resolution import Setting
from verbale.understanding.temporal.stretch import stretch_of

_NARRATIVE_YEARS = 8
_NARRATIVE_SHARE = 6
"""A text is a history where that many dates carry a year gone by, and so many times more than are told from today."""


def setting_of(article: Article, phrases: Sequence[Phrase], brief: Brief) -> Setting:
    """The setting of an article whose time expressions are `phrases`."""
    outlet = _outlet(article, brief)
    published = stretch_of(article.published)
    return Setting(
        published=published,
        narrative=_is_history(phrases, published.first.year if published and published.known else None),
        day_first=outlet.day_first if outlet and outlet.day_first is not None else True,
        fiscal_start=_fiscal_start(brief, outlet),
    )


def _outlet(article: Article, brief: Brief) -> Outlet | None:
    name = (article.outlet or "").casefold()
    names = ((o, {o.name.casefold(), *(a.casefold() for a in o.aliases)}) for o in brief.outlets)
    return next((o for o, known in names if name in known), None)


def _fiscal_start(brief: Brief, outlet: Outlet | None) -> tuple[int, int]:
    """First day of the fiscal year of the outlet's country, else of the one party whose fiscal year is known."""
    known = {p.code: p.fiscal_year_starts for p in brief.parties if p.fiscal_year_starts}
    starts = known.get(outlet.country or "") if outlet else None
    if starts is None and len(set(known.values())) == 1:
        starts = next(iter(known.values()))
    month, _, day = (starts or "01-01").partition("-")
    return (int(month), int(day or 1))


def _is_history(phrases: Sequence[Phrase], published: int | None) -> bool:
    years = [y for p in phrases if (y := _year(p.meaning)) is not None]
    gone = sum(published is None or y < published for y in years)
    deictic = sum(isinstance(p.meaning, Relative) and p.meaning.base == "publication" for p in phrases)
    weekdays = sum(isinstance(p.meaning, Calendar) and _bare_weekday(p.meaning) for p in phrases)
    return gone >= _NARRATIVE_YEARS and gone > _NARRATIVE_SHARE * (deictic + weekdays) and gone * 4 > len(years) * 3


def _bare_weekday(calendar: Calendar) -> bool:
    return calendar.weekday is not None and calendar.day is None and calendar.nth is None


def _year(meaning: Meaning) -> int | None:
    if isinstance(meaning, Narrowed):
        return _year(meaning.whole)
    if isinstance(meaning, Bounded):
        return _year(meaning.end)
    return meaning.year if isinstance(meaning, Calendar) else None
