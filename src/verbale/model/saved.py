"""Searches that people saved, and what was found by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name: `query` as typed, operators and all, who saved it and on which day."""

    id: int
    name: str
    query: str
    by: str
    saved_on: date


@dataclass(frozen=True, slots=True)
class Alert:
    """A hit of a saved search that was found by an alert: `hit` names it, `content` is what is told of it (JSON).

    Numbers rise in the order found; `written` says whether it went where the alert was to write.
    """

    number: int
    search: int
    hit: str
    content: str
    found_on: date
    written: bool
