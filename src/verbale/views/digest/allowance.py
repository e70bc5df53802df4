"""What a digest may show of each article, wherever it stands: in its lead, and in its entries.

An edition is kept as it was published. Where the rights of an outlet were narrowed since, no more of it is shown again
than they allow now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from verbale.model.brief import Brief
from verbale.model.edition import Digest, Edition, Entry, Newsroom, Note, Place, Section
from verbale.views.rights import EXCERPT, Rights, allowed, rights_of

NARROWER = ("full", "excerpt", "link")
"""Rights, each narrower than those before it."""


def showable(notes: Iterable[Note], rights: Callable[[str], Rights]) -> list[Note]:
    """The notes that may stand above the entries, the first ones first; `rights` are those in an article by its key."""
    shown: list[Note] = []
    for note in notes:
        taken = characters([*shown, note])
        if all(_fits(rights(p.article), taken[p.article]) for p in note.told.places):
            shown.append(note)
    return shown


def characters(notes: Iterable[Note]) -> Counter[str]:
    """How many characters of each article notes show, by key; the same place counts once."""
    places: set[Place] = {p for note in notes for p in note.told.places}
    counted: Counter[str] = Counter()
    for place in places:
        counted[place.article] += place.end - place.start
    return counted


def cited(digest: Digest) -> set[str]:
    """The keys of the articles of which a digest shows anything."""
    entries = {entry.article for section in digest.sections for entry in section.entries}
    return entries | {p.article for note in _notes(digest) for p in note.told.places}


def narrowed(edition: Edition, outlets: Mapping[str, str | None], brief: Brief) -> Edition:
    """An edition as it may be shown now; `outlets` are those of its articles by key, as far as they are there.

    An article that is there no more has the rights of the outlet that its entry names, else those of the brief.
    """
    digest = edition.digest
    called = {e.article: e.outlet for section in digest.sections for e in section.entries} | dict(outlets)

    def rights(article: str) -> Rights:
        return rights_of(called.get(article), brief)

    shown = showable(_notes(digest), rights)
    above = characters(shown)

    def section(of: Section) -> Section:
        return replace(of, entries=tuple(_entry(e, rights(e.article), above[e.article]) for e in of.entries))

    now = replace(
        digest,
        phase=digest.phase if digest.phase in shown else None,
        takeaways=tuple(n for n in digest.takeaways if n in shown),
        contradictions=tuple(n for n in digest.contradictions if n in shown),
        due=tuple(n for n in digest.due if n in shown),
        sections=tuple(map(section, digest.sections)),
        newsrooms=tuple(_newsroom(n, rights_of(n.outlet, brief)) for n in digest.newsrooms),
    )
    return replace(edition, digest=now)


def _notes(digest: Digest) -> list[Note]:
    return [*([digest.phase] if digest.phase else []), *digest.takeaways, *digest.contradictions, *digest.due]


def _entry(entry: Entry, now: Rights, above: int) -> Entry:
    """An entry under the narrower of the rights it was printed under and those of now."""
    if NARROWER.index(now) <= NARROWER.index(entry.rights):
        return entry
    words = [t.words for t in (*entry.synopsis, *entry.takeaways)]
    fit = allowed(now, words, whole=True, at_most=max(0, EXCERPT - above))
    of = len(entry.synopsis)
    return replace(
        entry,
        rights=now,
        synopsis=tuple(t for t, kept in zip(entry.synopsis, fit[:of], strict=True) if kept),
        takeaways=tuple(t for t, kept in zip(entry.takeaways, fit[of:], strict=True) if kept),
        changed="",
    )


def _newsroom(of: Newsroom, now: Rights) -> Newsroom:
    return replace(of, rights=now) if NARROWER.index(now) > NARROWER.index(of.rights) else of


def _fits(rights: Rights, taken: int) -> bool:
    return rights == "full" or (rights == "excerpt" and taken <= EXCERPT)
