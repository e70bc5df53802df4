"""What a store gives of what it holds: briefs, articles, readings and statements, and what was done to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from verbale.model.evidence import Finding, Reading
from verbale.model.negotiation import Actor, Statement
from verbale.model.record import Decision
from verbale.model.text import Article


@dataclass(frozen=True, slots=True)
class StoredBrief:
    """One version of the brief: its number from 1, its text, the hash of its content, the day it was set."""

    number: int
    text: str
    hash: str
    set_on: date


@dataclass(frozen=True, slots=True)
class Redating:
    """A publication date that a person gave an article (its key), as EDTF; None takes back what was given before."""

    article: str
    published: str | None
    made_on: date
    by: str = ""
    why: str = ""

    @property
    def decision(self) -> Decision:
        """The decision that the record shows beside the day."""
        return Decision("published", "", self.by, self.made_on.isoformat(), self.published)


@dataclass(frozen=True, slots=True)
class Removed:
    """An article that was taken out of the dossier: its key, the name it bore, and the day."""

    key: str
    name: str
    removed_on: date


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article, the day it was added, and the day from which it counts in views as known on a day.

    That is the upper bound of `published`, else of `published_bounds`, else the day it was added. Where a person gave
    its date, `redated` says so, `article` bears it as stated, and `of_page` is the article with the date of its page.
    """

    article: Article
    added_on: date
    known_from: date
    redated: Redating | None = None
    of_page: Article | None = None


@dataclass(frozen=True, slots=True)
class StoredReading:
    """The reading of an article as last made, with the days of `StoredArticle`, and what it has of its page."""

    reading: Reading
    added_on: date
    known_from: date
    redated: Redating | None = None
    of_page: Article | None = None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """A statement, who made it (None where the text does not say), and the article that reports it."""

    statement: Finding[Statement]
    speaker: Finding[Actor] | None
    source: StoredArticle


@dataclass(frozen=True, slots=True)
class Making:
    """With what a reading was made: every annotator (`name@version`) that took part, and the hash of the brief."""

    annotators: frozenset[str]
    brief: str


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in the dossier that cannot be trusted: what it is in, and one line that says how."""

    where: str
    line: str
