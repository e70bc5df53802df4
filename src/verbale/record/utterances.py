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
    but_for_names,
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

A_PART = (0.0, 0.0, 0.8, 0.95)
"""How far so many stems in common, or more, can tell that the shorter statement is a part of the longer one."""
APART = 0.25
"""Two statements of one article that agree less are two points, whatever a third one has of both."""

SENTENCE = 4
"""Telling words of a quotation that nobody says alike twice by chance, nor two unnamed sources."""
LONG_SENTENCE = 8
"""Telling words of a quotation that was said once, whoever an article takes for its speaker."""
SOON = 3
"""Days within which the press tells of one and the same utterance, whoever it is taken to be by."""
WEEK = 7
"""Days behind what was said before from which on what is said *again* is another utterance."""
DAYS_OUT = 1
"""So many days may lie between those on which two articles have one sentence said."""


class Said(NamedTuple):
    """What is compared of a statement: its words, their stems and those of its sentence, whether it says no or quotes.

    `plain` are the stems but for those of names. `denies` is whether it denies something, `slips` whether it tells that
    a day gave way to another, `again` whether it is told as said once more. `figures` tell several like things apart.
    The days are those on which it was said and its article published.
    """

    words: str
    stems: frozenset[str]
    plain: frozenset[str]
    around: frozenset[str]
    figures: frozenset[str]
    says_no: bool
    denies: bool
    slips: bool
    again: bool
    quotes: bool
    on: Reach | None
    published: Reach | None


@lru_cache(maxsize=1 << 15)
def said_in(told: Telling[Statement]) -> Said:
    """What is compared of a statement, kept as each is compared with a dozen others."""
    words = statement_words(told)
    on, told_on = days(told.content.said_on), published(told)
    stems = bag(words)
    compared = stems, but_for_names(words), bag(told.sentence), figures(words)
    slips, again = tells_of("slip", words), _is_repeated(told)
    return Said(words, *compared, turned(words), denying(told), slips, again, bool(quotations(words)), on, told_on)


def _is_repeated(told: Telling[Statement]) -> bool:
    """Whether its verb tells that it was said before: "repeated", "reaffirmed"."""
    cue = told.content.cue
    words = next((p.words for p in told.passages if cue == (p.start, p.end)), "")
    return not table()["said_again"].isdisjoint(plain_words(words))


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


def two_points(a: Telling[Statement], b: Telling[Statement]) -> bool:
    """Whether one article gives two statements that have hardly a word in common: it tells of two points."""
    one, two = said_in(a).stems, said_in(b).stems
    return a.article == b.article and bool(one and two) and _alike(one, two) < APART


def utterance_match(a: Telling[Statement], b: Telling[Statement]) -> dict[str, float] | None:
    """One speaker, one occasion, one point. A denial is no telling of what it denies, nor a relay of what it relays."""
    if (a.content.act == "deny") != (b.content.act == "deny") or relays_the_other(a, b):
        return None
    one, two = said_in(a), said_in(b)
    alike = shared(one.stems, two.stems)
    copied = alike >= SAME_TEXT and min(len(one.stems), len(two.stems)) >= LONG_SENTENCE
    copied = copied or ((alike >= SAME_TEXT or not (one.stems or two.stems)) and one_text(one.around, two.around))
    who = _one_speaker(a, b, copied) or _quoted_alike(a, b)
    if who is None:
        return None
    when = agreeing(one.on, two.on)
    if when == 0.0 and _dated_by_two(one, two):
        when = 0.5
    if when == 0.0 or _told_before(one, two) or _told_before(two, one):
        return None
    again = (one.quotes or two.quotes) and quoted_again(one.words, two.words)
    if one.says_no != two.says_no and not again and alike >= ALIKE and not _cut(one, two):
        return None  # the same words, but one of the two says no
    if not again and one.figures and two.figures and one.figures.isdisjoint(two.figures):
        return None  # the fifth round is not the sixth, nor June January
    if one.slips != two.slips and not (again or copied):
        return None  # who announced a visit for June did not say that it was put off
    if not again and not copied and (_names_alone(one, two) or _of_before(one, two) or _of_before(two, one)):
        return None
    parts = {"who": who, "words": 1.0 if copied else _alike(one.stems, two.stems)}
    parts["when"] = when if when is not None else min(_near(one.published, two.published), who + 0.2)
    if again:
        parts["quotation"] = 1.0
    return parts


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    """How alike two statements are by their stems, be the one a part of the other."""
    common = len(one & two)
    if not common:
        return 0.0
    told_by = A_PART[min(common, len(A_PART) - 1)]
    return max(common / (len(one) + len(two) - common), common / min(len(one), len(two)) * told_by)


def _cut(one: Said, two: Said) -> bool:
    """Whether one of two is a stretch of the other, with the word that says no: "does not go well" of two that do.

    Not where a no stands before it in the whole: "it is not true that he did not pay".
    """
    part, whole = sorted((" ".join(plain_words(said.words)) for said in (one, two)), key=len)
    before, found, _ = f" {whole} ".partition(f" {part} ")
    return bool(found) and turned(part) and not turned(before)


def _names_alone(one: Said, two: Said) -> bool:
    """Whether two statements that say much more share hardly a word but names: those of the talks stand in most."""
    return min(len(one.plain), len(two.plain)) >= SENTENCE and len(one.plain & two.plain) < 2


def _dated_by_two(one: Said, two: Said) -> bool:
    """Whether two articles quote one sentence and date it a day apart, as by the night or "late last week"."""
    return (between(one.on, two.on) or 0) <= DAYS_OUT and quoted_again(one.words, two.words, SENTENCE)


def _told_before(one: Said, two: Said) -> bool:
    """Whether the one stood in print days before the other was said; nights and time zones make a day of one."""
    return bool(one.on is None and one.published and two.on and one.published[1] + 1 < two.on[0])


def _of_before(one: Said, two: Said) -> bool:
    """Whether the one was told as said again, more than a week after the other."""
    now, before = one.on or one.published, two.on or two.published
    return bool(one.again and now and before and before[1] + WEEK < now[0])


def _near(one: Reach | None, two: Reach | None) -> float:
    """Where no day is told: how near the two articles lie, 0.9 within a day, falling to little over a year."""
    gap = between(one, two)
    if gap is None:
        return 0.3
    return next((near for within, near in _NEARNESS if gap <= within), 0.2)


_NEARNESS = ((1, 0.9), (10, 0.7), (62, 0.5))
"""Days between two articles, and how near they are."""


def relays_the_other(a: Telling[Statement], b: Telling[Statement]) -> bool:
    """Whether one of two statements stands within the other and tells of it: not where it is what that says."""
    if any(r.key == b.key for r in a.relays):
        return not _says_it_now(b, a)
    return any(r.key == a.key for r in b.relays) and not _says_it_now(a, b)


def _says_it_now(outer: Telling[Statement], inner: Telling[Statement]) -> bool:
    """Whether who speaks tells it those who listen: "I can tell you that the list is done"; not "I told them that"."""
    if outer.content.speaker != inner.content.speaker:
        return False
    before, found, _ = statement_words(outer).partition(statement_words(inner))
    words = plain_words(before) if found else ()
    return not table()["hearers"].isdisjoint(words) and table()["earlier"].isdisjoint(words)


def _one_speaker(a: Telling[Statement], b: Telling[Statement], copied: bool) -> float | None:
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    if one is None or two is None:
        return 1.0 if copied and one is two else 0.5 if one is two else 0.2
    if a.article == b.article:
        return 1.0 if one.key == two.key else None
    alike = copied and one.kind == two.kind and not is_named(one) and shared(bag(one.name), bag(two.name)) >= 0.5
    same = 1.0 if alike else same_actor(one, two)
    if same is not None:
        return same
    return 0.5 if by_office(one, two) else _for_its_party(one, two)


def _quoted_alike(a: Telling[Statement], b: Telling[Statement]) -> float | None:
    """Whether two articles quote one sentence, in whatever words they tell who said it.

    Of an unnamed source a short one will do; where they name two people, or two sides, or one alone, it is a long one.
    """
    x, y = said_in(a), said_in(b)
    if not (x.quotes or y.quotes) or a.article == b.article or len(x.stems & y.stems) < SENTENCE:
        return None
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    if one is None or two is None:
        return None
    unnamed = {one.kind, two.kind} <= {"anonymous", "group"} and one_party(one, two)
    if not unnamed and (between(x.published, y.published) or 0) > SOON:
        return None  # what stands in a treaty many quote
    return 0.5 if quoted_again(x.words, y.words, SENTENCE if unnamed else LONG_SENTENCE) else None


def _for_its_party(one: Who, two: Who) -> float | None:
    """A state, its government and a ministry speak with one voice; a person for the state that "said" it."""
    if one.party and one.party == two.party and (one.kind in STATE_LIKE or two.kind in STATE_LIKE):
        if one.kind in NAMELESS or two.kind in NAMELESS:
            return None
        return 0.5
    return None
