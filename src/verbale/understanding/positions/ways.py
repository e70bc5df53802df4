"""Ways of saying what somebody wants or refuses, and where a text uses one.

`stances` walks the doc once and looks every token up in `tables/positions.toml`; `frames.py` tells whose stance
it is and what is wanted, `voices.py` whether they may speak for a party.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from verbale.model.negotiation import Change
from verbale.understanding import tables
from verbale.understanding.grammar.clauses import Extent, clause_above
from verbale.understanding.positions.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One way of taking a stance, from `tables/positions.toml`; the fields are explained at the table's head."""

    words: tuple[str, ...]
    frame: str
    tone: Literal["want", "refuse"]
    needs: str = ""
    issue: str | None = None
    change: Change | None = None
    speech: bool = False
    quoted: bool = False
    would: bool = False
    coming: bool = False
    negative: bool = False
    confidence: float = 0.7

    @property
    def rule(self) -> str:
        """How a finding names the rule."""
        return f"position.{self.frame}.{'-'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance at a place. `subject` takes it, None where whoever speaks does; `wanted` heads what is at issue."""

    stance: Stance
    token: Token
    subject: Token | None
    wanted: Token
    evidence: Extent


Frame = Callable[["Stance", "Token"], "Taken | None"]


@cache
def words_of(name: str) -> frozenset[str]:
    """A class of words of `tables/positions.toml`."""
    return frozenset(toml("positions")["classes"][name])


@cache
def issue_terms() -> Mapping[str, str]:
    """The default issue of each word that names one: the shared terms, and over them those of positions alone."""
    shared = {w.lower(): issue for issue, row in tables.toml("issues").items() for w in row["terms"]}
    own = {w: issue for issue, words in toml("positions")["issues"].items() for w in words}
    return shared | {w.removesuffix("s"): issue for w, issue in shared.items()} | own


@cache
def _stances() -> dict[str, tuple[Stance, ...]]:
    index: dict[str, list[Stance]] = {}
    for entry in toml("positions")["stance"]:
        given: dict[str, Any] = {k: v for k, v in entry.items() if k != "words"}  # Any: TOML
        for words in entry["words"]:
            stance = Stance(words=tuple(words.split()), **given)
            index.setdefault(stance.words[0], []).append(stance)
    return {word: tuple(sorted(found, key=lambda s: -len(s.words))) for word, found in index.items()}


def stances(doc: Doc, frames: Mapping[str, Frame]) -> Iterator[Taken]:
    """Every stance of the doc, in order."""
    index = _stances()
    for token in doc:
        for stance in (s for word in dict.fromkeys((token.lemma_.lower(), token.lower_)) for s in index.get(word, ())):
            taken = frames[stance.frame](stance, token)
            if taken is not None:
                if not _is_supposed(token):
                    yield taken
                break


def _is_supposed(token: Token) -> bool:
    """Whether the stance stands in a condition or a question: "if Oslo refuses to pay", "asked whether it wants to"."""
    at = clause_above(token)
    ends = token.sent[-2:].text
    if "?" in ends or any(c.tag_ == "WRB" and c.i < at.i and c.lower_ in ("why", "how") for c in at.subtree):
        return True
    for _ in range(4):
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in at.children):
            return True
        if at.dep_ not in ("xcomp", "acomp", "conj", "attr") or at.head.i == at.i:
            return False
        at = at.head
    return False
