"""The keys of the desk as a reader is told of them; what they do stands in `desk.js` and in the templates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and what it does."""

    key: str
    does: str


KEYS: tuple[tuple[str, tuple[Key, ...]], ...] = (
    (
        "Everywhere",
        (
            Key("j", "to the next line"),
            Key("k", "to the line before"),
            Key("o", "open the line"),
            Key("/", "search"),
            Key("?", "this list"),
        ),
    ),
    (
        "On a line, and in Review",
        (
            Key("a", "accept"),
            Key("c", "correct: opens the first field"),
            Key("x", "reject"),
            Key("u", "undo what was decided last"),
        ),
    ),
    (
        "In Review",
        (
            Key("s", "the two are the same"),
            Key("d", "the two are different"),
            Key("j", "skip to the next"),
            Key("k", "back to the one before"),
        ),
    ),
    (
        "In the digest, on a story",
        (
            Key("J", "one place down"),
            Key("K", "one place up"),
            Key("x", "leave it out"),
            Key("c", "edit its words"),
            Key("p", "publish: asks once more"),
        ),
    ),
    (
        "In Intake",
        (
            Key("a", "keep"),
            Key("x", "drop"),
            Key("r", "try again what was refused"),
            Key("u", "undo what was decided last"),
        ),
    ),
    (
        "On the timeline",
        (Key("+", "closer"), Key("-", "wider"), Key("h", "earlier"), Key("l", "later")),
    ),
)
