"""What an editor changes of the next edition: where things stand and what is left out, never what the machine made.

A sentence is named by its mark (see `mark`), so that a change fits it wherever it stands, and fits no other.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Reworded:
    """An editor's words in the place of the sentence with that mark."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """Another name for the section with that path."""

    path: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A story (its article's key) that stands in the section with that path, and not in the machine's."""

    article: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The next edition as far as an editor differs from the machine.

    `since` and `until` are ISO days, "" for what a digest covers unless told otherwise; `since_last` begins where the
    last edition ended. `order` holds the keys of articles and `sections` paths, those not named follow in the machine's
    order. `dropped` holds keys of articles and marks of sentences, `added` articles of other days.
    """

    name: str = ""
    since: str = ""
    until: str = ""
    since_last: bool = False
    order: tuple[str, ...] = ()
    sections: tuple[tuple[str, ...], ...] = ()
    dropped: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    placed: tuple[Placed, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    renamed: tuple[Renamed, ...] = ()


def mark(about: str, words: str) -> str:
    """The name of a sentence of the machine, by its words and what it is about: an article's key or a kind of note."""
    return sha256(f"{about}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
