"""What each party wants on each issue: threads with their course."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from verbale.model.negotiation import Position
from verbale.model.record import Step, Telling, Thread
from verbale.model.times import written
from verbale.record.when import apart
from verbale.record.wording import bag
from verbale.views.cited import Json, Sources, cite_all, line_as_json, news_day, telling_as_json
from verbale.views.context import TAKEN_BACK, Context
from verbale.views.filters import EVERYTHING, Wanted, fits, within
from verbale.views.tables import called


@dataclass(frozen=True, slots=True)
class Course:
    """A thread and those of its steps that were asked for, in order of time."""

    thread: Thread
    steps: tuple[Step, ...]


def positions(threads: Iterable[Thread], sources: Sources, wanted: Wanted = EVERYTHING) -> list[Course]:
    """The threads asked for by party and issue, with the steps that lie within the days asked for."""
    found = []
    for thread in sorted(threads, key=lambda t: (t.party, t.issue)):
        steps = tuple(s for s in thread.course if within((s.telling.known_from, s.telling.known_from), wanted))
        if steps and fits(thread, wanted, sources):
            found.append(Course(thread, in_order(steps, sources)))
    return found


def in_order(steps: Iterable[Step], sources: Sources) -> tuple[Step, ...]:
    """Steps in order of time, those of undated articles first: the last one is the newest that is dated."""
    return tuple(sorted(steps, key=lambda s: news_day(sources[s.telling.article])))


def change(step: Step, again: bool = False) -> str:
    """How a step stands to the one before, as the words say or, marked for review, suggest; "" where neither.

    `again` where it stands there since it was told again.
    """
    if step.change:
        return called("change", step.change)
    if again:
        return called("change", "again")
    return called("possible", step.possible) if step.possible else ""


def step_told(step: Step, context: Context) -> str:
    """The words of a step with the act under which they stand: `[refusal by Ana Lima] to pay`.

    Before words of which neither tells whose they are stands who speaks: `Ana Lima: “We want the map”`.
    """
    words = context.words(step.telling)
    act = context.act_around(step.telling, words)
    if speaker := context.unnamed_speaker(step.telling, f"{act} {words}"):
        words = f"{speaker}: {words}"
    return f"[{act}] {words}" if act else words


OF_OLD = 366
"""Days after which a stance that is recalled does not stand for what a party wants now."""
LATER = 31
"""Days after which it is told when a step was told last."""


def cited(step: Step, context: Context, again: bool = False) -> str:
    """Who tells a step, copies and repetitions folded, and when it was told last, if that is long after, or `again`."""
    shown = cite_all([t.article for t in (step.telling, *step.restates)], context.sources)
    first, last = news_day(context.sources[step.telling.article]), told_last(step, context.sources)
    return f"{shown}; last on {written(last)}" if first and (again or (apart(first, last) or 0) > LATER) else shown


def told_last(step: Step, sources: Sources) -> str:
    """The ISO day on which a step was told last, by whomever; "" where no article that tells it is dated."""
    return news_day(sources[telling_last(step, sources).article])


def telling_last(step: Step, sources: Sources) -> Telling[Position]:
    """What told a step last."""
    return max((step.telling, *step.restates), key=lambda t: news_day(sources[t.article]))


def is_recalled(step: Step) -> bool:
    """Whether a step was only ever told as taken long before: "in the declaration of 1956 Lima undertook to pay"."""
    told = ((t.content.as_of, t.known_from) for t in (step.telling, *step.restates))
    return all((apart(as_of, known) or 0) > OF_OLD for as_of, known in told)


def told_again(steps: Sequence[Step], sources: Sources) -> list[bool]:
    """Of each step whether it stands where it does since it was told again: the one before it was first told later."""
    first = ["" if is_recalled(step) else news_day(sources[step.telling.article]) for step in steps]
    return ["" < day < before for day, before in zip(first, ["", *first], strict=False)]


def notes(step: Step, context: Context) -> str:
    """What people decided about a step, and whether newer versions of its articles no longer tell it."""
    decided = [f"{d.field or 'accepted'} set by {d.by} on {written(d.made_on)}" for d in step.telling.decided]
    return "; ".join([*decided, *([TAKEN_BACK] if context.taken_back((step.telling, *step.restates)) else [])])


def headed(thread: Thread, context: Context) -> str:
    """`Norland on Sharing the water`, by the names that the brief has for party and issue."""
    return f"{context.party(thread.party)} on {context.issue(thread.issue)}"


def shown(course: Course, context: Context) -> list[Step]:
    """The steps to show: what stands within the words of another step of its article, or in the same, is left out."""
    told = [context.words(step.telling) for step in course.steps]
    folded = [bag(words) for words in told]
    of_article: dict[str, list[int]] = defaultdict(list)
    for at, step in enumerate(course.steps):
        of_article[step.telling.article].append(at)

    def stands_in(at: int, other: int) -> bool:
        one_sentence = course.steps[at].telling.sentence == course.steps[other].telling.sentence
        again = one_sentence and folded[at] <= folded[other]  # with who says it named in another way
        if not again and told[at] not in told[other]:
            return False
        longer = folded[other] > folded[at] or (told[at] in told[other] and told[at] != told[other])
        return longer or other < at

    return [
        step
        for at, step in enumerate(course.steps)
        if not any(n != at and stands_in(at, n) for n in of_article[step.telling.article])
    ]


def as_json(courses: Iterable[Course], context: Context) -> list[Json]:
    """Positions as JSON: the course of each thread."""
    return [
        {
            **line_as_json(c.thread, context.sources, taken_back=context.taken_back(c.thread.tellings)),
            "party": c.thread.party,
            "issue": c.thread.issue,
            "course": [_step_as_json(s, context) for s in c.steps],
        }
        for c in courses
    ]


def _step_as_json(step: Step, context: Context) -> Json:
    content = step.telling.content
    return {
        "stance": content.stance,
        "as_of": content.as_of,
        "change": step.change,
        "possible": step.possible,
        "within": context.act_around(step.telling) or None,
        "told": step_told(step, context),
        "restated_by": [t.article for t in step.restates],
        "taken_back": context.taken_back((step.telling, *step.restates)),
        **telling_as_json(step.telling, context.sources),
    }
