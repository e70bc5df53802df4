"""Statements made comparable: what each is about, who is its last voice, whom it names, what points back in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from math import log
from typing import TYPE_CHECKING

from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Statement
from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.contradictions import tables

if TYPE_CHECKING:
    from spacy.tokens import Token

_LETTERS, _SHARE = 4, 0.57
"""How many letters, and what share of the longer word, two words of one family begin with: pirates, piracy."""

vocabulary = partial(tables.words_in, "contradictions")
"""The words of one row of `tables/contradictions.toml`."""

AKIN = 0.7
"""What two words of one family weigh, of what one word told twice does."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A word that says something, with the words of its subject and object, and whether it is negated."""

    lemma: str
    of: frozenset[str]
    negated: bool
    verb: bool


@dataclass(frozen=True)
class Told:
    """A statement with what comparing it needs.

    `words` are the content's words that tell something, `deed` those of the cue; `voice` speaks the outermost words;
    `party` is the speaker's, `named` are the parties the content names, with the speaker's own; `lead` is the sentence
    before, where it only leads up to this one.
    """

    found: Finding[Statement]
    words: frozenset[str]
    deed: frozenset[str]
    paragraph: int
    tokens: tuple[Token, ...]
    around: tuple[Token, ...]
    lead: tuple[Token, ...]
    cue: tuple[Token, ...]
    voice: str | None
    party: str | None
    named: frozenset[str]
    events: frozenset[tuple[str, str | None]]
    """Types and modes of the events that content and cue tell."""

    opens: Sequence[int]
    """The first token of the sentence of each token of the article."""

    @property
    def statement(self) -> Statement:
        """The statement itself."""
        return self.found.content

    @property
    def at(self) -> int:
        """Where it is told, as an offset: its cue, or its content where no cue is."""
        return (self.statement.cue or self.statement.content[0])[0]

    @property
    def sentence(self) -> int:
        """The first token of the cue's sentence; -1 where the place lies in none."""
        first = next((t for t in (*self.around[:1], *self.tokens[:1])), None)
        return -1 if first is None else self.opens[first.i]

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last character of the content."""
        return self.statement.content[0][0], self.statement.content[-1][1]

    @cached_property
    def opening(self) -> tuple[Token, ...]:
        """The words of the content's first sentence: what a longer answer says further on denies nothing."""
        starts = list(dict.fromkeys(self.opens[t.i] for t in self.tokens))
        kept = starts[: 2 if self.says_no else 1]
        return tuple(t for t in self.tokens if self.opens[t.i] in kept)

    @cached_property
    def says_no(self) -> bool:
        """Whether it begins with a No that stands alone: “No. That is an old demand.”"""
        words = [t for t in self.tokens[:3] if not t.is_quote]
        return len(words) > 1 and words[0].lower_ == "no" and words[1].is_punct

    @cached_property
    def deeds(self) -> frozenset[str]:
        """The kinds of deed that the content tells of, or that telling it is: an offer, a promise, words used."""
        kinds = tables.toml("contradictions")["deeds"]
        lemmas = {t.lemma_.lower() for t in (*self.tokens, *self.cue)}
        found = {kind for kind, words in kinds.items() if kind != "example" and lemmas & set(words)}
        quotes = {"quote"} if any(t.is_quote for t in self.tokens) else set()
        return frozenset(found | quotes | ({self.statement.act} & kinds.keys()))

    @cached_property
    def denied(self) -> frozenset[str]:
        """The kinds of deed that its first sentence names: any offer, no such message, no conditions at all."""
        kinds = tables.toml("contradictions")["deeds"]
        named = {t.lemma_.lower() for t in self.opening if t.pos_ in ("NOUN", "VERB")}
        return frozenset(kind for kind, words in kinds.items() if kind != "example" and named & set(words))

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What its verbs and adjectives say of whom."""
        return tuple(_claim(t) for t in self.tokens if t.pos_ in ("VERB", "AUX", "ADJ", "ADV"))

    @cached_property
    def outside(self) -> str:
        """The words of the sentence outside the content, and of a sentence before that only leads up to it."""
        return " ".join(t.lower_ for t in (*self.lead, *self.around))

    @cached_property
    def negated(self) -> bool:
        """Whether the content denies or narrows something: not, never, no, only, merely."""
        return any(t.dep_ == "neg" or t.lower_ in vocabulary("narrowing") for t in self.opening)

    @cached_property
    def judged(self) -> bool:
        """Whether it calls a claim untrue: called it fiction, dismissed the report as baseless."""
        words = {t.lemma_.lower() for t in self.opening} & vocabulary("false")
        return bool(words) and bool({t.lemma_.lower() for t in self.cue} & vocabulary("naming"))

    @cached_property
    def pointing(self) -> str | None:
        """How the content points back at what others said: `pronoun`, `report` or `such`; None where it does not."""
        words = [t for t in self.opening if t.is_alpha]
        if words and all(t.lemma_.lower() in vocabulary("false") or not _tells(t) for t in words) and self.judged:
            return "pronoun"
        while words and words[0].lower_ in ("that", "as") and len(words) > 1 and words[0].dep_ == "mark":
            words = words[1:]
        if words and words[0].lower_ in vocabulary("pronouns") and _alone(words):
            return "pronoun"
        if any(_points_back(t) for t in self.opening):
            return "report"
        return "such" if any(sweeps(t, self.negated) for t in self.opening) else None


@dataclass(frozen=True)
class Weighed:
    """Everything told in one article, in order of place; a word weighs the more the fewer statements have it."""

    told: list[Told]

    @cached_property
    def _having(self) -> Counter[str]:
        return Counter(word for t in self.told for word in t.words)

    def rarity(self, word: str) -> float:
        """1 for a word of one statement, falling to about 0 for one of all."""
        many = len(self.told) + 1
        return log(many / (self._having[word] + 0.5)) / log(many / 1.5) if many > 2 else 1.0

    def weight(self, words: Iterable[str]) -> float:
        """What words weigh together."""
        return sum(map(self.rarity, words)) or 1.0


def _claim(token: Token) -> Claim:
    said = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")]
    negated = any(c.dep_ == "neg" for c in token.children) or any(d.lower_ == "no" for c in said for d in c.children)
    verb = token.pos_ in ("VERB", "AUX")
    return Claim(token.lemma_.lower(), frozenset(c.lemma_.lower() for c in said), negated, verb)


def sweeps(token: Token, negated: bool) -> bool:
    """Whether a word sweeps away a deed or saying: no such offer, any such date; not "such an outcome"."""
    if token.lower_ != "such" or (token.i + 1 < len(token.doc) and token.nbor(1).lower_ in ("a", "an")):
        return False
    return negated or any(c.lower_ == "any" for c in token.head.children)


def told(analysis: Analysis, findings: Findings) -> Weighed:
    """Every statement of the article."""
    parties = {f.key: f.content.party or f.key for f in findings.actors}
    mentions = [(span, parties[f.key]) for f in findings.actors for span in f.content.mentions]
    events = [(at, (e.type, e.mode)) for f in findings.events for e in [f.content] for at in (e.trigger, *e.mentions)]
    opens = [s.start for s in analysis.doc.sents for _ in s]
    every = [_told(f, analysis, findings, parties, mentions, events, opens) for f in findings.statements]
    spoken = {t.sentence for t in every} | {opens[x.i] for t in every for x in t.tokens}
    leading = (replace(t, lead=_lead(t, spoken, analysis)) for t in every)
    return Weighed(sorted(leading, key=lambda t: (t.at, t.found.key)))


def _lead(told: Told, spoken: set[int], analysis: Analysis) -> tuple[Token, ...]:
    """The sentence before in the same paragraph, where nothing is told in it: the ministry sees things differently."""
    if told.sentence <= 0 or not told.around:
        return ()
    before = told.around[0].doc[told.sentence - 1].sent
    if before.start in spoken or analysis.paragraph_of(analysis.span(before)[0]) != told.paragraph:
        return ()
    return tuple(before)


def _told(
    found: Finding[Statement], analysis: Analysis, findings: Findings, parties: Mapping[str, str],
    mentions: list[tuple[Span, str]], events: Sequence[tuple[Span, tuple[str, str | None]]], opens: Sequence[int],
) -> Told:  # fmt: skip
    statement = found.content
    places = (*statement.content, *([statement.cue] if statement.cue else []))
    tokens = tuple(t for span in statement.content for t in analysis.tokens(span) or ())
    at = (statement.cue or statement.content[0])[0]
    cue = analysis.tokens(statement.cue or (at, at + 1)) or ()
    inside = {t.i for t in tokens}
    around = tuple(t for t in cue[0].sent if t.i not in inside) if cue else ()
    named = {p for (s, e), p in mentions for a, b in statement.content if a <= s and e <= b}
    party = parties.get(statement.speaker, statement.speaker) if statement.speaker else None
    named |= {party} if party else set()
    return Told(
        found=found,
        words=frozenset(t.lemma_.lower() for t in tokens if _tells(t) and t.lemma_.lower() not in vocabulary("report")),
        deed=frozenset(t.lemma_.lower() for t in cue if statement.cue and _tells(t)),
        paragraph=analysis.paragraph_of(at),
        tokens=tokens,
        around=around,
        lead=(),
        cue=tuple(cue) if statement.cue else (),
        voice=_voice(found, findings),
        party=party,
        named=frozenset(named),
        opens=opens,
        events=frozenset(e for (at, _), e in events if any(a <= at < b for a, b in places)),
    )


def _voice(found: Finding[Statement], findings: Findings) -> str | None:
    """The speaker of the outermost statement round this one."""
    seen = {found.key}
    statement = found.content
    while statement.within is not None and statement.within not in seen:
        seen.add(statement.within)
        outer = findings.get(statement.within)
        if outer is None or not isinstance(outer.content, Statement):
            break
        statement = outer.content
    return statement.speaker


def _tells(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ") and token.lemma_.lower() not in vocabulary("common")


def _alone(words: list[Token]) -> bool:
    """Whether a pronoun is all that is told, or is judged: “this”, “it as a lie”, “that is a lie”; not “it was”."""
    if len(words) == 1 or words[1].lemma_ in ("as", "to", "simply"):
        return True
    return words[1].lemma_ == "be" and words[0].lower_ != "it"


def _points_back(noun: Token) -> bool:
    """Whether a noun points at what others told: the report, these claims; not media reports that …"""
    return noun.lemma_.lower() in vocabulary("report") and any(
        c.lower_ in ("the", "this", "that", "these", "those", "such") for c in noun.children
    )


def shared_words(one: Told, other: Told, every: Weighed) -> float:
    """How much the words of `one` weigh that stand in the content or cue of `other`; those merely akin count less."""
    theirs = other.words | other.deed
    return sum(
        max(every.rarity(w) if w == v else AKIN * min(every.rarity(w), every.rarity(v)) for v in like)
        for w in one.words
        if (like := [v for v in theirs if akin(w, v)])
    )


@cache
def akin(one: str, other: str) -> bool:
    """Whether two words are of one family by their beginnings: walk and walkout, pirate and piracy."""
    if one == other:
        return True
    same = next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _LETTERS and same >= _SHARE * max(len(one), len(other))


def nested(one: Told, other: Told) -> bool:
    """Whether one statement stands directly within the other."""
    return other.statement.within == one.found.key or one.statement.within == other.found.key


def of_others(one: Told, other: Told) -> bool:
    """Whether two statements have different speakers, as far as these are known."""
    a, b = one.statement, other.statement
    if a.speaker is None or b.speaker is None:
        return a.speaker_span != b.speaker_span or a.speaker_span is None
    return a.speaker != b.speaker
