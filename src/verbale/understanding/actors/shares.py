"""Shares of a people as a poll tells them: "40 per cent of islanders", "one in three believe"."""

from __future__ import annotations

from verbale.understanding.actors.found import Mention
from verbale.understanding.actors.names import personal_verbs
from verbale.understanding.actors.tables import telling
from verbale.understanding.gazetteer import Entry, Family, Role
from verbale.understanding.grammar.words import Words

SHARE = Role(Family("share", frozenset({"share", "people"}), "public", "public", False), True, "share")


def shares(words: Words, known: dict[int, Entry]) -> list[Mention]:
    """Every share that is the subject of a verb of saying, thinking or wanting."""
    out = []
    for i in range(1, len(words)):
        end = _sign(words, i)
        if end is None or words.pos[i - 1] != "NUM":
            continue
        verb = words.head[end - 1]
        subject = words.dep[end - 1] in ("nsubj", "nsubjpass") and words.lemma[verb] in personal_verbs() | telling(
            "wanting"
        )
        if subject:
            first = i - 1
            while first and words.lower[first - 1] in (
                "over",
                "about",
                "some",
                "nearly",
                "almost",
                "around",
                "only",
                "than",
                "more",
                "less",
            ):
                first -= 1
            stop = words.right_edge(end - 1) if words.lower[end : end + 1] == ["of"] else end
            party = next((known[k].party for k in range(first, stop) if k in known), None)
            share = Mention(first, stop, end - 1, "nominal", words.span(first, stop), role=SHARE, determiner="a")
            share.core, share.party = first, party
            out.append(share)
    return out


def _sign(words: Words, i: int) -> int | None:
    if words.lower[i] in ("percent", "%"):
        return i + 1
    return i + 2 if words.lower[i] == "per" and words.lower[i + 1 : i + 2] == ["cent"] else None
