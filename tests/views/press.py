"""A small press: articles made of sentences of a kind each, with what is found in them, for tests of views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from verbale.model.evidence import Finding, Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Actor, Content, Event, Linkage, Phase, Position, Statement
from verbale.model.record import Record
from verbale.model.text import Article, Span
from verbale.record.assembly import Known, assemble

SEEN = Observation("test@1", "test.seen", 1.0)
LEAD = "Norland and Sudland talk; Ada Orum and Ben Lusk were there."
"""The first sentence of every article, which nothing is found in."""
Placed = Callable[[Article, "Sheet"], None]


@dataclass
class Sheet:
    """An article in the making: its sentences, and what is to be found in them."""

    sentences: list[str] = field(default_factory=list)
    makers: list[Placed] = field(default_factory=list)
    found: list[Finding[Any]] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)
    rule: str = SEEN.rule

    def tell(self, sentence: str, make: Placed) -> None:
        """Add a sentence with what is found in it; "" where it stands there already."""
        self.sentences += [sentence] if sentence else []
        self.makers.append(make)

    def put(self, article: Article, content: Content) -> str:
        made = finding(article, content, replace(SEEN, rule=self.rule))
        self.found.append(made)
        return made.key

    def actor(self, article: Article, name: str, party: str | None = "NOR") -> str:
        if name not in self.actors:
            kind = "state" if " " not in name else "person"
            at = span(article, name)
            self.actors[name] = self.put(article, Actor(name=name, kind=kind, party=party, mentions=(at,)))  # type: ignore[arg-type]
        return self.actors[name]


def span(article: Article, words: str, after: str = "") -> Span:
    start = article.text.index(words, article.text.index(after) if after else 0)
    return (start, start + len(words))


def said(
    sheet: Sheet,
    sentence: str,
    speaker: str,
    cue: str,
    content: str,
    act: str = "state",
    *,
    manner: str = "indirect",
    said_on: str | None = None,
    issues: tuple[str, ...] = (),
    inner: tuple[str, str, str, str] | None = None,
    named: str | None = None,
    to: str | None = None,
) -> None:
    """A sentence with a statement, and inside it another (speaker, cue, content, act) where `inner` is given.

    `named` is the word that names the speaker there, where it is told, `to` whom it is said to.
    """

    def make(article: Article, into: Sheet) -> None:
        def statement(who: str, verb: str, words: str, how: str, within: str | None) -> str:
            at = span(article, words, sentence)
            return into.put(
                article,
                Statement(
                    kind="speech",
                    speaker=into.actor(article, who),
                    speaker_span=span(article, named, sentence) if named and within is None else None,
                    cue=span(article, verb, sentence),
                    content=(at,),
                    manner=manner,  # type: ignore[arg-type]
                    act=how,  # type: ignore[arg-type]
                    said_on=said_on,
                    within=within,
                    addressee=into.actor(article, to) if to else None,
                    issues=issues,
                ),
            )

        outer = statement(speaker, cue, content, act, None)
        if inner:
            statement(*inner, outer)

    sheet.tell(sentence, make)


def happened(
    sheet: Sheet,
    sentence: str,
    trigger: str,
    status: str = "occurred",
    *,
    actors: Sequence[str] = ("Norland",),
    when: str | None = None,
    where: str | None = None,
    kind: str = "CONSULT",
    mode: str | None = None,
) -> None:
    """A sentence with an event."""

    def make(article: Article, into: Sheet) -> None:
        into.put(
            article,
            Event(
                type=kind,  # type: ignore[arg-type]
                mode=mode,
                status=status,  # type: ignore[arg-type]
                actors=tuple(into.actor(article, a) for a in actors),
                recipients=(),
                when=when,
                where=where,
                trigger=span(article, trigger, sentence),
                sentence=span(article, sentence),
            ),
        )

    sheet.tell(sentence, make)


def wants(
    sheet: Sheet,
    sentence: str,
    words: str,
    party: str = "NOR",
    issue: str = "water",
    change: Any = None,
    *,
    after: str = "",
) -> None:
    """A sentence with a position; where it stands there already, that which begins with the words `after`."""

    def make(article: Article, into: Sheet) -> None:
        at = span(article, words, sentence or after)
        into.put(article, Position(party=party, issue=issue, stance=words, evidence=at, change=change))

    sheet.tell(sentence, make)


def stands(sheet: Sheet, sentence: str, words: str, status: str = "suspended", since: str | None = None) -> None:
    """A sentence with a phase."""

    def make(article: Article, into: Sheet) -> None:
        at = span(article, words, sentence)
        into.put(article, Phase(status=status, since=since, by=None, evidence=at))  # type: ignore[arg-type]

    sheet.tell(sentence, make)


def ties(
    sheet: Sheet, sentence: str, ends: tuple[str, str, str], kind: str = "precondition", polarity: str = "positive"
) -> None:
    """A sentence with a linkage: antecedent, consequent, cue."""

    def make(article: Article, into: Sheet) -> None:
        a, b, cue = (span(article, e, sentence) for e in ends)
        holder = into.actor(article, "Norland")
        into.put(article, Linkage(kind=kind, antecedent=a, consequent=b, cue=cue, holder=holder, polarity=polarity))  # type: ignore[arg-type]

    sheet.tell(sentence, make)


def article_of(sheet: Sheet, name: str, **page: Any) -> Article:
    text = " ".join([LEAD, *sheet.sentences])
    facts = {"outlet": "The Bank", "published": "2020-05-04", "published_basis": "stated"} | page
    return Article(name=name, text=text, **({"paragraphs": ((0, len(text)),)} | facts))


def read(sheet: Sheet, name: str = "a.txt", **page: Any) -> Reading:
    """The reading of a sheet."""
    article = article_of(sheet, name, **page)
    for make in sheet.makers:
        make(article, sheet)
    return Reading(article, Findings(sheet.found))


def record_of(*readings: Reading, judgements: Sequence[Judgement] = (), on: str | None = None) -> Record:
    """The record of some readings, undated ones added on 1 June 2020."""
    known = [Known(r, r.article.published or "2020-06-01", "2020-06-01") for r in readings]
    return assemble(known, judgements, on)
