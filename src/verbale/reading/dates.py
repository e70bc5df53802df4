"""Dates as pages print them, and the year that a page leaves out.

Dates are EDTF level 1: `2022-03-23`, `XXXX-02-07` where the page gives no year. Spans count in the string given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"\b(?P<weekday>Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"(?P<day{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_YEAR_ENDS = r"(?:(?!\d)|(?=\d{1,2}:\d\d))"
"""Other words may be glued to the year: "May 2, 20213:15 PM"."""
_IN_BRACKETS = r"(?:[ ]?\((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?\))?"
_MONTH_NUMBER, _DAY_NUMBER = r"0?[1-9]|1[0-2]", r"0?[1-9]|[12]\d|3[01]"
_FORMS = (
    rf"(?<![\d.]){_YEAR.format(1)}(?P<sep>[-/.])(?P<m1>{_MONTH_NUMBER})(?P=sep)(?P<d1>{_DAY_NUMBER})(?![\d-])",
    (
        rf"\b{MONTH.format(2)}[ \u00a0]+{_DAY.format(2)}{_IN_BRACKETS}"
        rf"(?:(?:,?[ \u00a0]+|,|[ ]?/){_YEAR.format(2)}{_YEAR_ENDS}|(?![\d:%]))"
    ),
    (
        rf"(?<![:.,\d])\b{_DAY.format(3)}[ \u00a0/-]+(?:of )?{MONTH.format(3)}"
        rf"(?:,?[ \u00a0/-]+{_YEAR.format(3)}{_YEAR_ENDS}|[ \u00a0-](?P<short>\d\d)(?=\s*(?:$|[|,;)]))|(?!\w))"
    ),
    rf"(?<![\d./])(?P<a>{_DAY_NUMBER})(?P<sep2>[./-])(?P<b>{_DAY_NUMBER})(?P=sep2){_YEAR.format(4)}(?!\d)",
)
_DATE = re.compile("|".join(_FORMS), re.IGNORECASE)
_WEEKDAY = re.compile(WEEKDAY, re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(rf"{WEEKDAY},?[ \u00a0]*$", re.IGNORECASE)
_CLOCK = re.compile(
    r"T?\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:[ap]\.?\s?m\b\.?)?|\b\d{1,2}\s*[ap]\.?\s?m\b\.?", re.IGNORECASE
)
_PRINTED = re.compile(
    r"\b(?:first |last )?(?:published|updated?|posted|modified|issued)\b(?: (?:on|at|in))?\s*:?", re.IGNORECASE
)
_DAY_IN_ADDRESS = r"((?:19|20)\d\d)(?P<sep>[-/]?)(0[1-9]|1[0-2])(?P=sep)(0[1-9]|[12]\d|3[01])(\d{0,6})(?![\da-zA-Z])"
_LATER = re.compile(r"updat|modif|revis|edited", re.IGNORECASE)
_ISSUE = re.compile(rf"\b{MONTH.format(1)}(?:,? |/){_YEAR.format(1)}\b", re.IGNORECASE)
_YEAR_IN_TEXT = re.compile(r"(?<![\d,./$€£¥-])\b(19[4-9]\d|20\d\d)\b(?![\d%]|[,.]\d)")
_FORWARD = re.compile(
    r"\b(?:by|until|till|through|before|beyond|towards?|agenda|vision|horizon|target|expires?|expiring|due|from now)\W*"
    r"(?:the |early |mid-?|late |end of |year |fiscal |(?:spring|summer|autumn|fall|winter) of |[A-Z][a-z]+ )*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?:\b(?:in|since|during|from|after|between|and|early|mid|late|spring|summer|autumn|fall|winter|{MONTH.format('t')}"
    rf"(?: \d{{1,2}},?)?)|\b(?:spring|summer|autumn|fall|winter|end|start|beginning|half|quarter) of)[ ,-]+$",
    re.IGNORECASE,
)
"""What stands before a year in which something is told to have been; "the 2015 accord" is only a name."""
_PLANNED = re.compile(r"\b(?:will|would|to be|plan(?:s|ned)?|expected|scheduled|slated)\b[^.;]{0,60}$", re.IGNORECASE)
_SAID_WEEKDAY = re.compile(
    r"(?<!next )(?<!last )(?<!coming )(?<!following )\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"(?! (?:week|next|[A-Z]))"
)
_WEEKDAY_CYCLE = 6
"""Years within which a day of the month falls on a given weekday again, at most."""
_FEW_DAYS = 3
_LAST_CENTURY = 60
"""A year of two figures from this on is one of the last century."""


@dataclass(frozen=True, slots=True)
class PageDate:
    """A day printed at `[start, end)`; `year` is None where the page leaves it out; `revised` marks an update.

    `day` is None where the page dates itself by the month alone.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    revised: bool = False

    @property
    def edtf(self) -> str:
        """The day or month as EDTF."""
        return f"{self.year or 'XXXX'}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


def page_dates(text: str, day_first: bool | None = None) -> Iterator[PageDate]:
    """The days printed in `text`, in order. `day_first` settles 3/4/2021, as a weekday before it does.

    Unsettled it is read as 3 April.
    """
    before = 0
    for match in _DATE.finditer(text):
        year, month, day = _parts(match, _by_weekday(match) if day_first is None else day_first)
        if _possible(year, month, day):
            revised = bool(_LATER.search(text, before, match.start()))
            yield PageDate(match.start(), match.end(), year, month, day, revised)
        before = match.end()


def _parts(match: re.Match[str], day_first: bool | None) -> tuple[int | None, int, int]:
    found = match.groupdict()
    if found["m1"]:
        return int(found["year1"]), int(found["m1"]), int(found["d1"])
    for form in ("2", "3"):
        if found["month" + form]:
            year = found["year" + form] or (_century(found["short"]) if form == "3" else None)
            return int(year) if year else None, month_number(found["month" + form]), int(found["day" + form])
    first, second = int(found["a"]), int(found["b"])
    if second > 12 or (first <= 12 and day_first is False):
        first, second = second, first
    return int(found["year4"]), second, first


def _by_weekday(match: re.Match[str]) -> bool | None:
    """Whether of "Friday, 12/03/2021" the day stands first: None where the weekday is that of both or neither."""
    told = _WEEKDAY_BEFORE.search(match.string, max(0, match.start() - 12), match.start()) if match["a"] else None
    if told is None:
        return None
    number, year = _WEEKDAYS.index(told["weekday"][:3].lower()), int(match["year4"])
    first, second = int(match["a"]), int(match["b"])
    fits = [
        _possible(year, m, d) and date(year, m, d).weekday() == number for d, m in ((first, second), (second, first))
    ]
    return fits[0] if fits[0] != fits[1] else None


def _century(short: str | None) -> str | None:
    """The year of "4 Nov 21", as pages of the last hundred years print it."""
    return short and f"{'19' if int(short) >= _LAST_CENTURY else '20'}{short}"


def month_number(name: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return _MONTHS.index(name[:3].lower()) + 1


def _possible(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def without_dates(text: str) -> str:
    """`text` with dates, weekdays, clock times and words such as "Published on" replaced by a bar."""
    for pattern in (_DATE, _ISSUE, _CLOCK, _WEEKDAY, _PRINTED):
        text = pattern.sub(" | ", text)
    return text


def has_clock(text: str) -> bool:
    """Whether a clock time such as 7:37 p.m. is printed in `text`."""
    return bool(_CLOCK.search(text))


def issue_months(text: str) -> Iterator[PageDate]:
    """The months by which a monthly dates its issues: "May 2019"."""
    for match in _ISSUE.finditer(text):
        yield PageDate(match.start(), match.end(), int(match["year1"]), month_number(match["month1"]), None)


def latest_year(text: str, *, named: bool = False) -> int | None:
    """The latest year in which `text` tells that something was; years ahead ("by 2030") do not count.

    A year that only names a thing ("the 2015 accord") counts where `named`.
    """
    years = [
        int(m[1])
        for m in _YEAR_IN_TEXT.finditer(text)
        if (named or _TOLD.search(text, max(0, m.start() - 40), m.start()))
        and not any(p.search(text, max(0, m.start() - 70), m.start()) for p in (_FORWARD, _PLANNED))
    ]
    return max(years, default=None)


def inferred_year(month: int, day: int, body: str) -> int | None:
    """The year of a dispatch filed on that day, as far as `body` lets one guess, else None.

    Not before the latest year in which the text tells that something was. The weekdays that it tells fit best where the
    day itself, the day before or the one before that bear their names; of years that fit alike, the earliest.
    """
    earliest = latest_year(body)
    told = {_WEEKDAYS.index(m[1][:3].lower()) for m in _SAID_WEEKDAY.finditer(body)}
    if earliest is None or not told:
        return None
    years = [y for y in range(earliest, earliest + _WEEKDAY_CYCLE) if _possible(y, month, day)]

    def fit(year: int) -> int:
        filed = date(year, month, day).weekday()
        return sum(max(0, _FEW_DAYS - (filed - weekday) % 7) for weekday in told)

    return max(years, key=lambda y: (fit(y), -y), default=None)


def year_near(month: int, day: int, published: str | None) -> int | None:
    """The year in which that day stands nearest to the publication day (ISO), or None where that has no year."""
    if not published or not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return None
    there = date.fromisoformat(published)
    near = [date(y, month, day) for y in (there.year - 1, there.year, there.year + 1) if _possible(y, month, day)]
    return min(near, key=lambda d: abs((d - there).days)).year if near else None


def day_in_address(address: str) -> tuple[str, str] | None:
    """The day in a page's address, or at the head of its file's name, as (published, bounds), both EDTF, or None.

    An address that runs a serial on to the day (`/20220324012/`) may be one day later than the newspaper's date.
    """
    if "://" in address:
        match = re.search(rf"(?<![\da-zA-Z]){_DAY_IN_ADDRESS}", address)
    else:
        match = re.match(_DAY_IN_ADDRESS, re.split(r"[/\\]|: ", address)[-1])
    if not match or not _possible(int(match[1]), int(match[3]), int(match[4])):
        return None
    day = date(int(match[1]), int(match[3]), int(match[4]))
    earliest = day - timedelta(days=1) if match[5] else day
    return day.isoformat(), f"{earliest.isoformat()}/{day.isoformat()}" if earliest != day else day.isoformat()
