"""What every form prints: a digest as a draft or as an edition, its words made fit for paper, its entries numbered.

Rights are obeyed here, so that no form can forget them: of an article of which only the link may be shown, headline,
source and link are printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from verbale.model.edition import Digest, Edition, Entry, Erratum, Newsroom, Note, Told
from verbale.model.times import written
from verbale.views.digest.reading import period
from verbale.views.tables import called
from verbale.views.visible import on_paper

T = TypeVar("T")
Paper = Literal["a4", "letter"]

NOTHING = "Nothing new is known from these days."
BY_THE_EDITOR = "ed."
"""The mark of a sentence whose words are an editor's."""
HOW_MADE = "Synopses stand in the articles word for word; takeaways and dates are the record's, each with its sources."
HOW_EDITED = f"A sentence marked [{BY_THE_EDITOR}] is in the editor's words."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A digest to be printed. `number`, `name` and `cut_off` are an edition's; `announced` corrects earlier editions,
    `corrected` this one."""

    digest: Digest
    number: int | None = None
    name: str = ""
    cut_off: str = ""
    announced: tuple[Erratum, ...] = ()
    corrected: tuple[Erratum, ...] = ()

    @property
    def headed(self) -> str:
        """Which edition it is: `Edition 12 · Morning`, or `Draft`."""
        which = "Draft" if self.number is None else f"Edition {self.number}"
        return f"{which} · {self.name}" if self.name else which

    @property
    def period(self) -> str:
        """The days covered, as people write them."""
        return period(self.digest)

    @property
    def known(self) -> str:
        """Up to which moment articles were known: `as of 5 May 2020, 16:00 UTC`; "" for a draft."""
        day, _, time = self.cut_off.partition("T")
        return f"as of {written(day)}{f', {time[:5]} UTC' if time else ''}" if day else ""

    @property
    def moment(self) -> str:
        """The ISO moment by which the sheet is dated: the cut-off, else the end of the last day covered."""
        return self.cut_off or f"{self.digest.until}T00:00:00Z"

    @property
    def made(self) -> str:
        """How what is printed was made."""
        edited = any(told.machine is not None for told in sentences(self.digest))
        return f"{HOW_MADE} {HOW_EDITED}" if edited else HOW_MADE


@dataclass(frozen=True, slots=True)
class Lead:
    """A part of the box that a digest leads with."""

    heading: str
    notes: tuple[Note, ...]


def sheet_of(digest: Digest) -> Sheet:
    """A digest as a draft."""
    return _printable(Sheet(digest))


def sheet_of_edition(edition: Edition, corrected: tuple[Erratum, ...] = ()) -> Sheet:
    """An edition with what was corrected in it since."""
    return _printable(
        Sheet(edition.digest, edition.number, edition.name, edition.cut_off, edition.errata, corrected)
    )  # fmt: skip


def leads(digest: Digest) -> list[Lead]:
    """The parts of the box that have anything to tell."""
    parts = (
        Lead("Where the talks stand", (digest.phase,) if digest.phase else ()),
        Lead("Key takeaways", digest.takeaways),
        Lead("Contradictory accounts", digest.contradictions),
        Lead("Dates due, moved or passed", digest.due),
    )
    return [part for part in parts if part.notes]


def numbered(digest: Digest) -> list[tuple[str, list[tuple[int, Entry]]]]:
    """Headings with their entries, numbered through from 1."""
    found, number = [], 0
    for section in digest.sections:
        entries = list(enumerate(section.entries, number + 1))
        number += len(entries)
        found += [(" › ".join(section.path), entries)] if entries else []
    return found


def details(entry: Entry) -> tuple[str, ...]:
    """What else is said of an article under its headline."""
    byline = f"by {entry.byline}" if entry.byline else None
    kind = entry.kind if entry.kind not in ("article", "news") else None
    return tuple(filter(None, (entry.version, entry.credit, byline, kind, "abridged" if entry.abridged else None)))


def beside(entry: Entry) -> tuple[str, ...]:
    """What is new in a story, and where its copies stand."""
    return tuple(filter(None, (entry.changed, entry.also)))


def corrected(erratum: Erratum) -> str:
    """An erratum in two sentences: what stood where, and what was decided when and why."""
    which = f"edition{'s' if len(erratum.editions) > 1 else ''} {', '.join(map(str, erratum.editions))}"
    why = f": {erratum.why}" if erratum.why else ""
    return f"In {which} stood: “{erratum.printed}” {erratum.now} ({written(erratum.day)}{why})."


def sentences(digest: Digest) -> Iterator[Told]:
    """Every sentence of a digest, in order."""
    for lead in leads(digest):
        yield from (note.told for note in lead.notes)
    for section in digest.sections:
        for entry in section.entries:
            yield from (*entry.synopsis, *entry.takeaways)


def worded(told: Told) -> str:
    """The words, with the mark of an editor's."""
    return told.words if told.machine is None else f"{told.words} [{BY_THE_EDITOR}]"


def row_of(newsroom: Newsroom) -> tuple[str, str, str, str, str]:
    """A row of the table of sources in words."""
    return (
        newsroom.outlet,
        newsroom.country or "–",
        newsroom.reliability or "–",
        called("rights", newsroom.rights),
        str(newsroom.entries),
    )


def terms_of(digest: Digest) -> list[tuple[str, str]]:
    """What the items say of their copyright and use, each with the numbers of its entries: `("© Wire", "1, 3")`."""
    found: dict[str, list[str]] = {}
    for _, entries in numbered(digest):
        for number, entry in entries:
            if entry.terms:
                found.setdefault(entry.terms, []).append(str(number))
    return [(terms, ", ".join(numbers)) for terms, numbers in found.items()]


def per_week(before: float) -> str:
    """How many a week there were."""
    return f"{before:.1f}".removesuffix(".0")


def _printable(sheet: Sheet) -> Sheet:
    fit = printable(sheet)
    return replace(fit, digest=_by_rights(fit.digest))


def printable(value: T) -> T:
    """The same with every text in it fit for paper."""
    found: Any = value  # Any: any part of a sheet
    if isinstance(found, str):
        found = on_paper(found)
    elif isinstance(found, tuple):
        found = tuple([printable(one) for one in found])
    elif is_dataclass(found) and not isinstance(found, type):
        parts = ((name, getattr(found, name)) for name in _parts(type(found)))
        fit = {name: one for name, part in parts if (one := printable(part)) != part}
        found = replace(found, **fit) if fit else found
    return found  # type: ignore[no-any-return] # of the kind that was given


@cache
def _parts(of: type[Any]) -> tuple[str, ...]:
    """The names of what a part of a sheet is made of."""
    return tuple(f.name for f in fields(of))


def _by_rights(digest: Digest) -> Digest:
    sections = (
        replace(section, entries=tuple(_entry(entry) for entry in section.entries)) for section in digest.sections
    )
    return replace(digest, sections=tuple(sections))


def _entry(entry: Entry) -> Entry:
    url = entry.url if entry.url and _leads_out(entry.url) else None
    if entry.rights == "link":
        return replace(entry, url=url, synopsis=(), takeaways=())
    return replace(entry, url=url)


def _leads_out(url: str) -> bool:
    """Whether an address is one of the web and runs nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
