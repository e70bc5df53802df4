"""What is known of editions without reading them whole: which there are, and from which places they told the record."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.draft import Draft
from verbale.model.edition import Edition, Told


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition without its content: its days, how many entries it has, how many judgements there were before it."""

    number: int
    name: str
    cut_off: str
    published_by: str
    since: str
    until: str
    entries: int
    judged: int


def issue_of(edition: Edition, judged: int) -> Issue:
    """An edition without its content."""
    of, entries = edition.digest, sum(len(section.entries) for section in edition.digest.sections)
    return Issue(
        edition.number, edition.name, edition.cut_off, edition.published_by, of.since, of.until, entries, judged
    )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A place of an article from which an edition told something of the record, in these words, and the line's key.

    `number` is its place among those of the edition.
    """

    edition: int
    article: str
    start: int
    end: int
    line: str | None
    words: str
    number: int


def sentences_of(edition: Edition) -> tuple[Sentence, ...]:
    """Every place from which an edition tells the record. Synopses are left out: they are the articles' own words."""
    digest = edition.digest
    notes = (*filter(None, [digest.phase]), *digest.takeaways, *digest.contradictions, *digest.due)
    told: list[Told] = [note.told for note in notes]
    told += [one for section in digest.sections for entry in section.entries for one in entry.takeaways]
    places = ((one, place) for one in told for place in one.places)
    return tuple(
        Sentence(edition.number, place.article, place.start, place.end, one.line, one.words, number)
        for number, (one, place) in enumerate(places)
    )


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """What an editor changed of the next edition; each change has a version of its own."""

    version: int
    draft: Draft
