"""Accounts that cannot both be true, over all articles: what denies, corrects or turns round what another source told.

Looked at are two statements and nothing else, so that the order of articles cannot matter:

- a denial and the report that stands inside it, with whoever else is told to have made that report;
- a denial and an earlier statement with the words that it denies;
- two statements of fact by different people with the same words, of which one says no;
- two accounts of one event that give it another day or place, or of which one says that it did not take place;
- what an article itself sets against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from verbale.model.board import Opposed
from verbale.model.evidence import Judgement
from verbale.model.negotiation import Event, EventStatus, Statement
from verbale.model.record import ContradictionLine, Line, Telling
from verbale.record.candidates import statement_words
from verbale.record.events import Happening, told_of
from verbale.record.judgements import rejects
from verbale.record.names import NAMELESS, is_named, same_actor
from verbale.record.tables import words as table
from verbale.record.utterances import Said, denying, relays_the_other, said_in
from verbale.record.when import agree, agreeing, apart, width
from verbale.record.wording import bag, held, one_text, plain_words, shared, stems_of

FACTS = ("state", "accuse", "deny", "concede", "agree", "reject", "promise")
"""Acts by which something is held to be so; a demand and its refusal are positions, not accounts."""
ACCOUNTS = frozenset(FACTS) - {"reject"}
"""Those of which one may say no to another: to refuse to sign is not to say that nothing was signed."""
ALIKE = 0.6
"""How much of the shorter statement's words the other must hold."""
OF_ALL = 0.34
"""How much of all their words two statements share of which one says no: else it may say no to something else."""
WITHIN = 120
"""Days between two articles whose statements answer each other."""
SAME_EVENT = 2
"""Days by which two accounts of one event may differ."""


def opposed(a: Telling[Statement], b: Telling[Statement]) -> Opposed | None:
    """How two statements contradict each other, or None."""
    one, two = said_in(a), said_in(b)
    if not may_oppose(one, two) or a.key == b.key:
        return None
    if not (_common(one, two) or relays_the_other(a, b)) or _far_apart(a, b):
        return None
    for denial, other in ((a, b), (b, a)):
        if found := _denies_within(denial, other) or _denies(denial, other):
            return found
    return _turned_round(*sorted((a, b), key=lambda t: (t.known_from, t.key)))


def may_oppose(one: Said, two: Said) -> bool:
    """Whether one of two statements says no or denies something and the other does not say so too."""
    return one.says_no != two.says_no or one.denies or two.denies


def events_opposed(a: Telling[Event], b: Telling[Event]) -> Opposed | None:
    """How two accounts of one event contradict each other: in outcome, day or place; None where they agree."""
    told_a, told_b = told_of(a), told_of(b)
    if a.article == b.article or a.content.type != b.content.type or not may_differ(told_a, told_b):
        return None
    if not _in_time(a, b):
        return None
    one, two = sorted((a, b), key=lambda t: (t.known_from, t.key))
    if told_a.status != told_b.status:
        return Opposed(one.key, two.key, "outcome", one.sentence, "contradiction.outcome")
    if one_text(told_a.around, told_b.around):
        return None
    days = agree(one.content.when, two.content.when)
    if days == 0.0 and _tell_days(a, b) and agreeing(told_a.when, told_b.when) == 0.0:
        return Opposed(one.key, two.key, "date", one.sentence, "contradiction.date")
    if days == 1.0 and one.content.where and two.content.where and not bag(one.content.where) & bag(two.content.where):
        return Opposed(one.key, two.key, "place", one.sentence, "contradiction.place")
    return None


def may_differ(one: Happening, two: Happening) -> bool:
    """Whether two accounts are of one event by their words and may differ in what became of it, its day or place."""
    took_place = _DIFFERING.get(one.status)
    if took_place is None or two.status not in took_place or one.trigger.isdisjoint(two.trigger):
        return False
    return held(one.around, two.around) >= ALIKE


_DIFFERING: dict[EventStatus, tuple[EventStatus, ...]] = {
    "occurred": ("occurred", "denied"),
    "denied": ("occurred",),
}
"""The statuses of which one account may have the one and the other the other: one of them took place at least."""


def _in_time(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether two accounts may be of one event by their days: of meetings, held day after day, by one and the same."""
    gap = apart(a.content.when, b.content.when)
    return gap is not None and gap <= (0 if a.content.type == "CONSULT" else SAME_EVENT)


def _tell_days(a: Telling[Event], b: Telling[Event]) -> bool:
    """Whether both tell a day: "agreed in May" and "on 1 June" are two agreements, and no two accounts of one."""
    return all((width(t.content.when) or 0) <= SAME_EVENT + 1 for t in (a, b))


def _denies_within(denial: Telling[Statement], inner: Telling[Statement]) -> Opposed | None:
    """The report that stands inside a denial: "denied having told anybody that …"; what one wants is no report."""
    reported = inner.content.kind == "speech" and bool(inner.relays) and inner.relays[0].key == denial.key
    if not (reported and denying(denial)):
        return None
    return Opposed(inner.key, denial.key, "denial", statement_words(inner), "contradiction.denied_report")


def _of_one_word(denial: Telling[Statement], other: Telling[Statement]) -> bool:
    """Whether one speaker may well say both: what they promised has not begun, and one report sets no word against it.

    Who disowns in one paper what another had them state contradicts that.
    """
    return other.content.act != "state" or denial.article == other.article


def _denies(denial: Telling[Statement], other: Telling[Statement]) -> Opposed | None:
    """A denial and an earlier statement with the words that it denies."""
    if not denying(denial) or denying(other) or other.content.act not in FACTS or relays_the_other(denial, other):
        return None
    one, two = denial.who(denial.content.speaker), other.who(other.content.speaker)
    if one and two and is_named(one) and same_actor(one, two) and _of_one_word(denial, other):
        return None
    if other.known_from > denial.known_from or said_in(denial).says_no != said_in(other).says_no:
        return None
    likeness = _likeness(denial, other)
    if likeness is None:
        return None
    return Opposed(
        other.key, denial.key, "denial", statement_words(other), "contradiction.denial", (("words", likeness),)
    )


def _turned_round(a: Telling[Statement], b: Telling[Statement]) -> Opposed | None:
    """Two statements of fact with the same words, of which one says no."""
    one, two = said_in(a), said_in(b)
    if one.says_no == two.says_no or denying(a) or denying(b) or relays_the_other(a, b):
        return None
    if not {a.content.act, b.content.act} <= ACCOUNTS or _same_speaker(a, b):
        return None
    if not a.content.kind == b.content.kind == "speech":
        return None  # what one wants or thinks is no account
    if not table()["ahead"].isdisjoint((*plain_words(one.words), *plain_words(two.words))):
        return None
    likeness = _likeness(a, b)
    if likeness is None or shared(*(said.stems - _saying_no() for said in (one, two))) < OF_ALL:
        return None
    return Opposed(a.key, b.key, "polarity", one.words, "contradiction.polarity", (("words", likeness),))


def _likeness(a: Telling[Statement], b: Telling[Statement]) -> float | None:
    """How much of the shorter statement stands in the other; None where it is too little to be about one thing."""
    one, two = (said_in(t).stems - _saying_no() for t in (a, b))
    likeness = held(one, two)
    return round(likeness, 3) if likeness >= ALIKE and len(one & two) > 1 else None


def _common(one: Said, two: Said) -> bool:
    """Whether two statements share words enough to be about one thing, as few do."""
    return len(one.stems & two.stems) > 1


def _saying_no() -> frozenset[str]:
    return stems_of("turning")


def _same_speaker(a: Telling[Statement], b: Telling[Statement]) -> bool:
    one, two = a.who(a.content.speaker), b.who(b.content.speaker)
    if one is None or two is None:
        return one is two
    if one.kind in NAMELESS and two.kind in NAMELESS:
        return a.article == b.article and one.key == two.key
    return bool(same_actor(one, two)) or bool(one.party and one.party == two.party)


def _far_apart(a: Telling[Statement], b: Telling[Statement]) -> bool:
    gap = apart(*(f"{t.published[0] or t.known_from}/{t.published[1] or t.known_from}" for t in (a, b)))
    return gap is not None and gap > WITHIN


def contradictions_of(
    lines: Iterable[Line[Any]], pairs: Iterable[Opposed], decided: Iterable[Judgement] = ()
) -> Iterator[ContradictionLine]:
    """Contradictory pairs of tellings as pairs of the lines that hold them (utterances, events), each once.

    Those that a judgement of `decided` rejects are left out.
    """
    rejections = [j for j in decided if j.kind == "contradiction"]
    held = {t.key: (line, t) for line in lines for t in line.tellings}
    line_of = {key: line for key, (line, _) in held.items()}
    grouped: dict[tuple[str, str], list[Opposed]] = {}
    for pair in sorted(pairs, key=lambda p: (p.rule, p.a, p.b)):
        a, b = line_of.get(pair.a), line_of.get(pair.b)
        if a is not None and b is not None and a is not b:
            if rejections and rejects(rejections, held[pair.a][1], held[pair.b][1]):
                continue
            grouped.setdefault((min(a.key, b.key), max(a.key, b.key)), []).append(pair)
    for (one, two), of in sorted(_one_a_question(grouped, held).items()):
        best = of[0]
        turned_over = line_of[best.a].key != one
        yield ContradictionLine(
            key=f"contradiction:{one.partition(':')[2][:12]}{two.partition(':')[2][:12]}",
            a=two if turned_over else one,
            b=one if turned_over else two,
            tellings=tuple((p.a, p.b) for p in of),
            differ_in=best.differ_in,
            about=best.about,
            rule=best.rule,
            parts=best.parts,
        )


def _one_a_question(
    grouped: Mapping[tuple[str, str], list[Opposed]], held: Mapping[str, tuple[Line[Any], Telling[Any]]]
) -> dict[tuple[str, str], list[Opposed]]:
    """Pairs of lines, those on one question told as one: what one speaker of one article sets against one account.

    "He denied it" and "The islands are no subject" are two statements against the same account; the first that the
    rules name stands for both, and its tellings hold the other's.
    """
    standing: dict[tuple[str, str, str, str], tuple[str, str]] = {}
    folded_into: dict[tuple[str, str], list[Opposed]] = {}
    for lines, of in sorted(grouped.items(), key=lambda g: (g[1][0].rule, g[0])):
        best = of[0]
        account, answer = held[best.a], held[best.b][1]
        question = (account[0].key, answer.kind, answer.article, _speaker(answer))
        first = standing.setdefault(question, lines)
        folded_into.setdefault(first, []).extend(of)
    return folded_into


def _speaker(told: Telling[Any]) -> str:
    """Who makes a statement, as its article has it; anything else is its own."""
    who = told.who(told.content.speaker) if isinstance(told.content, Statement) else None
    return who.key if who else told.key
