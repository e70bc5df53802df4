"""Outlets by the names that pages print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from verbale.reading.tables import toml, words

_SITE = re.compile(
    r"(?:https?://)?(?:www\.)?(?P<name>[\w-]{2,30})\.(?:com|net|org|info|eu|am|az|ge|rs|gr|ir|jp|ru|tv|news)\b.{0,12}"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_VOWEL = re.compile(r"[aeiouyáéíóúàèâêôäöüıæøå]")
_NAME = re.compile(r"(?:The )?[A-Z][\w'’&.-]*(?: (?:of|the|and|for|[A-Z][\w'’&.-]*)){0,4}")


_SHORT = 3

_PROPER = re.compile(
    r"[A-Z0-9][\w'’&./-]*(?: (?:of|the|and|for|de|la|le|du|des|di|del|el|al|ya|wa|der|und|y|[A-Z0-9][\w'’&./-]*)){0,5}"
)


@dataclass(frozen=True, slots=True)
class KnownOutlet:
    """An outlet of the shipped table; `day_first` as in the table, None where it does not say."""

    name: str
    day_first: bool | None = None


@cache
def _by_alias() -> dict[str, KnownOutlet]:
    table = {}
    for row in toml("outlets")["outlet"]:
        outlet = KnownOutlet(row["name"], row.get("day_first"))
        for alias in (row["name"], *row.get("aliases", ())):
            table[_folded(alias)] = outlet
    return table


def _folded(name: str) -> str:
    return re.sub(r"[\s'’]+", " ", name).strip(" .").casefold()


def outlet_called(name: str) -> KnownOutlet | None:
    """The outlet of the shipped table that goes by `name`, else None."""
    return _by_alias().get(_folded(name))


def outlet_name(name: str) -> str | None:
    """What the newspaper named `name` is called: the table's name, or one that is plainly an outlet's, else None.

    Plainly: a group ("All national papers"), a site's address at the head of a page, a name with a word such as Times.
    """
    name = name.strip()
    known = outlet_called(name)
    if known:
        return known.name
    if name.casefold() in words("outlet_groups"):
        return name
    site = _SITE.fullmatch(name)
    if site:
        inner = outlet_called(site["name"])
        return inner.name if inner else site["name"]
    last = name.casefold().rsplit(" ", 1)[-1]
    named = _NAME.fullmatch(name) and " " in name and last in words("outlet_words")
    return name if named or opens_as_outlet(name) else None


def opens_as_outlet(name: str) -> bool:
    """Whether the first word alone makes it a newspaper's: "Daily Haven", as a headline may be: "Daily Deaths Rise".

    No word of it says that it is a document or an office: "Daily Briefing".
    """
    parts = name.casefold().split()
    if not _NAME.fullmatch(name) or not 1 < len(parts) <= _SHORT or outlet_called(name):
        return False
    is_document = words("no_persons") & set(parts) or " ".join(parts) in words("labels") | words("noise")
    return parts[parts[0] == "the"] in words("outlet_openings") and not is_document


def as_called(name: str) -> str:
    """A name of several words that is printed in capitals as people write it: "THE LAKE HERALD" is The Lake Herald."""
    if " " not in name or not name.isupper():
        return name
    return " ".join(_in_small_letters(word, first=at == 0) for at, word in enumerate(name.split(" ")))


def _in_small_letters(word: str, *, first: bool) -> str:
    small = word.lower()
    if not first and small in words("small_words"):
        return small
    return _LETTERS.sub(lambda m: m[0][:1] + m[0][1:].lower(), word) if _VOWEL.search(small) else word


def looks_like_outlet(name: str) -> bool:
    """Whether `name` has the shape of a proper name, for places where only an outlet can stand."""
    return bool(_PROPER.fullmatch(name.strip()))
