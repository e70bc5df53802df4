"""The screens as the menu lists them, in groups."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the menu."""

    path: str
    title: str


GROUPS: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("", (Place("/", "Today"), Place("/intake", "Intake"))),
    (
        "Record",
        (
            Place("/statements", "Statements"),
            Place("/positions", "Positions"),
            Place("/timeline", "Timeline"),
            Place("/calendar", "Calendar"),
            Place("/preconditions", "Preconditions"),
            Place("/linkages", "Linkages"),
            Place("/contradictions", "Contradictions"),
            Place("/actors", "Actors"),
        ),
    ),
    ("Press", (Place("/articles", "Articles"), Place("/sources", "Sources"), Place("/search", "Search"))),
    (
        "Desk",
        (
            Place("/review", "Review"),
            Place("/digest", "Digest"),
            Place("/editions", "Editions"),
            Place("/judgements", "Decisions"),
            Place("/brief", "Brief"),
            Place("/settings", "Settings"),
        ),
    ),
)
