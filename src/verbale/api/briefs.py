"""The brief of a dossier as it is looked at and changed: what a change changes, and what it would have read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import ndiff
from threading import Lock

from verbale import desk
from verbale.api.asking import Asked, Served
from verbale.errors import BriefError, DecidedMeanwhile, InputError
from verbale.model.brief import brief_from_toml
from verbale.model.rewriting import SET, with_outlet
from verbale.store.held import Making, StoredBrief
from verbale.views.cited import Json

LONGEST = 1_000_000
"""Characters of a brief at most."""
_writing = Lock()


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief as it stands or as somebody would have it: the version it is based on, what is wrong with it ("" for
    nothing), the lines it takes out and puts in, and how many of all articles would be read again."""

    stored: StoredBrief
    text: str
    wrong: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    stale: int = 0
    articles: int = 0

    @property
    def changed(self) -> bool:
        """Whether it says anything else than what is stored."""
        return bool(self.changes)


def standing(of: Asked) -> Draft:
    """The brief as it stands."""
    return draft(of.served, None)


def draft(served: Served, text: str | None) -> Draft:
    """What a text would change as the brief; the stored one where it is None."""
    stored = served.store.brief()
    text = stored.text if text is None else text.replace("\r\n", "\n")
    articles = sum(served.store.printed().values())
    try:
        brief = brief_from_toml(_of_length(text))
    except BriefError as error:
        return Draft(stored, text, str(error), articles=articles)
    now = desk.making(brief)
    lines = ndiff(stored.text.splitlines(), text.splitlines())
    changes = tuple((line[0], line[2:]) for line in lines if line[0] in "+-")
    return Draft(stored, text, "", changes, _count(served, now), articles)


def keep(served: Served, text: str, based_on: int) -> StoredBrief:
    """Keep a text as the new version of the brief.

    Raises BriefError for one that does not fit, DecidedMeanwhile where there is a later version than `based_on`.
    """
    with _writing:
        number = served.store.brief().number
        if number != based_on:
            raise DecidedMeanwhile(
                f"the brief was changed since: it is at version {number}, not {based_on}; look again"
            )
        return served.store.set_brief(_of_length(text.replace("\r\n", "\n")), served.today())


def set_outlet(served: Served, name: str, fields: Mapping[str, str], based_on: int) -> StoredBrief:
    """Keep a new version of the brief in which an outlet has these fields, "" for none; raises as `keep` does."""
    named = name.strip()
    if not named:
        raise InputError("say which outlet")
    given = {key: fields[key].strip() or None for key in SET if key in fields}
    return keep(served, with_outlet(served.store.brief().text, named, given), based_on)


def _count(served: Served, now: Making) -> int:
    return served.store.count_stale(now.annotators, now.brief)


def _of_length(text: str) -> str:
    if len(text) > LONGEST:
        raise BriefError(f"the brief has {len(text):,} characters; {LONGEST:,} are enough for any")
    return text


def as_json(found: Draft) -> Json:
    """The brief as JSON."""
    return {
        "version": found.stored.number,
        "set_on": found.stored.set_on.isoformat(),
        "hash": found.stored.hash,
        "text": found.text,
        "to_be_read_again": found.stale,
        "articles": found.articles,
    }
