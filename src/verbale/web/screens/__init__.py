"""The screens of the desk: a module and a template each. A screen shows one resource of `verbale.api`."""

from verbale.web.screen import Screen
from verbale.web.screens import (
    articles,
    brief,
    editions,
    intake,
    lines,
    listings,
    others,
    positions,
    review,
    search,
    tied,
    timeline,
    today,
)

SCREENS: tuple[Screen, ...] = (
    today.SCREEN,
    intake.SCREEN,
    listings.STATEMENTS,
    positions.MATRIX,
    positions.COURSE,
    timeline.SCREEN,
    tied.LINKAGES,
    tied.PRECONDITIONS,
    listings.CONTRADICTIONS,
    listings.CALENDAR,
    listings.ACTORS,
    lines.SCREEN,
    articles.LISTING,
    articles.ARTICLE,
    search.SCREEN,
    review.SCREEN,
    brief.SCREEN,
    others.SOURCES,
    others.DECISIONS,
    editions.DIGEST,
    editions.EDITIONS,
    editions.EDITION,
)
