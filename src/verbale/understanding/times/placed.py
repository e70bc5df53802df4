"""A meaning placed in time."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.negotiation import TimexType
from verbale.understanding.times.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a time expression lies. `stretch` is None where it names no known part of the calendar.

    `anchor` is what it was told from: explicit, publication, focus, quarter (the one the text is about) or none.
    `vague` marks thirds and the like; `aside` one that looks ahead to an end and does not carry a story on: "until the
    fall of the city in February 1945". `ends` are the two ends of a range, each placed by itself.
    """

    edtf: str | None
    timex3: str
    timex_type: TimexType = "DATE"
    stretch: Stretch | None = None
    modifier: str | None = None
    calendar: bool = True
    anchor: str = "explicit"
    alternatives: tuple[str, ...] = ()
    vague: bool = False
    aside: bool = False
    ends: tuple[Placed, ...] = ()


def shown(stretch: Stretch | None, anchor: str, alternatives: tuple[str, ...] = ()) -> Placed:
    """A stretch as an expression that names it; None is a date that there is not, such as 31 June."""
    if stretch is None:
        return unplaced("XXXX")
    kind: TimexType = "TIME" if stretch.part else "DATE"
    return Placed(stretch.edtf, stretch.timex3, kind, stretch, anchor=anchor, alternatives=alternatives)


def unplaced(timex3: str) -> Placed:
    """A calendar time that cannot be placed, with what is known of its value."""
    return Placed(None, timex3, anchor="none")


def apart(timex3: str, kind: TimexType = "DATE") -> Placed:
    """A length, a set or a vague reference: no calendar time."""
    return Placed(None, timex3, kind, calendar=False, anchor="none")
