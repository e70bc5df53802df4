"""What stands of positions and demands: of the parties and issues of the brief, each once, as it was told last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from verbale.model.brief import Brief
from verbale.model.negotiation import Linkage
from verbale.model.record import PhaseLine, Precondition, Record, Step, Telling
from verbale.model.times import bounds
from verbale.record.matching import ALIKE_ENDS
from verbale.record.wording import bag, but_for_names, held, shared, turned
from verbale.views.context import Context
from verbale.views.pointing import points_back
from verbale.views.positions import Course, is_recalled, telling_last, told_again, told_last
from verbale.views.tables import WORD, word_set
from verbale.views.wording import acts_around

OTHER = "other"
"""The issue of what is on none of those that are known."""
ASKED_AGAIN = 0.5
"""A demand is one of before where the shorter of the two shares so much of what is asked for with the other."""
SAME_WORDS = 0.9
"""Two reports of a position that share so much of their words are one."""
TELLING = 2
"""So many telling words they share at least."""
ASKED_ALIKE = 0.8
"""What is asked for in so much the same words is one demand, whatever is to be had for it."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A precondition as it was asked for last, and where others ask for the same before, those, the last one first."""

    line: Precondition
    before: tuple[Precondition, ...] = ()

    @property
    def first(self) -> Precondition | None:
        """What asked for it first, None where nothing did before the line."""
        return self.before[-1] if self.before else None


def of_the_talks(record: Record, brief: Brief) -> Record:
    """A record with the positions of the brief's parties on the brief's issues, and with their demands.

    Where the brief names no party or no issue, those of all; what is on none of the known issues is left out.
    """
    parties, issues = {p.code for p in brief.parties}, {i.id for i in brief.issues}
    return replace(
        record,
        positions=tuple(
            thread
            for thread in record.positions
            if thread.issue != OTHER
            and (not parties or thread.party in parties)
            and (not issues or thread.issue in issues)
        ),
        preconditions=tuple(p for p in record.preconditions if not parties or p.holder in parties),
    )


def in_force(course: Course, against: Context) -> Course:
    """A course with what was told last at its end: a claim that is repeated goes on, whenever it was first made.

    What several newsrooms tell in the same words stands once; behind what was first told after it, with the change that
    the words say which told it last. What a party asks of its own people is no position, unless nothing else is known.
    """
    others = [step for step in course.steps if not _is_order(step, course.thread.party, against)]
    folded = _folded(others or course.steps)
    steps = sorted(folded, key=lambda step: (not is_recalled(step), told_last(step, against.sources)))
    marked = (
        replace(step, change=telling_last(step, against.sources).content.change) if again else step
        for step, again in zip(steps, told_again(steps, against.sources), strict=True)
    )
    return replace(course, steps=tuple(marked))


def _folded(steps: Iterable[Step]) -> list[Step]:
    found: list[Step] = []
    for step in steps:
        words = bag(step.telling.words)
        no = turned(step.telling.words)
        at = next((n for n, one in enumerate(found) if _is_same(one.telling.words, words, no)), None)
        if at is None:
            found.append(step)
        else:
            found[at] = replace(found[at], restates=(*found[at].restates, step.telling, *step.restates))
    return found


def _is_same(told: str, words: frozenset[str], no: bool) -> bool:
    return shared(bag(told), words) >= SAME_WORDS and turned(told) == no


def _is_order(step: Step, party: str, against: Context) -> bool:
    """Whether a party asks something of its own people: "the president asked the minister to visit the weir"."""
    told = step.telling
    start = told.passages[0].start
    for around in acts_around((start, start + 1), against.statements.get(told.article, ())):
        to = around.who(around.content.addressee)
        if around.content.act == "request" and to is not None and to.party == party:
            return True
    return False


def settled(line: Precondition, phases: Iterable[PhaseLine]) -> bool:
    """Whether talks have gone on, since it was asked for last, that a holder would not hold before it was granted."""
    last = max(t.known_from for t in line.tellings)
    if not all(_is_talks(t.passages[1].words) for t in line.tellings):
        return False
    return any(p.status in ("resumed", "under_way") and last < (bounds(p.since)[0] or "") for p in phases)


def _is_talks(words: str) -> bool:
    """Whether what is granted is that talks are held, and no more: "return to the table", not "leave the table"."""
    talks = bool({word.casefold() for word in WORD.findall(words)} & word_set("talking"))
    return talks and but_for_names(words) <= bag(" ".join(word_set("talking") | word_set("meeting")))


def demands(newest_first: Iterable[Precondition]) -> list[Demand]:
    """Preconditions with those of before that ask for the same behind them, of one holder each."""
    found: list[Demand] = []
    for line in newest_first:
        at = next((n for n, d in enumerate(found) if any(_asked_again(x, line) for x in (d.line, *d.before))), None)
        if at is None:
            found.append(Demand(line))
        else:
            found[at] = replace(found[at], before=(*found[at].before, line))
    return found


def _asked_again(later: Precondition, earlier: Precondition) -> bool:
    """Whether one holder asks for the same and, as far as it is named, for the same in return, or in one sentence."""
    if later.holder != earlier.holder:
        return False
    return any(_same(a, b) for a in later.tellings for b in earlier.tellings)


def _same(a: Telling[Linkage], b: Telling[Linkage]) -> bool:
    asked, granted = ([bag(t.passages[n].words) for t in (a, b)] for n in (0, 1))
    if a.article == b.article and a.sentence == b.sentence:
        return max(held(*asked), held(*granted)) >= ALIKE_ENDS
    if held(*asked) < ASKED_AGAIN or len(asked[0] & asked[1]) < TELLING:
        return False
    if held(*asked) >= ASKED_ALIKE and len(asked[0] & asked[1]) > TELLING:
        return True
    return held(*granted) >= ALIKE_ENDS or any(_points_back(t) for t in (a, b))


def _points_back(told: Telling[Linkage]) -> bool:
    """Whether what is granted is named before: "it is possible only if …"."""
    return points_back(told.passages[1].words)
