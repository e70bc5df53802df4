"""Where a cue that ties two things stands, and which words are its two ends.

One walk over the tokens looks cues up by their first word or by a verb's lemma; the longest that matches at a place is
tried, through the frame that its entry in `tables/linkages.toml` names. The frames that follow a subordinator or a
preposition are here, those of verbs and nouns in `verb_ties.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from verbale.model.negotiation import LinkageKind
from verbale.understanding.clauses import Extent, bare, clause_above, clause_round, is_verb, phrase_at, without
from verbale.understanding.tables import toml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
    pasts: bool = False
    eventful: bool = False
    turned: bool = False
    modal: bool = False
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
    start: int
    after: int
    actors: frozenset[int] = field(default_factory=frozenset)
    times: frozenset[int] = field(default_factory=frozenset)

    @property
    def place(self) -> Extent:
        """The cue's own tokens."""
        return (self.start, self.after)


Frame = Callable[[Match], Tie | None]
BY_LEMMA = frozenset({"verb", "link", "use", "effect", "participle"})
MODALS = frozenset({"may", "might", "could", "can", "would", "will", "'ll", "’ll", "wo", "ca", "shall", "'d", "’d"})
_OBLIGED = frozenset({"must", "should", "shall"})
_STATIVE = frozenset(
    {"be", "have", "lack", "need", "know", "want", "remain", "mean", "seem", "feel", "consider", "fear", "believe"}
)


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


def ties(doc: Doc, frames: Mapping[str, Frame], actors: frozenset[int], times: frozenset[int]) -> Iterator[Tie]:
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
                tie = frames[cue.frame](Match(cue, doc, token.i, after, actors, times))
                if tie is not None:
                    yield tie
                    break
        if is_verb(token) and token.lemma_ in by_lemma:
            yield from _verb_ties(token, by_lemma[token.lemma_], frames, actors, times)


def _verb_ties(
    token: Token, found: tuple[Cue, ...], frames: Mapping[str, Frame], actors: frozenset[int], times: frozenset[int]
) -> Iterator[Tie]:
    for cue in found:
        after = _read_from(token, cue.words)
        tie = frames[cue.frame](Match(cue, token.doc, token.i, after, actors, times)) if after else None
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


def inside(match: Match) -> Tie | None:
    """Frame of subordinators and prepositions: one end follows the cue, the other is what the phrase modifies."""
    cue, doc = match.cue, match.doc
    start = match.after - cue.keep
    if start >= len(doc) or doc[start].sent != doc[match.start].sent:
        return None
    top = _top(match)
    if top.right_edge.i < start or not _follows(match, top, start):
        return None
    inner: Extent = (start, top.right_edge.i + 1)
    if any(i in match.times for i in range(start, min(inner[1], start + 3))) and not _has_clause(top):
        return None
    governor = _governor(match, top)
    if governor is None or not _governs(cue, governor):
        return None
    outer = _outer(match, governor, (match.start, inner[1]))
    if (cue.states and not _is_state(top)) or (cue.pasts and not _is_past(top, governor)):
        return None
    if cue.eventful and not _is_event(match, top, governor):
        return None
    ends = (inner, outer) if cue.inside == "from" else (outer, inner)
    return Tie(cue, cue.kind, *ends, match.place, governor, cue.polarity)


def _top(match: Match) -> Token:
    """The head of the phrase that the cue opens: the marked verb of a clause, else the cue's topmost word."""
    doc = match.doc
    for i in range(match.after - 1, match.start - 1, -1):
        token = doc[i]
        if (token.dep_ == "mark" or token.tag_ == "WRB") and token.head.i >= match.after:
            return token.head
    top = doc[match.start]
    while match.start <= top.head.i < match.after and top.head.i != top.i:
        top = top.head
    if top.right_edge.i >= match.after:
        return top
    last = doc[match.after - 1]
    while match.start <= last.head.i < match.after and last.head.i != last.i and last.right_edge.i < match.after:
        last = last.head
    if last.right_edge.i >= match.after or match.after >= len(doc):
        return last
    return phrase_at(doc, match.after, match.after)


def _follows(match: Match, top: Token, start: int) -> bool:
    """Whether what follows the cue is of the sort that its entry asks for."""
    wanted = match.cue.phrase
    if top.lemma_ in words_of("query") or any(c.dep_ == "pobj" and c.lemma_ in words_of("query") for c in top.subtree):
        return False
    if wanted == "clause":
        return _has_clause(top) and not _is_question(match, top)
    if wanted == "gerund":
        return match.doc[start].tag_ == "VBG" and match.doc[start].dep_ == "pcomp"
    return wanted != "noun" or not _has_clause(top)


def _has_clause(top: Token) -> bool:
    heads = [top, *(c for c in top.children if c.dep_ in ("pcomp", "ccomp", "advcl"))]
    return any(is_verb(h) and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in h.children) for h in heads) or (
        is_verb(top) and top.dep_ in ("advcl", "pcomp") and any(c.dep_ == "mark" for c in top.children)
    )


def _is_question(match: Match, top: Token) -> bool:
    """Whether "if" opens a question ("asked if …"), not a condition."""
    if match.cue.words != ("if",):
        return False
    before = match.doc[match.start - 1] if match.start else None
    return top.dep_ in ("ccomp", "pcomp") or (before is not None and before.lemma_.lower() in words_of("asking"))


def _governor(match: Match, top: Token) -> Token | None:
    """What the phrase modifies: the content of a verb of saying rather than the saying, a named class if asked for."""
    if top.head.i == top.i:
        return None
    at = top.head
    while match.start <= at.i < match.after and at.head.i != at.i:
        at = at.head
    cue = match.cue
    if cue.governor:
        return _classed(at, words_of(cue.governor))
    if cue.governing == "clause" or not (at.pos_ in ("NOUN", "PROPN") or is_verb(at)):
        at = clause_above(at)
    return _content(at, match)


def _content(verb: Token, match: Match) -> Token:
    if verb.lemma_ in words_of("reporting"):
        said = next((c for c in verb.children if c.dep_ == "ccomp" and is_verb(c) and c.i < match.start), None)
        said = said or next((c for c in verb.children if c.dep_ == "ccomp" and is_verb(c)), None)
        if said is not None and not said.left_edge.i <= match.start <= said.right_edge.i:
            return said
    return verb


def _classed(token: Token, wanted: frozenset[str]) -> Token | None:
    at = token
    for _ in range(5):
        own = [at, *(c for c in at.children if c.dep_ in ("dobj", "xcomp", "prt", "attr", "acomp"))]
        if any(t.lemma_.lower() in wanted for t in own):
            return at
        if at.head.i == at.i or (is_verb(at) and at.dep_ not in ("xcomp", "conj", "acl")):
            return None
        at = at.head
    return None


def _governs(cue: Cue, governor: Token) -> bool:
    if cue.negated:
        return is_negated(governor)
    if cue.obliged:
        return any(
            (c.dep_ == "aux" and c.lemma_.lower() in _OBLIGED)
            or (t.lemma_ in ("have", "need") and t.dep_ in ("ROOT", "ccomp", "conj", "xcomp"))
            for t in (governor, governor.head)
            for c in t.children
        )
    return True


def is_negated(verb: Token) -> bool:
    """Whether the clause says that something is not, by "not" on the verb or a negative subject or object."""
    for at in (verb, verb.head) if verb.dep_ in ("xcomp", "acomp") else (verb,):
        for child in at.children:
            if child.dep_ == "neg" or child.lower_ in (
                "no",
                "nothing",
                "never",
                "nobody",
                "none",
                "neither",
                "cannot",
                "hardly",
            ):
                return True
            if any(g.lower_ == "no" and g.dep_ in ("det", "neg") for g in child.children):
                return True
    return verb.lemma_ in ("refuse", "reject", "rule") or verb.head.lemma_ in ("refuse", "unwilling", "decline")


def has_modal(verb: Token) -> bool:
    """Whether the verb stands under a modal that leaves it open; "could have" and "may have" tell of the past."""
    auxiliaries = [
        c
        for at in (verb, *([verb.head] if verb.dep_ in ("xcomp", "conj", "acomp", "attr") else []))
        for c in at.children
        if c.dep_ == "aux"
    ]
    past = any(c.lemma_ == "have" and c.text.lower() in ("have", "'ve", "’ve") for c in auxiliaries)
    return any(c.lower_ in MODALS for c in auxiliaries) and not (past and verb.tag_ == "VBN")


def _is_past(top: Token, governor: Token) -> bool:
    """Whether both clauses tell of the past, as where "as" gives the reason of what happened."""
    return top.tag_ == "VBD" and governor.tag_ in ("VBD", "VBN") and top.i > governor.i


def _is_event(match: Match, top: Token, governor: Token) -> bool:
    """Whether what the preposition governs is an act, not an occasion, a person or a date that only says when."""
    held = next((c for c in top.children if c.dep_ == "pobj"), None)
    if held is None or held.pos_ != "NOUN" or held.i in match.actors | match.times or not is_verb(governor):
        return False
    if held.lemma_.lower() in words_of("occasion") or match.doc[match.start - 1].pos_ == "NOUN":
        return False
    return governor.lemma_ not in words_of("reporting") | words_of("meeting")


def _is_state(top: Token) -> bool:
    auxiliaries = [c for c in top.children if c.dep_ in ("aux", "auxpass", "neg")]
    return top.lemma_ in _STATIVE or any(
        c.dep_ == "neg" or c.lemma_ in ("have", "can", "could", "must", "will") for c in auxiliaries
    )


def _outer(match: Match, governor: Token, cut: Extent) -> Extent:
    """The end that the cue's phrase modifies: the clause round a verb, the noun phrase round a noun."""
    if not is_verb(governor):
        low, high = without(governor, [])
        return (max(low, cut[1]), high) if cut[1] <= governor.i else (low, min(high, cut[0]))
    if match.cue.bare:
        governor = _conditional(governor)
        return bare(governor, clause_round(governor, cut))
    return clause_round(governor, cut)


def _conditional(verb: Token) -> Token:
    """Down from "is ready to go" to "go"."""
    at = verb
    for _ in range(4):
        if at.lemma_ not in words_of("readiness") and at.lemma_ != "be":
            return at
        below = next(
            (
                c
                for c in at.children
                if c.dep_ in ("xcomp", "acomp") and (is_verb(c) or c.lemma_ in words_of("readiness"))
            ),
            None,
        )
        if below is None:
            return at if is_verb(at) else verb
        at = below
    return at
