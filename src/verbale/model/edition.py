"""A digest as it is printed: plain words, each with the place it comes from, and no line of the record behind it.

So an edition can be kept as published and printed again in any form, whatever becomes of the dossier.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the article's key, start and end in Unicode code points of its text."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the digest, and the places that carry it (none: it stands on the page beside the text).

    `line` is the key of the record's line that it tells, where it tells one. `machine` is what stood there before an
    editor put these words in its place.
    """

    words: str
    places: tuple[Place, ...] = ()
    line: str | None = None
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One thing of the record that the edition leads with: what it is, the sentence, and on whose word.

    `kind` is phase, position, event, date, precondition or contradiction; `day` the ISO day from which it is known;
    `cited` names the outlets, with the number of independent origins.
    """

    kind: str
    day: str
    told: Told
    cited: str
    origins: int = 1


@dataclass(frozen=True, slots=True)
class Trend:
    """A term, how many articles of the digest have it, and how many a week had it in the four weeks before."""

    term: str
    count: int
    before: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One story: the article that brought it first.

    `published` is EDTF, `date` as people write it; `rights` what may be shown of it: full, excerpt or link; `also`
    says where its copies stand, `changed` what is new in a story told before, `version` what a wire calls it: UPDATE 2.
    `terms` is what the item itself says of its copyright and use.
    """

    article: str
    headline: str
    outlet: str
    published: str | None
    date: str
    page: str | None = None
    credit: str | None = None
    byline: str | None = None
    kind: str = "news"
    abridged: bool = False
    url: str | None = None
    rights: str = "full"
    synopsis: tuple[Told, ...] = ()
    takeaways: tuple[Told, ...] = ()
    also: str = ""
    changed: str = ""
    version: str = ""
    terms: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a heading; `path` is section and subsection."""

    path: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A row of the table of sources: outlet, country, Admiralty letter, rights, and how many entries are its own."""

    outlet: str
    country: str | None
    reliability: str | None
    rights: str
    entries: int


@dataclass(frozen=True, slots=True)
class Digest:
    """What is printed of some days, both ISO days included: where the talks stand, what changed, the stories.

    `phase` says where the talks stand; `due` are dates ahead, and those that moved or passed; `takeaways` are the
    changes of the record in these days.
    """

    title: str
    since: str
    until: str
    phase: Note | None = None
    takeaways: tuple[Note, ...] = ()
    contradictions: tuple[Note, ...] = ()
    due: tuple[Note, ...] = ()
    trends: tuple[Trend, ...] = ()
    sections: tuple[Section, ...] = ()
    newsrooms: tuple[Newsroom, ...] = ()


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction of something printed: the numbers of the editions that printed it, what stood there, what holds now.

    `day` is the ISO day of the judgement that made it; `why` is the reason given with it.
    """

    editions: tuple[int, ...]
    line: str
    printed: str
    now: str
    day: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A digest as published: never changed. `cut_off` is the moment (ISO, UTC) up to which articles were known.

    `errata` are those that this edition announces of earlier ones.
    """

    number: int
    name: str
    cut_off: str
    published_by: str
    digest: Digest
    errata: tuple[Erratum, ...] = ()
