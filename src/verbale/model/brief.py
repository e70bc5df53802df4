"""The brief: the parties, issues, disputed names, people, outlets of one negotiation.

A brief is a TOML text; `brief_from_toml` says in one line what is wrong with one that does not fit. The tables that
ship with Verbale serve beside it, and alone where there is no brief.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from verbale.errors import BriefError

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
RELIABILITY = ("A", "B", "C", "D", "E", "F")
"""How far a source can be relied on (Admiralty scale, NATO AJP-2.1): from completely to not at all; F is unknown."""
RIGHTS = ("full", "excerpt", "link")
"""What may be shown of an outlet's texts: all, an excerpt of so many characters, no word but headline and address."""
_STATE = re.compile(r"[A-Z]{3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party to the talks. `demonyms` are adjectives and nouns of its people; `seats` name it by its seat of power."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    fiscal_year_starts: str | None = None
    """`MM-DD`, the first day of the fiscal year that carries the calendar year's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What the parties talk about; `terms` are words and phrases by which the press names it."""

    id: str
    name: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """One of the names of a disputed place, and the party that uses it."""

    name: str
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that the parties call by different names."""

    id: str
    names: tuple[PlaceName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office held from `since` to `until` (ISO days, months or years; open where None)."""

    title: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person, the party they speak for, and the offices they held."""

    name: str
    party: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body that acts: a ministry, a company, an armed movement. `kind` is an actor kind."""

    name: str
    party: str | None = None
    kind: str = "organisation"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A newsroom: names on the page, country, the wire family it belongs to, time zone, order of numeric dates.

    `language` is that of its texts as it printed them, `reliability` its letter from A to F (Admiralty scale), `rights`
    one of `RIGHTS`. None of the three changes how an article is read, so they are left out of the brief's hash.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    wire: str | None = None
    zone: str | None = None
    day_first: bool | None = None
    language: str | None = field(default=None, repr=False)
    reliability: str | None = field(default=None, repr=False)
    rights: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A section of the digest, or a subsection where it is `under` one, and what stands there beside its own name.

    `pages` are sections of printed pages ("INTERNATIONAL > Rivers"), `outlets` names, `issues` ids.
    """

    name: str
    under: str | None = None
    pages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What is known of one negotiation beforehand. `talks` are the names under which the press knows the talks.

    `rights` are those of every outlet that says nothing else. Like an outlet's own they are left out of the hash, and
    so are the `sections` of the digest, which stand there in this order.
    """

    title: str = ""
    talks: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    rights: str = field(default="full", repr=False)
    sections: tuple[Heading, ...] = field(default=(), repr=False)

    @property
    def hash(self) -> str:
        """Short hash of all that reading depends on: equal briefs have equal hashes."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:16]


@lru_cache(maxsize=8)  # whatever is shown of a dossier asks for its brief
def brief_from_toml(text: str, name: str = "brief.toml") -> Brief:
    """The brief written in `text`; raises BriefError with the field that does not fit. `name` is for the message."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise BriefError(f"{name} is not valid TOML: {error}") from error
    brief: Brief = _built(Brief, values, name)
    _check(brief, name)
    return brief


def _built(cls: type, values: Any, where: str) -> Any:  # Any: TOML in, an instance of `cls` out
    if not isinstance(values, dict):
        raise BriefError(f"{where} must be a table, not {values!r}")
    hints = get_type_hints(cls)
    unknown = sorted(set(values) - set(hints))
    if unknown:
        raise BriefError(f"{where} has no field {unknown[0]!r}; it may have: {', '.join(hints)}")
    arguments = {key: _value(hints[key], value, f"{where}: {key}") for key, value in values.items()}
    try:
        return cls(**arguments)
    except TypeError:
        missing = [f.name for f in fields(cls) if f.name not in arguments and f.default is MISSING]
        raise BriefError(f"{where} lacks: {', '.join(missing)}") from None


def _value(hint: Any, value: Any, where: str) -> Any:  # Any: a type hint, TOML in, a field's value out
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if not isinstance(value, list):
            raise BriefError(f"{where} must be a list, not {value!r}")
        return tuple(_value(inner, v, f"{where}[{i}]") for i, v in enumerate(value))
    if is_dataclass(hint):
        assert isinstance(hint, type)  # noqa: S101 - for mypy: every hint that is a dataclass here is its class
        return _built(hint, value, where)
    wanted = bool if bool in (get_args(hint) or (hint,)) else str
    if wanted is str and hasattr(value, "isoformat"):
        value = value.isoformat()
    if not isinstance(value, wanted):
        raise BriefError(f"{where} must be {'true or false' if wanted is bool else 'a text'}, not {value!r}")
    return value


def _check(brief: Brief, name: str) -> None:
    for party in brief.parties:
        if not _CODE.fullmatch(party.code):
            raise BriefError(f"{name}: the party code {party.code!r} must be 2 to 8 capitals or digits, such as JPN")
    for person in brief.people:
        for office in person.offices:
            for day in (office.since, office.until):
                if day is not None and not _DAY.fullmatch(day):
                    raise BriefError(f"{name}: {person.name}, {office.title}: {day!r} is no date such as 2012-12-26")
    _check_rights(brief.rights, name)
    for outlet in brief.outlets:
        _check_outlet(outlet, f"{name}: {outlet.name}")
    _check_sections(brief, name)
    for what, ids in (
        ("party code", [p.code for p in brief.parties]),
        ("issue id", [i.id for i in brief.issues]),
        ("place id", [p.id for p in brief.places]),
    ):
        twice = next((i for i in ids if ids.count(i) > 1), None)
        if twice:
            raise BriefError(f"{name}: the {what} {twice!r} occurs twice")


def _check_outlet(outlet: Outlet, where: str) -> None:
    if outlet.country is not None and not _STATE.fullmatch(outlet.country):
        raise BriefError(f"{where}: country must be three capitals (ISO 3166) such as JPN, not {outlet.country!r}")
    if outlet.language is not None and not _LANGUAGE.fullmatch(outlet.language):
        raise BriefError(f"{where}: language must be a code (ISO 639) such as ja, not {outlet.language!r}")
    if outlet.reliability is not None and outlet.reliability not in RELIABILITY:
        raise BriefError(f"{where}: reliability must be a letter from A to F, not {outlet.reliability!r}")
    if outlet.rights is not None:
        _check_rights(outlet.rights, where)


def _check_sections(brief: Brief, name: str) -> None:
    for heading in brief.sections:
        where = f"{name}: section {heading.name!r}"
        if not heading.name.strip() or ">" in f"{heading.name}{heading.under or ''}":
            raise BriefError(f"{where}: a name is needed, without '>'; a subsection says in `under` where it belongs")
        known = [i.id for i in brief.issues]
        unknown = next((i for i in heading.issues if i not in known), None)
        if unknown is not None:
            raise BriefError(f"{where}: there is no issue {unknown!r}; there are: {', '.join(known) or 'none'}")
    paths = [(h.under, h.name) for h in brief.sections]
    twice = next((p for p in paths if paths.count(p) > 1), None)
    if twice:
        raise BriefError(f"{name}: the section {twice[1]!r} occurs twice{f' under {twice[0]!r}' if twice[0] else ''}")


def _check_rights(rights: str, where: str) -> None:
    if rights not in RIGHTS:
        raise BriefError(f"{where}: rights must be one of {', '.join(RIGHTS)}, not {rights!r}")
