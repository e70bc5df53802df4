"""Where a cue that ties two things stands, and which words are its two ends.

One walk over the tokens looks cues up by their first word or by a verb's lemma; the longest that matches at a place is
tried, through the frame that its entry in `tables/linkages.toml` names: `phrases.py` has the frames of
subordinators and prepositions, `verbs.py` those of verbs, `nouns.py` those of nouns and attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from verbale.model.negotiation import LinkageKind
from verbale.understanding.grammar.clauses import Extent, is_verb
from verbale.understanding.linkages.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verbale.understanding.grammar.article import Grammar

Polarity = Literal["positive", "negative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue of `tables/linkages.toml`; the fields are explained at the table's head."""

    words: tuple[str, ...]
    frame: str
    kind: LinkageKind
    inside: Literal["from", "to"] = "from"
    phrase: str = ""
    governor: str = ""
    governing: str = ""
    object: str = ""
    keep: int = 0
    bare: bool = False
    threats: bool = False
    negated: bool = False
    obliged: bool = False
    states: bool = False
    eventful: bool = False
    things: bool = False
    turned: bool = False
    modal: bool = False
    willed: bool = False
    ahead: bool = False
    polarity: Polarity = "positive"
    confidence: float = 0.7

    @property
    def rule(self) -> str:
        """How a finding names the rule: `linkage.FRAME.words-of-the-cue`."""
        return f"linkage.{self.frame}.{'-'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Tie:
    """Two ends and what ties them; extents are token runs of the doc. `governor` heads the main clause."""

    cue: Cue
    kind: LinkageKind
    antecedent: Extent
    consequent: Extent
    place: Extent
    governor: Token
    polarity: Polarity = "positive"


@dataclass(frozen=True, slots=True)
class Match:
    """A cue at a place: tokens `[start, after)` of `doc`. `actors` are the tokens that head mentions of actors."""

    cue: Cue
    doc: Doc
    grammar: Grammar
    start: int
    after: int
    actors: frozenset[int] = field(default_factory=frozenset)
    times: frozenset[int] = field(default_factory=frozenset)

    @property
    def place(self) -> Extent:
        """The cue's own tokens."""
        return (self.start, self.after)


Frame = Callable[[Match], Tie | None]
BY_LEMMA = frozenset({"verb", "link", "use", "effect", "participle", "blame"})


@cache
def words_of(name: str) -> frozenset[str]:
    """A class of words of `tables/linkages.toml`."""
    return frozenset(toml("linkages")["classes"][name])


@cache
def cues() -> tuple[Mapping[str, tuple[Cue, ...]], Mapping[str, tuple[Cue, ...]]]:
    """All cues, longest first, by the first word and (frames of verbs) by the lemma of the first word."""
    by_word: dict[str, list[Cue]] = {}
    by_lemma: dict[str, list[Cue]] = {}
    for entry in toml("linkages")["cue"]:
        rest = {k: v for k, v in entry.items() if k not in ("words", "example")}
        for words in entry["words"]:
            cue = Cue(words=tuple(words.split()), **rest)
            (by_lemma if cue.frame in BY_LEMMA else by_word).setdefault(cue.words[0], []).append(cue)

    def longest_first(index: dict[str, list[Cue]]) -> dict[str, tuple[Cue, ...]]:
        return {word: tuple(sorted(found, key=lambda c: -len(c.words))) for word, found in index.items()}

    return longest_first(by_word), longest_first(by_lemma)


def ties(
    doc: Doc, grammar: Grammar, frames: Mapping[str, Frame], actors: frozenset[int], times: frozenset[int]
) -> Iterator[Tie]:
    """Every tie of the doc, in the order of their cues; a longer cue keeps shorter ones out of its place."""
    by_word, by_lemma = cues()
    free = 0
    for token in doc:
        found = by_word.get(token.lower_) if token.i >= free else None
        if found:
            longest = 0
            for cue in found:
                after = token.i + len(cue.words)
                if len(cue.words) < longest or not _reads(doc, token.i, cue.words):
                    continue
                longest = len(cue.words)
                free = max(free, after)
                tie = frames[cue.frame](Match(cue, doc, grammar, token.i, after, actors, times))
                if tie is not None:
                    yield tie
                    break
        if is_verb(token) and token.lemma_ in by_lemma:
            yield from _verb_ties(token, grammar, by_lemma[token.lemma_], frames, actors, times)


def _verb_ties(
    token: Token,
    grammar: Grammar,
    found: tuple[Cue, ...],
    frames: Mapping[str, Frame],
    actors: frozenset[int],
    times: frozenset[int],
) -> Iterator[Tie]:
    for cue in found:
        after = _read_from(token, cue.words)
        tie = frames[cue.frame](Match(cue, token.doc, grammar, token.i, after, actors, times)) if after else None
        if tie is not None:
            yield tie
            return


def _reads(doc: Doc, start: int, words: tuple[str, ...]) -> bool:
    return start + len(words) <= len(doc) and all(doc[start + k].lower_ == w for k, w in enumerate(words))


def _read_from(verb: Token, words: tuple[str, ...]) -> int:
    """Where the cue that begins with `verb` ends: its words in a row, or the verb and its preposition; 0 if neither."""
    if len(words) == 1:
        return verb.i + 1
    if _reads(verb.doc, verb.i + 1, words[1:]):
        return verb.i + len(words)
    if len(words) == 2:
        return next((c.i + 1 for c in verb.children if c.dep_ == "prep" and c.lower_ == words[1] and c.i > verb.i), 0)
    return 0
