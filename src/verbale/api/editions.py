"""The next edition as it is looked at and changed, publishing it, and the editions before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Literal, get_args

from verbale import publishing
from verbale.api.asking import Asked, Served, asked, day_of
from verbale.errors import DecidedMeanwhile, InputError, NotThere
from verbale.model.draft import Draft
from verbale.model.edition import Digest, Edition, Erratum
from verbale.model.edition_json import digest_as_json, draft_as_json, edition_as_json
from verbale.model.published import Issue
from verbale.publishing import Next
from verbale.store.queries import Hit, SearchKind, SearchQuery
from verbale.views import editing
from verbale.views.cited import Json
from verbale.views.editing import Step
from verbale.views.printing import atom
from verbale.views.printing.sheet import Sheet, printable, sheet_of, sheet_of_edition

Does = Literal[
    "up", "down", "section up", "section down", "drop", "restore", "reword", "rename", "add", "set", "discard"
]  # fmt: skip
DOES: tuple[Does, ...] = get_args(Does)
ARTICLES: tuple[SearchKind, ...] = ("article",)
FOUND = 12
"""Articles that a search for one to add shows."""
LOOKS = ("since", "until", "outlet", "as_known_on")
"""What shows another digest than the next edition."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the draft. `what` is a story or sentence, `path` a section, `words` are by the sentence's mark.

    `set` takes name, days and whether it goes on from the last edition.
    """

    does: Does
    version: int
    what: str = ""
    path: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    since: str = ""
    until: str = ""
    since_last: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A digest as it is looked at: the next edition, or (`next` is None) that of other days. `found` may be added."""

    digest: Digest
    next: Next | None
    found: tuple[Hit, ...] = ()

    @property
    def sheet(self) -> Sheet:
        """It as a draft to be printed."""
        now, made = self.next, sheet_of(self.digest)
        return printable(replace(made, name=now.draft.name, announced=now.errata)) if now else made


@dataclass(frozen=True, slots=True)
class Issues:
    """A page of editions, the last first, and how much was corrected in each since."""

    entries: tuple[Issue, ...]
    more: bool
    corrected: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition as it was published, what was corrected in it since, and whether others stand before and after it."""

    edition: Edition
    corrected: tuple[Erratum, ...]
    last: int

    @property
    def sheet(self) -> Sheet:
        """It as it is printed."""
        return sheet_of_edition(self.edition, self.corrected)


def printed(of: Asked) -> Printed:
    """The digest that is asked for: the next edition, unless other days or an outlet are."""
    if any(name in of.given for name in LOOKS):
        return Printed(_digest(of), None)
    return Printed((now := _next(of)).edited, now, _found(of))


def change(served: Served, said: Change) -> int:
    """Make a change of the draft; its version then. Raises DecidedMeanwhile, NotThere, InputError."""
    now = _next(asked(served, {}))
    if said.version != now.version:
        raise DecidedMeanwhile(
            f"the draft was changed since: it is at version {now.version}, not {said.version}; look again"
        )
    if said.does == "add":
        publishing.story(asked(served, {}).showing, served.store, "", said.what)  # that there is such a story
    return publishing.change(served.store, _CHANGES[said.does](now, said), now.version)


def publish(served: Served, version: int, by: str) -> Edition:
    """Publish the draft of that version as the next edition; raises DecidedMeanwhile."""
    now = _next(asked(served, {}))
    return publishing.publish(served.store, replace(now, version=version), served.moment(), by)


def issues(of: Asked) -> Issues:
    """A page of editions."""
    every = list(of.store.issues())
    errata = publishing.corrections(of.store)
    shown = tuple(every[of.first : of.last])
    corrected = {one.number: sum(one.number in e.editions for e in errata) for one in shown}
    return Issues(shown, len(every) > of.last, corrected)


def issue(of: Asked, number: str) -> Issued:
    """The edition of that number; raises NotThere."""
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise NotThere(f"there is no edition {number!r}")
    made = publishing.issue_called(of.store, int(number))
    corrected = tuple(e for e in publishing.corrections(of.store) if made.number in e.editions)
    last = next(of.store.issues()).number
    return Issued(made, corrected, last)


def feed(of: Asked, base: str) -> bytes:
    """The last editions as an Atom feed; `base` is the address of the desk."""
    numbers = [one.number for one in of.store.issues()][: atom.MOST]
    return atom.as_atom(
        of.brief.title or of.served.place, [publishing.sheet_called(of.store, number) for number in numbers], base
    )


def printed_as_json(found: Printed, of: Asked) -> Json:
    """A digest as JSON; of the next edition with its number, what was changed of it, and what it leaves out."""
    made = digest_as_json(found.digest)
    if found.next is None:
        return made
    return made | {
        "number": found.next.number,
        "version": found.next.version,
        "draft": draft_as_json(found.next.draft),
        "left_out": [asdict(one) for one in editing.dropped(found.next.machine, found.next.draft)],
        "errata": [asdict(one) for one in found.next.errata],
    }


def issues_as_json(found: Issues, of: Asked) -> list[Json]:
    """Editions as JSON, without their contents."""
    return [asdict(one) | {"corrected": found.corrected[one.number]} for one in found.entries]


def issue_as_json(found: Issued, of: Asked) -> Json:
    """An edition as JSON, with what was corrected in it since."""
    return edition_as_json(found.edition) | {"corrected": [asdict(one) for one in found.corrected]}


def _next(of: Asked) -> Next:
    return publishing.coming(of.store, of.showing, of.brief.title or of.served.place, of.known_on)


def _digest(of: Asked) -> Digest:
    draft = Draft(since=of.wanted.since or "", until=of.wanted.until or "")
    days = publishing.days_of(of.store, of.showing, draft, of.known_on)
    title = of.brief.title or of.served.place
    return of.showing.digest(title, replace(of.wanted, since=days.since, until=days.until))


def _found(of: Asked) -> tuple[Hit, ...]:
    words = of.given.get("find", "")
    if not words:
        return ()
    return tuple(of.store.search(SearchQuery(words=words, kinds=ARTICLES, known_on=of.known_on, limit=FOUND)))


def _moved(now: Next, said: Change) -> Draft:
    step: Step = "up" if said.does == "up" else "down"
    return editing.moved(now.machine, now.draft, said.what, step)


def _section_moved(now: Next, said: Change) -> Draft:
    step: Step = "up" if said.does == "section up" else "down"
    return editing.section_moved(now.machine, now.draft, said.path, step)


def _reworded(now: Next, said: Change) -> Draft:
    draft = now.draft
    for name, words in said.words.items():
        draft = editing.reworded(now.machine, draft, name, words)
    return draft


def _set(now: Next, said: Change) -> Draft:
    since, until = (
        day_of(name, text.strip()).isoformat() if text.strip() else ""
        for name, text in (("since", said.since), ("until", said.until))
    )
    if since and until and since > until:
        raise InputError(f"{since} is after {until}")
    since_last = said.since_last and not since
    return replace(editing.called(now.draft, said.name), since=since, until=until, since_last=since_last)


def _discarded(now: Next, _: Change) -> Draft:
    return Draft(name=now.draft.name, since_last=now.draft.since_last)


_CHANGES: Mapping[Does, Callable[[Next, Change], Draft]] = {
    "up": _moved,
    "down": _moved,
    "section up": _section_moved,
    "section down": _section_moved,
    "drop": lambda now, said: editing.without(now.draft, said.what),
    "restore": lambda now, said: editing.with_again(now.draft, said.what),
    "reword": _reworded,
    "rename": lambda now, said: editing.renamed(now.draft, said.path, said.name),
    "add": lambda now, said: editing.with_article(now.draft, said.what),
    "set": _set,
    "discard": _discarded,
}
