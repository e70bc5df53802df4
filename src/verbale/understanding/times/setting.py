"""What an article tells of its own time: today, the order of figures, the fiscal year, and if it is a history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from verbale.model.brief import Brief, Outlet
from verbale.model.text import Article
from verbale.understanding.tables import rows
from verbale.understanding.times.meaning import Bounded, Calendar, Meaning, Narrowed, Relative
from verbale.understanding.times.phrases import Phrase
from verbale.understanding.times.stretch import Stretch, day_of, stretch_of
from verbale.understanding.times.tables import toml

_NARRATIVE_YEARS = 8
_NARRATIVE_SHARE = 6
"""A text is a history where that many dates carry a year gone by, and so many times more than are told from today."""
_STALE = 7
"""Days by which a dispatch may be older than the page it is printed on, and still be told from its own day."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article tells of its own time.

    `published` is the day (or coarser) from which the text is told, None where unknown. `narrative` says that the text
    tells a story of its own past, so that a bare month belongs to the year in focus and not near the day of
    publication. `fiscal_start` is the month and day on which the fiscal year begins.
    """

    published: Stretch | None = None
    narrative: bool = False
    day_first: bool = True
    fiscal_start: tuple[int, int] = (1, 1)
    weekday: int = 0
    """The weekday of a day of publication whose year is unknown, as the weekdays told show it; 0 where none do."""


def setting_of(article: Article, phrases: Sequence[Phrase], brief: Brief) -> Setting:
    """The setting of an article whose time expressions are `phrases`."""
    outlet = _newsroom(article.outlet, brief)
    published = _today(article, outlet.zone)
    return Setting(
        published=published,
        narrative=_is_history(phrases, published.first.year if published and published.known else None),
        day_first=outlet.day_first is not False,
        fiscal_start=_fiscal_start(brief, outlet.country),
        weekday=_weekday(phrases) if published and not published.known and published.unit == "day" else 0,
    )


def _weekday(phrases: Sequence[Phrase]) -> int:
    """The weekday from which the others that the text names lie back least: most are told of the last two days."""
    told = (p.meaning for p in phrases if isinstance(p.meaning, Calendar) and p.meaning.which is None)
    named = [c.weekday for c in told if c.weekday and _bare_weekday(c)]
    return min(named, key=lambda day: (sum((day - other) % 7 for other in named), named.index(day)), default=0)


def _newsroom(name: str | None, brief: Brief) -> Outlet:
    """The outlet of that name as the brief, else the shipped table, knows it."""
    shipped = (
        Outlet(
            name=row["name"], aliases=tuple(row["names"].split("|")), country=row["country"] or None,
            zone=row["zone"] or None, day_first=row["day_first"] != "no",
        )
        for row in rows("outlets")
    )  # fmt: skip
    wanted = name.casefold() if name else None
    known = (o for o in (*brief.outlets, *shipped) if wanted in {n.casefold() for n in (o.name, *o.aliases)})
    return next(known, Outlet(name=name or ""))


def _today(article: Article, outlet_zone: str | None) -> Stretch | None:
    """The day from which the text is told: that of the dateline where it has one, else that of publication.

    A moment of publication is turned into the day that it was at the dateline's place, else where the outlet works.
    """
    published = stretch_of(_local_day(article, outlet_zone) or article.published)
    filed = stretch_of(article.dateline.date) if article.dateline else None
    if filed is None or filed.unit != "day" or (published is not None and published.unit != "day"):
        return published
    if published is None or not published.known:
        return filed if published is None or filed.known else published
    if not filed.known:
        filed = day_of(published.first.year, filed.first.month, filed.first.day) or published
    return filed if 0 <= (published.first - filed.first).days <= _STALE else published


def _local_day(article: Article, outlet_zone: str | None) -> str | None:
    moment = next((d for d in (article.given_date, article.published) if d and "T" in d), None)
    if moment is None:
        return None
    place = (article.dateline.place or "") if article.dateline else ""
    zones: dict[str, str] = toml("zones")["zones"]
    zone = next((z for name, z in zones.items() if name.casefold() == place.split(",")[0].casefold()), outlet_zone)
    try:
        when = datetime.fromisoformat(moment)
        return (when.astimezone(ZoneInfo(zone)) if zone and when.tzinfo else when).date().isoformat()
    except (ValueError, ZoneInfoNotFoundError):  # not a moment, or a zone the brief misspells: the day as given serves
        return None


def _fiscal_start(brief: Brief, country: str | None) -> tuple[int, int]:
    """First day of the fiscal year of the outlet's country, else of the one party whose fiscal year is known."""
    parties = {p.code: p.fiscal_year_starts for p in brief.parties if p.fiscal_year_starts}
    shipped: dict[str, str] = toml("zones")["fiscal"]
    starts = (parties.get(country) or shipped.get(country)) if country else None
    if starts is None and len(set(parties.values())) == 1:
        starts = next(iter(parties.values()))
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
