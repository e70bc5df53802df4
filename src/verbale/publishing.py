"""From a digest to an edition: the draft of the next one, publishing it, and what was corrected in those before.

Nothing here reads a clock: the moment up to which articles are known comes with each call.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from verbale.errors import DecidedMeanwhile, InputError, NotThere
from verbale.model.draft import Draft
from verbale.model.edition import Digest, Edition, Entry, Erratum
from verbale.model.published import Issue
from verbale.recall.printed import edition_now, sentences_now
from verbale.store.base import Store
from verbale.views import editing
from verbale.views.digest import keys_printed
from verbale.views.errata import articles_of, errata
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.printing.sheet import Sheet, sheet_of_edition
from verbale.views.showing import Showing


@dataclass(frozen=True, slots=True)
class Next:
    """The next edition as it stands: the draft's version, the machine's digest, and as it would be published.

    `errata` are those that it announces.
    """

    version: int
    draft: Draft
    machine: Digest
    edited: Digest
    errata: tuple[Erratum, ...]
    number: int


def coming(store: Store, showing: Showing, title: str, today: date, draft: Draft | None = None) -> Next:
    """The next edition from the draft that is kept, or from another one."""
    kept = store.draft()
    mine = kept.draft if draft is None else draft
    last = next(store.issues(), None)
    machine = digest_of(store, showing, title, days_of(store, showing, mine, today), since_last=mine.since_last)
    for key in mine.added:
        path, entry = story(showing, store, title, key)
        machine = editing.with_entry(machine, path, entry)
    found = announced(store)
    return Next(kept.version, mine, machine, editing.edited(machine, mine), found, (last.number if last else 0) + 1)


def days_of(store: Store, showing: Showing, draft: Draft, today: date) -> Wanted:
    """The days that a draft covers: its own, or from the day on which the last edition ended, or the last day.

    None lies after an end that is asked for; without one, a beginning still to come is the only day.
    """
    last_day = showing.last_day() or today.isoformat()
    until = draft.until or (last_day if not draft.since else today.isoformat())
    since = draft.since
    if not since and draft.since_last:
        since = since_last(store) or ""
    since = since or until
    since, until = (min(since, until), until) if draft.until else (since, max(since, until))
    return replace(EVERYTHING, since=since, until=until)


def since_last(store: Store) -> str | None:
    """The ISO day with which the last edition ended, as what came in later may be of that day; None without any."""
    last = next(store.issues(), None)
    return min(last.cut_off[:10], last.until) if last else None


def digest_of(store: Store, showing: Showing, title: str, days: Wanted, *, since_last: bool) -> Digest:
    """The machine's digest of some days; `since_last` leaves out stories that an edition printed, unless changed."""
    return showing.digest(title, days, _printed(store, days) if since_last else ())


def story(showing: Showing, store: Store, title: str, key: str) -> tuple[tuple[str, ...], Entry]:
    """The story of one article, and the section that it belongs to; raises NotThere."""
    there = showing.known(store.called(key))
    if len(there) != 1:
        raise NotThere(f"{key!r} names several articles" if there else f"there is no article {key!r} as of that day")
    (source,) = there.values()
    day = replace(EVERYTHING, since=source.known_from, until=source.known_from)
    for section in showing.digest(title, day).sections:
        for entry in section.entries:
            if entry.article == source.article.key:
                return section.path, entry
    raise NotThere(f"{source.article.name} is a copy of another article of its day; add that one")


def publish(store: Store, upcoming: Next, cut_off: str, by: str) -> Edition:
    """Publish the next edition as it stands; raises DecidedMeanwhile where somebody changed or published meanwhile.

    One that would tell nothing, neither a story nor a change nor a correction, raises InputError.
    """
    number, told = upcoming.number, upcoming.edited
    is_empty = not (told.sections or told.takeaways or told.contradictions or upcoming.errata)
    if is_empty and store.draft().version == upcoming.version:
        raise InputError(f"nothing is published: of {told.since} to {told.until} there is nothing to tell")
    edition = Edition(number, upcoming.draft.name, cut_off, by, upcoming.edited, upcoming.errata)
    if not store.publish(edition, upcoming.version):
        raise DecidedMeanwhile("somebody changed the draft or published it since you looked at it; look again")
    return edition


def change(store: Store, draft: Draft, version: int) -> int:
    """Keep a changed draft in the place of one of that version; the new version. Raises DecidedMeanwhile."""
    if not store.set_draft(draft, version):
        there = store.draft().version
        raise DecidedMeanwhile(f"the draft was changed since: it is at version {there}, not {version}; look again")
    return version + 1


def issue_called(store: Store, number: int) -> Edition:
    """The edition of that number, of each outlet no more than its rights allow now; raises NotThere."""
    found = store.edition(number)
    if found is None:
        raise NotThere(f"there is no edition {number}; list them with: verbale editions DOSSIER")
    return edition_now(store, found)


def sheet_called(store: Store, number: int) -> Sheet:
    """The edition of that number as it is printed, with what was corrected in it since."""
    edition = issue_called(store, number)
    return sheet_of_edition(edition, tuple(e for e in corrections(store) if number in e.editions))


def corrections(store: Store, since: int = 0) -> tuple[Erratum, ...]:
    """What was corrected in editions, by judgements from number `since` on, in the order decided.

    Of what was printed no more words are told than the rights of their outlets allow now.
    """
    issues = list(store.issues())
    if not issues:
        return ()
    judgements = list(store.judgements())
    printed = store.printed_of(articles_of(judgements[min(one.judged for one in issues) :]))
    return tuple(errata(sentences_now(store, printed), _judged(issues), judgements, since))


def announced(store: Store) -> tuple[Erratum, ...]:
    """What the next edition announces: all that was decided since the last one on what editions had printed."""
    last = next(store.issues(), None)
    return corrections(store, last.judged) if last else ()


def _judged(issues: Collection[Issue]) -> dict[int, int]:
    return {one.number: one.judged for one in issues}


def _printed(store: Store, days: Wanted) -> frozenset[str]:
    """What editions told that may have covered one of these days: the keys of articles and lines."""
    found: set[str] = set()
    since = days.since or ""
    for issue in store.issues():
        if max(issue.until, issue.cut_off[:10]) < since:
            break
        if edition := store.edition(issue.number):
            found |= keys_printed(edition.digest)
    return frozenset(found)
