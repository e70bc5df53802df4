"""How well two tellings of statements agree: one speaker, one occasion, one point."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from verbale.model.negotiation import Statement
from verbale.model.record import Telling, Who
from verbale.record.candidates import statement_words
from verbale.record.names import NAMELESS, STATE_LIKE, by_office, is_named, one_party, same_actor
from verbale.record.tables import words as table
from verbale.record.when import Reach, agreeing, between, days, published
from verbale.record.wording import (
    SAME_TEXT,
    bag,
    figures,
    one_text,
    plain_words,
    quotations,
    quoted_again,
    shared,
    tells_of,
    turned,
)

ALIKE = 0.5
"""Two statements that share so much differ by a word that says no, where one of them has it."""
LEAST = 0.333
"""So much must the words of two statements agree for them to be one, if all else but a quotation does: a third."""


class Said(NamedTuple):
    """What is compared of a statement: its words, their stems and those of its sentence, whether it says no or quotes.

    `denies` is whether it denies something, `slips` whether it tells that a day gave way to another. `figures` tell
    several like things apart. The days are those on which it was said and its article published.
    """

    words: str
    stems: frozenset[str]
    around: frozenset[str]
    figures: frozenset[str]
    says_no: bool
    denies: bool
    slips: bool
    quotes: bool
    on: Reach | None
    published: Reach | None


@lru_cache(maxsize=1 << 15)
def said_in(told: Telling[Statement]) -> Said:
    """What is compared of a statement, kept as each is compared with a dozen others."""
    words = statement_words(told)
    on, told_on = days(told.content.said_on), published(told)
    stems = bag(words), bag(told.sentence), figures(words)
    slips = tells_of("slip", words)
    return Said(words, *stems, turned(words), denying(told), slips, bool(quotations(words)), on, told_on)


_POINTING = frozenset(
    {"a", "an", "the", "this", "that", "these", "those", "any", "all", "such", "his", "her", "its", "their"}
)


def denying(told: Telling[Statement]) -> bool:
    """Whether a statement denies something; a rejection does where it is a report that is rejected."""
    if told.content.act != "reject":
        return told.content.act == "deny"
    words = plain_words(told.sentence)
    reports = (b for a, b in pairwise(words) if a in _POINTING or a.endswith("'s"))
    return not table()["hearsay"].isdisjoint(reports)


def too_unlike(a: Telling[Statement], b: Telling[Statement]) -> bool:
    """Whether the words alone tell that two statements are not one, whoever made them and whenever: of most they do."""
    return said_unlike(said_in(a), said_in(b))


def said_unlike(one: Said, two: Said) -> bool:
    """As `too_unlike`, of what is compared of the two."""
    if one.quotes or two.quotes or not (one.stems or two.stems):
        return False
    return _alike(one.stems, two.stems) < LEAST


def utterance_match(a: Telling[Statement], b: Telling[Statement]) -> dict[str, float] | None:
    """One speaker, one occasion, one point. A denial is no telling of what it denies, nor a relay of what it relays."""
    if (a.content.act == "deny") != (b.content.act == "deny") or relays_the_other(a, b):
        return None
    one, two = said_in(a), said_in(b)
    copied = one_text(one.around, two.around) and (
        shared(one.stems, two.stems) >= SAME_TEXT or not (one.stems or two.stems)
    )
    who = _one_speaker(a, b, copied) or _quoted_alike(a, b)
    if who is None:
        return None
    when = agreeing(one.on, two.on)
    if when == 0.0:
        return None
    again = (one.quotes or two.quotes) and quoted_again(one.words, two.words)
    if one.says_no != two.says_no and not again and shared(one.stems, two.stems) >= ALIKE:
        return None  # the same words, but one of the two says no
    if not again and one.figures and two.figures and one.figures.isdisjoint(two.figures):
        return None  # the fifth round is not the sixth, nor June January
    if one.slips != two.slips and not (again or copied):
        return None  # who announced a visit for June did not say that it was put off
    parts = {"who": who, "words": 1.0 if copied else _alike(one.stems, two.stems)}
    parts["when"] = when if when is not None else _near(one.published, two.published)
    if again:
        parts["quotation"] = 1.0
    return parts


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    """How alike two statements are by their stems, be the one a part of the other."""
    common = len(one & two)
    if not common:
        return 0.0
    # As far as so many stems in common can tell that the shorter statement is a part of the longer one.
    told_by = 0.95 if common > 2 else (0.8 if common == 2 else 0.0)
    return max(common / (len(one) + len(two) - common), common / min(len(one), len(two)) * told_by)


def _near(one: Reach | None, two: Reach | None) -> float:
    """Where no day is told: how near the two articles lie, 0.7 within some days, falling to little over a year."""
    gap = between(one, two)
    return 0.3 if gap is None else (0.7 if gap <= 10 else 0.5 if gap <= 62 else 0.2)


def relays_the_other(a: Telling[Statement], b: Telling[Statement]) -> bool:
    """Whether one of two statements stands within the other."""
    return any(r.key == b.key for r in a.relays) or any(r.key == a.key for r in b.relays)


def _one_speaker(a: Telling[Statement], b: Telling[Statement], copied: bool) -> float | None:
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    if one is None or two is None:
        return 1.0 if copied and one is two else 0.5 if one is two else 0.2
    if a.article == b.article:
        return 1.0 if one.key == two.key else None
    if copied and one.kind == two.kind and (one.kind in NAMELESS or not is_named(one)):
        return 1.0 if shared(bag(one.name), bag(two.name)) >= 0.5 else None
    same = same_actor(one, two)
    if same is not None:
        return same
    return 0.5 if by_office(one, two) else _for_its_party(one, two)


SENTENCE = 4
"""Telling words of a quotation that two unnamed sources do not say alike by chance."""


def _quoted_alike(a: Telling[Statement], b: Telling[Statement]) -> float | None:
    """Whether two articles quote one sentence of an unnamed source, in whatever words they tell who it is."""
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    if one is None or two is None or a.article == b.article or not {one.kind, two.kind} <= {"anonymous", "group"}:
        return None
    again = one_party(one, two) and quoted_again(said_in(a).words, said_in(b).words, SENTENCE)
    return 0.5 if again else None


def _for_its_party(one: Who, two: Who) -> float | None:
    """A state, its government and a ministry speak with one voice; a person for the state that "said" it."""
    if one.party and one.party == two.party and (one.kind in STATE_LIKE or two.kind in STATE_LIKE):
        if one.kind in NAMELESS or two.kind in NAMELESS:
            return None
        return 0.5
    return None
