"""Positions: a matrix of parties and issues, or a plain table of the same; a cell opens the course."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.api.asking import Asked
from verbale.api.lines import Shown as Line
from verbale.model.record import Step
from verbale.model.times import written
from verbale.views import positions
from verbale.views.cited import is_dated
from verbale.views.context import Context
from verbale.views.listing import Page
from verbale.views.positions import Course
from verbale.web.screen import Screen, Shown


@dataclass(frozen=True, slots=True)
class Cell:
    """A party's last word on an issue: the course, its last step, the day of that, and how many steps there were."""

    course: Course
    last: Step
    day: str
    steps: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Issues by parties, with the names that the brief has; parties of the talks first."""

    parties: tuple[tuple[str, str], ...]
    issues: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, str], Cell]


def matrix(courses: Sequence[Course], against: Context) -> Matrix:
    """The matrix of some courses."""
    cells = {(c.thread.party, c.thread.issue): _cell(c, against) for c in courses}
    brief = against.brief
    parties = _in_order([p.code for p in brief.parties], {party for party, _ in cells})
    issues = _in_order([i.id for i in brief.issues], {issue for _, issue in cells})
    return Matrix(
        tuple((code, against.party(code)) for code in parties),
        tuple((code, against.issue(code)) for code in issues),
        cells,
    )


def _in_order(known: Sequence[str], held: set[str]) -> list[str]:
    return [code for code in known if code in held] + sorted(held.difference(known))


def _cell(course: Course, against: Context) -> Cell:
    steps = positions.shown(course, against)
    last = steps[-1]
    article = against.sources[last.telling.article].article
    day = written(last.telling.content.as_of or article.published) if is_dated(article) else "undated"
    return Cell(course, last, day, len(steps) + course.thread.left_out)


def _matrix(of: Asked, found: Page) -> Shown:
    as_table = of.given.get("as") == "table"
    return {"matrix": matrix(found.entries, found.against), "against": found.against, "as_table": as_table}


def _course(of: Asked, found: Line) -> Shown:
    course: Course = found.entry
    return {
        "shown": found,
        "course": course,
        "steps": list(reversed(positions.shown(course, found.against))),
        "against": found.against,
    }


MATRIX = Screen("positions", "Positions", "positions.html", _matrix, "No article tells what a party wants.")
COURSE = Screen("positions_party_issue", "Position", "course.html", _course)
