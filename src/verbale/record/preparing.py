"""What one article brings to the record, made from its reading and from what people decided about it, and nothing else.

So it can be made ahead and elsewhere, while others are settled.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from verbale.model.board import New, Opposed, Stretches, Waiting
from verbale.model.evidence import Judgement, Reading
from verbale.model.record import Telling
from verbale.record.candidates import kept_and_asked, signature_of
from verbale.record.contradictions import opposed
from verbale.record.judgements import standing
from verbale.record.origins import Text, text_of
from verbale.record.outlines import outline_of
from verbale.record.preconditions import demand_of, done_in, words_asked, words_done
from verbale.record.tellings import set_against, tellings_of


@dataclass(frozen=True, slots=True)
class Brought:
    """A telling to be kept, and the keys that it asks for."""

    new: New
    asked: Stretches


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article's key, what it tells, what it sets against each other itself, and its text as origins compare it.

    `filed` is what the store makes of what it tells to keep it.
    """

    article: str
    brought: tuple[Brought, ...]
    opposed: tuple[Opposed, ...]
    filed: object | None
    text: Text


class Preparer(Protocol):
    """Makes what articles bring, in this process or ahead in others."""

    def __call__(self, waiting: Sequence[Waiting], decided: Sequence[Judgement], /) -> list[Prepared]:
        """What each article brings by the judgements that stand, in the same order."""


def all_prepared(waiting: Sequence[Waiting], decided: Sequence[Judgement]) -> list[Prepared]:
    """What each article brings by the judgements that stand, made here."""
    joined = _joined(decided)
    return [prepared(one, decided, joined) for one in waiting]


def prepared(waiting: Waiting, decided: Sequence[Judgement], joined: Collection[str] | None = None) -> Prepared:
    """What an article brings by the judgements that stand; `joined` are the articles of which people join tellings."""
    reading, known_from = waiting.reading, waiting.known_from
    brought = tuple(_brought(reading, known_from, decided, _joined(decided) if joined is None else joined))
    against = (*set_against(reading), *_denied(b.new.telling for b in brought))
    filed = waiting.filed([b.new for b in brought]) if brought else None
    return Prepared(reading.article.key, brought, against, filed, text_of(reading.article, known_from))


def tells_by(waiting: Waiting, judgements: Sequence[Judgement]) -> list[New]:
    """What an article tells by all judgements there are; not under which keys it is kept."""
    decided = standing(judgements)
    joined, mine = _joined(decided), [j for j in decided if j.passage.article == waiting.key]
    found = enumerate(tellings_of(waiting.reading, waiting.known_from, mine))
    return [New(one, place, signature_of(one, joined), ()) for place, one in found]


def _joined(decided: Iterable[Judgement]) -> frozenset[str]:
    tied = (j for j in decided if j.verdict in ("same", "different"))
    return frozenset(p.article for j in tied for p in (j.passage, j.other) if p)


def _brought(
    reading: Reading, known_from: str, decided: Sequence[Judgement], joined: Collection[str]
) -> Iterator[Brought]:
    key = reading.article.key
    mine = [j for j in decided if j.passage.article == key]
    for place, told in enumerate(tellings_of(reading, known_from, mine)):
        kept, asked = kept_and_asked(told)
        keys, done = array("q", kept), done_in(told)
        asks, meets = words_asked(told), words_done(told, done)
        new = New(told, place, signature_of(told, joined), keys, done, asks, demand_of(told), meets, outline_of(told))
        yield Brought(new, asked)


def _denied(tellings: Iterable[Telling[Any]]) -> Iterator[Opposed]:
    """The reports that stand inside denials of the article."""
    mine = {t.key: t for t in tellings}
    for inner in mine.values():
        outer = mine.get(inner.relays[0].key) if inner.relays else None
        if outer is not None and (found := opposed(outer, inner)):
            yield found
