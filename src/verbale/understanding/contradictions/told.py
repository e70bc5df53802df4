"""Statements made comparable: what each is about, who is its last voice, whom it names, what points back in it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import log

from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Statement
from verbale.understanding.analysis import Analysis
from verbale.understanding.contradictions import tables
from verbale.understanding.grammar.article import Grammar, grammar_of
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.dates_of import Dates
from verbale.understanding.grammar.mentions import Mentions, statements_round
from verbale.understanding.grammar.words import akin

vocabulary = partial(tables.words_in, "contradictions")
"""The words of one row of `tables/contradictions.toml`."""

MOST = 150
"""So many statements before a place, and behind it, are looked at, however long a paragraph is."""
AKIN = 0.7
"""What two words of one family weigh, of what one word told twice does."""


@dataclass(frozen=True)
class Told:
    """A statement with what comparing it needs, in tokens of the article.

    `words` are the content's words that tell something, `deed` those of the cue; `voice` speaks the outermost words;
    `party` is the speaker's, `named` are the parties the content names, with the speaker's own; `around` is the rest of
    the cue's sentence, `lead` the sentence before, where it only leads up to this one; `round` are the statements that
    tell all of it as a part of what they tell; `unnamed` is told by a source without a name; `dates` are the article's.
    """

    found: Finding[Statement]
    grammar: Grammar
    words: frozenset[str]
    deed: frozenset[str]
    paragraph: int
    tokens: tuple[int, ...]
    around: tuple[int, ...]
    lead: tuple[int, ...]
    cue: tuple[int, ...]
    voice: str | None
    party: str | None
    named: frozenset[str]
    round: tuple[Statement, ...] = ()
    unnamed: bool = False
    dates: Dates | None = None

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
        """The number of the cue's sentence; -1 where the place lies in none."""
        first = next((i for i in (*self.around[:1], *self.tokens[:1])), None)
        return -1 if first is None else self.grammar.words.sentence[first]

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last character of the content."""
        return self.statement.content[0][0], self.statement.content[-1][1]

    @cached_property
    def opening(self) -> tuple[int, ...]:
        """The words of the content's first sentence: what a longer answer says further on denies nothing."""
        number = self.grammar.words.sentence
        kept = list(dict.fromkeys(number[i] for i in self.tokens))[: 2 if self.says_no else 1]
        return tuple(i for i in self.tokens if number[i] in kept)

    @property
    def clauses(self) -> Iterator[Clause]:
        """The clauses of the content's first sentence."""
        return (clause for i in self.opening if (clause := self.grammar.at(i)) is not None)

    @cached_property
    def says_no(self) -> bool:
        """Whether it begins with a No that stands alone: “No. That is an old demand.”"""
        w = self.grammar.words
        words = [i for i in self.tokens[:3] if w.tag[i] not in ("``", "''")]
        return len(words) > 1 and w.lower[words[0]] == "no" and w.pos[words[1]] == "PUNCT"

    def lemmas(self, tokens: Iterable[int]) -> set[str]:
        """The lemmas of tokens."""
        return {self.grammar.words.lemma[i] for i in tokens}

    @cached_property
    def deeds(self) -> frozenset[str]:
        """The kinds of deed that the content tells of, or that telling it is: an offer, a promise, words used."""
        kinds, lemmas = tables.toml("contradictions")["deeds"], self.lemmas((*self.tokens, *self.cue))
        found = {kind for kind, words in kinds.items() if kind != "example" and lemmas & set(words)}
        quotes = {"quote"} if any(self.grammar.words.tag[i] in ("``", "''") for i in self.tokens) else set()
        return frozenset(found | quotes | ({self.statement.act} & kinds.keys()))

    @cached_property
    def denied(self) -> frozenset[str]:
        """The kinds of deed that its first sentence names: any offer, no such message, no conditions at all."""
        kinds = tables.toml("contradictions")["deeds"]
        named = self.lemmas(i for i in self.opening if self.grammar.words.pos[i] in ("NOUN", "VERB"))
        return frozenset(kind for kind, words in kinds.items() if kind != "example" and named & set(words))

    @cached_property
    def outside(self) -> str:
        """The words of the sentence outside the content, and of a sentence before that only leads up to it."""
        return " ".join(self.grammar.words.lower[i] for i in (*self.lead, *self.around))

    @cached_property
    def negated(self) -> bool:
        """Whether the content denies or narrows something: not, never, no, only, merely."""
        w = self.grammar.words
        return any(w.dep[i] == "neg" or w.lower[i] in vocabulary("narrowing") for i in self.opening)

    @cached_property
    def judged(self) -> bool:
        """Whether it calls a claim untrue: called it fiction, dismissed the report as baseless."""
        false = self.lemmas(self.opening) & vocabulary("false")
        return bool(false) and bool(self.lemmas(self.cue) & vocabulary("naming"))

    @cached_property
    def pointing(self) -> str | None:
        """How the content points back at what others said: `pronoun`, `report` or `such`; None where it does not."""
        w = self.grammar.words
        words = [i for i in self.opening if w.text[i].isalpha()]
        untrue = all(w.lemma[i] in vocabulary("false") or not _tells(self.grammar, i) for i in words)
        if words and self.judged and untrue:
            return "pronoun"
        while words and w.lower[words[0]] in ("that", "as") and len(words) > 1 and w.dep[words[0]] == "mark":
            words = words[1:]
        if words and w.lower[words[0]] in vocabulary("pronouns") and _alone(self.grammar, words):
            return "pronoun"
        pointers = {"the", "this", "that", "these", "those", "such"}
        reports = (i for i in self.opening if w.lemma[i] in vocabulary("report"))
        if any(pointers & {w.lower[i - 1], *(w.lower[c] for c in w.children[i])} for i in reports if i):
            return "report"  # the report, these claims; not media reports that …
        return "such" if self.swept else None

    @cached_property
    def foretells(self) -> bool:
        """Whether it tells what would be on a condition, and so gives no account of what was."""
        clauses = list(self.clauses)
        return any(c.relation == "condition" for c in clauses) and not any(c.perfect for c in clauses)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers of the content's first sentence, as written."""
        w = self.grammar.words
        return frozenset(w.lower[i] for i in self.opening if w.pos[i] == "NUM")

    @property
    def is_bare(self) -> bool:
        """Whether it names nothing itself: it points back, or calls what was told untrue."""
        return not self.words or self.pointing is not None or self.judged

    @cached_property
    def swept(self) -> tuple[int, ...]:
        """What it sweeps away: no such offer, any such date, nothing of the kind; not "such an outcome"."""
        w = self.grammar.words
        named = [
            w.head[i] for i in self.opening if w.lower[i] == "such" and w.lower[i + 1 : i + 2] not in (["a"], ["an"])
        ]
        kinds = (i for i in self.opening if w.lemma[i] in vocabulary("kind") and w.lower[w.head[i]] == "of")
        named += [w.head[w.head[i]] for i in kinds if {w.lower[c] for c in w.children[i]} & {"the", "this", "that"}]
        denied = self.negated or self.statement.act == "deny"
        return tuple(i for i in named if denied or any(w.lower[c] == "any" for c in w.children[i]))

    @cached_property
    def swept_on(self) -> str | None:
        """The day (EDTF) that it gives for what it sweeps away: "had made any such offer when they met on May 3"."""
        over = (self.grammar.over(i) for i in self.swept)
        clauses = [c for c in over if c is not None]
        clauses += [c for c in self.clauses if c.relation == "time" and c.parent in {one.head for one in clauses}]
        found = (self.dates.of(c, occasion=True) for c in clauses) if self.dates else ()
        return next((date.edtf for date in found if date is not None), None)


@dataclass(frozen=True)
class Weighed:
    """Everything told in one article, in order of place; a word weighs the more the fewer statements have it."""

    told: list[Told]

    @cached_property
    def _places(self) -> list[int]:
        return [t.at for t in self.told]

    @cached_property
    def _by_sentence(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for told in self.told:
            found.setdefault(told.sentence, []).append(told.at)
        return found

    @cached_property
    def relays(self) -> frozenset[str]:
        """The statements that only pass on the words of another one: the paper quotes her as saying that …"""
        whole = {t.found.key: t.span for t in self.told}
        return frozenset(k for t in self.told if (k := t.statement.within) is not None and whole.get(k) == t.span)

    def count(self, low: int, high: int, sentence: int | None = None) -> int:
        """How much is told from one place of the text up to another, in one sentence where that is given."""
        places = self._places if sentence is None else self._by_sentence.get(sentence, [])
        return max(0, bisect_left(places, high) - bisect_left(places, low))

    def before(self, place: int) -> Iterator[Told]:
        """What is told before a place of the text, the last first, no more than `MOST`."""
        at = bisect_left(self._places, place)
        return reversed(self.told[max(0, at - MOST) : at])

    def in_paragraphs(self, first: int, last: int, place: int) -> list[Told]:
        """What is told round a place in some paragraphs, by their numbers, the last included, in order of place."""
        at = bisect_left(self._places, place)
        return [told for told in self.told[max(0, at - MOST) : at + MOST] if first <= told.paragraph <= last]

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


def told(analysis: Analysis, findings: Findings) -> Weighed:
    """Every statement of the article."""
    grammar = grammar_of(analysis)
    parties = {f.key: f.content.party or f.key for f in findings.actors}
    mentions = Mentions(findings.actors)
    unnamed = {f.key for f in findings.actors if f.content.kind == "anonymous"}
    dates = Dates(grammar, findings)
    every = [
        replace(_told(f, grammar, findings, parties, mentions), unnamed=f.content.speaker in unnamed, dates=dates)
        for f in findings.statements
    ]
    spoken = {t.sentence for t in every} | {grammar.words.sentence[i] for t in every for i in t.tokens}
    added = _added(every, grammar)
    leading = (replace(t, lead=_lead(t, spoken, grammar), words=t.words or added(t)) for t in every)
    return Weighed(sorted(leading, key=lambda t: (t.at, t.found.key)))


def _added(every: list[Told], grammar: Grammar) -> Callable[[Told], frozenset[str]]:
    """By a denial, the words of what whoever makes it adds: "denied these claims, saying: “We sent nobody”"."""
    found: dict[tuple[int, str | None], frozenset[str]] = {}
    for t in every:
        if t.cue and grammar.words.tag[t.cue[0]] == "VBG":
            place = (t.sentence, t.statement.speaker)
            found[place] = found.get(place, frozenset()) | t.words
    return lambda t: found.get((t.sentence, t.statement.speaker), t.words) if t.statement.act == "deny" else t.words


def _lead(told: Told, spoken: set[int], grammar: Grammar) -> tuple[int, ...]:
    """The sentence before in the same paragraph, where nothing is told in it: the ministry sees things differently."""
    before = grammar.sentence(told.sentence - 1) if told.sentence > 0 and told.around else (0, 0)
    paragraph = grammar.analysis.paragraph_of(grammar.words.starts[before[0]]) if before[1] else -1
    return () if paragraph != told.paragraph or told.sentence - 1 in spoken else tuple(range(*before))


def _told(
    found: Finding[Statement], grammar: Grammar, findings: Findings, parties: Mapping[str, str], mentions: Mentions
) -> Told:
    statement, w = found.content, grammar.words
    tokens = tuple(i for span in statement.content for i in range(*grammar.tokens(span)))
    at = (statement.cue or statement.content[0])[0]
    cue = tuple(range(*grammar.tokens(statement.cue or (at, at + 1))))
    around = range(*grammar.sentence(w.sentence[cue[0]])) if cue else ()
    named = {parties[actor.key] for span in statement.content for _, actor in mentions.within(span)}
    party = parties.get(statement.speaker, statement.speaker) if statement.speaker else None
    named |= {party} if party else set()
    inside = frozenset(tokens)
    telling = frozenset(w.lemma[i] for i in tokens if _tells(grammar, i))
    clauses = (c for i in tokens if (c := grammar.at(i)) is not None and c.particle)
    telling |= {c.lemma + c.particle for c in clauses}  # "walked out" is a walkout
    return Told(
        found=found, grammar=grammar, words=telling - vocabulary("report"), tokens=tokens, lead=(),
        deed=frozenset(w.lemma[i] for i in cue if statement.cue and _tells(grammar, i)),
        paragraph=grammar.analysis.paragraph_of(at), around=tuple(i for i in around if i not in inside),
        cue=cue if statement.cue else (), voice=_voice(found, findings), party=party, named=frozenset(named),
        round=tuple(s for s in statements_round(findings, statement.content[0]) if _holds(s, statement)),
    )  # fmt: skip


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the outer one tells all that the inner one tells, and more."""
    (a, b), (c, d) = ((s.content[0][0], s.content[-1][1]) for s in (outer, inner))
    return a <= c and d <= b and (a, b) != (c, d)


def _voice(found: Finding[Statement], findings: Findings) -> str | None:
    """The speaker of the outermost statement round this one."""
    statement = found.content
    while (outer := findings.get(statement.within)) is not None and isinstance(outer.content, Statement):
        statement = outer.content
    return statement.speaker


def _tells(grammar: Grammar, i: int) -> bool:
    w = grammar.words
    return w.pos[i] in ("NOUN", "PROPN", "VERB", "ADJ") and w.lemma[i] not in vocabulary("common")


def _alone(grammar: Grammar, words: list[int]) -> bool:
    """Whether a pronoun is all that is told, or is judged: “this”, “it as a lie”, “that is a lie”; not “it was”."""
    w = grammar.words
    if len(words) == 1 or w.lemma[words[1]] in vocabulary("judging"):
        return True
    return w.lemma[words[1]] == "be" and w.lower[words[0]] != "it"


def shared_words(one: Told, other: Told, every: Weighed) -> float:
    """How much the words of `one` weigh that stand in the content or cue of `other`; those merely akin count less."""
    theirs = other.words | other.deed
    return sum(
        max(every.rarity(w) if w == v else AKIN * min(every.rarity(w), every.rarity(v)) for v in like)
        for w in one.words
        if (like := [v for v in theirs if akin(w, v)])
    )


def nested(one: Told, other: Told) -> bool:
    """Whether one statement stands directly within the other."""
    return other.statement.within == one.found.key or one.statement.within == other.found.key


def of_others(one: Told, other: Told) -> bool:
    """Whether two statements have different speakers, as far as these are known."""
    a, b = one.statement, other.statement
    if a.speaker is None or b.speaker is None:
        return a.speaker_span != b.speaker_span or a.speaker_span is None
    return a.speaker != b.speaker
