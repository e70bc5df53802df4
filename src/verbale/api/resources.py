"""The resources of a dossier: each is found once, and shown as a page, as its JSON twin and by the REST API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale import judging
from verbale.api import briefs, editions, intake, lines, reviewing, searching
from verbale.api.asking import DAYS, Asked
from verbale.errors import NotThere
from verbale.views import article, articles, judgements, state
from verbale.views.cited import Json, without_folders
from verbale.views.context import Context
from verbale.views.listing import LISTINGS
from verbale.views.listing import Page as Listed
from verbale.views.showing import Texts

Found = Any  # what a view gives: each resource has its own


@dataclass(frozen=True, slots=True)
class Resource:
    """What stands at an address: the filters it takes, how it is found, and it as JSON. `about` is one line on it.

    The names in braces of its path are handed to `found`. `paged` says that it comes in pages.
    """

    path: str
    about: str
    filters: tuple[str, ...]
    found: Callable[..., Found]
    as_json: Callable[[Found, Asked], Json]
    paged: bool = False

    @property
    def name(self) -> str:
        """Its address as one word."""
        return self.path.strip("/").replace("/{", "_").replace("}", "") or "today"

    def served(self, found: Found, of: Asked) -> Json:
        """What was found as JSON for whoever may look: no article's name tells a folder of this machine."""
        told: Json = without_folders(self.as_json(found, of))
        return told


def _listing(name: str, about: str, *filters: str) -> Resource:
    def found(of: Asked) -> Listed:
        return of.showing.page(name, of.wanted, of.first, of.last, explain=False)

    def as_json(page: Listed, of: Asked) -> Json:
        return in_pages(LISTINGS[name].as_json(page), page.more, of)

    return Resource(f"/{name}", about, filters, found, as_json, paged=True)


@dataclass(frozen=True, slots=True)
class Newsrooms:
    """A page of outlets."""

    entries: tuple[articles.Newsroom, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A page of what people decided."""

    entries: tuple[judgements.Made, ...]
    more: bool


def in_pages(entries: list[Json], more: bool, of: Asked) -> Json:
    """A page of entries as JSON."""
    return {"as_known_on": of.known_on.isoformat(), "page": of.page, "more": more, "entries": entries}


def _state(of: Asked) -> state.State:
    return of.showing.state(explain=False, since=of.wanted.since)


def _state_json(found: state.State, of: Asked) -> Json:
    counts = of.store.queue().count()
    return {**state.as_json(found), "intake": {name: counts[name] for name in ("waiting", "refused")}}


def _positions(of: Asked) -> Listed:
    return of.showing.page("positions", of.wanted, 0, THREADS, explain=False)


def _course(of: Asked, party: str, issue: str) -> lines.Shown:
    return lines.line(of, f"position:{party}:{issue}")


def _article(of: Asked, key: str) -> tuple[article.Page, Context]:
    there = of.showing.known(of.store.called(key))
    if len(there) != 1:
        raise NotThere(f"{key!r} names several articles" if there else f"there is no article {key!r} as of that day")
    return of.showing.article(next(iter(there)))


def _texts(of: Asked) -> Texts:
    return of.showing.texts(of.wanted, of.first, of.last)


def _texts_json(found: Texts, of: Asked) -> Json:
    return in_pages(articles.texts_as_json(found.texts, found.counts), found.more, of)


def _newsrooms(of: Asked) -> Newsrooms:
    every = of.showing.newsrooms(of.wanted)
    return Newsrooms(tuple(every[of.first : of.last]), len(every) > of.last)


def _judgements(of: Asked) -> Decided:
    found = judging.judgements(of.store, of.known_on, first=of.first, last=of.last + 1)
    return Decided(tuple(found[: of.size]), len(found) > of.size)


THREADS = 2_000
"""Positions on one page at most: all that there are of so many parties and issues."""
TOLD = ("party", "outlet", *DAYS)
ON_ISSUE = ("party", "issue", "outlet", *DAYS)

RESOURCES: Mapping[str, Resource] = {
    resource.name: resource
    for resource in (
        Resource("/", "Where the talks stand, and what changed.", ("since",), _state, _state_json),
        Resource("/intake", "What came in and waits for a decision, copies folded; what was refused.", (), intake.came,
                 intake.as_json, True),
        _listing("statements", "Who said what to whom, newest first.", "speaker", *ON_ISSUE, "manner", "act"),
        Resource("/positions", "What each party wants on each issue, and how that changed.", ON_ISSUE, _positions,
                 lambda found, of: in_pages(LISTINGS["positions"].as_json(found), found.more, of)),
        _listing("timeline", "What happened and what is announced, oldest first.", *TOLD, "undated"),
        _listing("linkages", "What the articles tie together, preconditions apart, newest first.", *TOLD),
        _listing("preconditions", "What is asked for before something is granted.", "party", "status", "outlet", *DAYS),
        _listing("contradictions", "Accounts that cannot both be true, side by side.", *ON_ISSUE),
        _listing("calendar", "The days that were set for events, how they moved, what came of them.", *TOLD),
        _listing("actors", "Who acts and speaks, with names and offices.", *TOLD),
        Resource("/articles", "The articles, newest first, copies folded.", ("outlet", *DAYS), _texts, _texts_json,
                 True),
        Resource("/articles/{key}", "One article with the lines that it tells.", (), _article,
                 lambda found, _: article.as_json(*found)),
        Resource("/lines/{key}", "One line with its tellings and its history.", (), lines.line,
                 lambda found, _: lines.as_json(found)),
        Resource("/positions/{party}/{issue}", "What one party wants on one issue, step by step.", (), _course,
                 lambda found, _: lines.as_json(found)),
        Resource("/sources", "The outlets, with how many articles and texts of their own.", DAYS, _newsrooms,
                 lambda f, of: in_pages(articles.newsrooms_as_json(f.entries), f.more, of), True),
        Resource("/review", "What nobody has decided on: the weighty first, of these the least sure.", ON_ISSUE,
                 reviewing.queue, reviewing.as_json, True),
        Resource("/judgements", "What people decided, the last first.", (), _judgements,
                 lambda f, of: in_pages(judgements.as_json(f.entries), f.more, of), True),
        Resource("/digest", "The next edition as it stands, or the digest of other days.", ("outlet", *DAYS),
                 editions.printed, editions.printed_as_json),
        Resource("/editions", "What was published, the last first.", (), editions.issues,
                 lambda f, of: in_pages(editions.issues_as_json(f, of), f.more, of), True),
        Resource("/editions/{number}", "An edition as it was published, with what was corrected in it since.", (),
                 editions.issue, editions.issue_as_json),
        Resource("/brief", "The brief as it stands, and how much is to be read again.", (), briefs.standing,
                 lambda found, _: briefs.as_json(found)),
        Resource("/search", "Articles and statements by their words.", (), searching.search, searching.as_json, True),
    )
}  # fmt: skip
