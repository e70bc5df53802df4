"""One day governs the run of what is said on one occasion: "said on Tuesday … he added … the minister replied".

A statement without a day of its own has that of its speaker's last dated words, of the question that it answers, of the
meeting at which its speaker was, or of the page where that reports one occasion (a readout, a briefing). What is told
inside another's words was said on another occasion; what "says" or "has said" leaves open was said nobody knows when.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile, zip_longest

from verbale.model.text import Covering
from verbale.understanding.grammar.clause import Clause
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.statements.documents import is_called
from verbale.understanding.statements.drafts import Draft
from verbale.understanding.statements.headings import Heading, headings_of
from verbale.understanding.statements.hearers import addressed, still_heard
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.reports import (
    answered,
    at_sitting,
    day_of,
    of_report,
    other_days,
    to_the_press,
    within_hours,
)
from verbale.understanding.statements.setting import live_nouns
from verbale.understanding.statements.spoken import A_DAY, DAYS, LEDE, REACH, distance, is_apart, is_open, looks_back
from verbale.understanding.statements.tables import settings

_OCCASION = 5
"""How many paragraphs after a meeting its people's words are of that day."""
_MONTHS = re.compile(r"(\d{4}|XXXX)-\d\d(-\d\d(/(\d{4}|XXXX)-\d\d-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, call or news conference on a day, told in the sentence of `token`; `there`: keys of who took part."""

    token: int
    day: str
    there: frozenset[str]
    is_speech: bool = False
    """Whether it is the words themselves that the text dates: "her remarks came on Monday"."""


def occasions_of(page: Page, mentions: Mentions, days: list[tuple[int, str]]) -> list[Occasion]:
    """The occasions that the text tells of with a day, in order of place."""
    found = []
    for i, told in sorted(days):
        clause, day = page.grammar.over(i), told.partition("T")[0]
        if clause is None or not _MONTHS.fullmatch(day) or page.quoted[i] >= 0:
            continue
        if (owner := _whose_words(clause, i, page)) is not None:
            held = mentions.at(page.words.span(owner, owner + 1))
            found += [Occasion(i, day, frozenset({held[1].key}), is_speech=True)] if held is not None else []
            continue
        nouns = {page.words.lemma[a.head] for a in clause.arguments}
        held_on = clause.lemma in settings("documents", "meets") or nouns & live_nouns()
        above = page.grammar.parent(clause)  # "The leaders, who met on Saturday, are to meet again": told in passing
        in_passing = clause.relation == "relative" and above is not None and above.told != "past"
        since = any(page.words.lower[j] == "since" for j in page.words.upward(i))  # "the first talks since 2 May"
        if held_on and clause.told == "past" and not in_passing and not since:
            several = sum(page.sentence(j) == page.sentence(i) for j, _ in days) > 1
            round_it = page.grammar.whole(clause.head) if several else page.sentence(i)
            there = mentions.within(page.span(round_it))
            found.append(Occasion(i, day, frozenset(actor.key for _, actor in there)))
    return found


def _whose_words(clause: Clause, day: int, page: Page) -> int | None:
    """Whose words a clause dates: "Abe's remarks came on Monday", "he made the remark on Monday"."""
    w, nouns = page.words, settings("verbs", "dated_words")
    if clause.lemma not in settings("verbs", "dates_words") or clause.negated or clause.perfect:
        return None
    on = next(i for i in w.upward(day) if i == clause.head or not (page.dated[i] or w.dep[i] == "prep"))
    words = next((a for a in clause.arguments if w.lemma[a.head] in nouns and a.how == "own"), None)
    if words is None or on != clause.head or day < min(words.head, clause.head):
        return None  # "came after a report of Monday"
    if w.lower[words.extent[0]] in ("a", "an"):
        return None  # "he made a call on Monday": none of those told
    owner = page.grammar.noun(words.head).get("owner", "by", "of")
    if owner is None and clause.subject is not None and clause.subject.head != words.head:
        return clause.subject.head
    return owner.head if owner is not None else None


def dated(
    drafts: list[Draft],
    page: Page,
    days: list[tuple[int, str]],
    occasions: list[Occasion],
    press: Callable[[int], bool],
) -> list[Draft]:
    """The drafts in the order of their cues, each with the day of its occasion and whom an answer answers.

    `days`: the calendar days of the text, by token. `press`: whether a noun is somebody who hears on behalf of readers,
    and goes on hearing.
    """
    out: list[Draft] = []
    lines, of_page = _headings(page), day_of(page, days)
    voices: dict[Heading, str] = {}
    covering = Covering((span, d) for d in drafts for span in d.content)
    others = [i for i in other_days(page, days) if not list(covering.at(page.words.starts[i]))]
    outside = [(i, told) for i, told in days if page.quoted[i] < 0 and not list(covering.at(page.words.starts[i]))]
    spoken: dict[int, list[Draft]] = {}
    done: dict[int, Draft] = {}
    for given in sorted(drafts, key=lambda d: d.cue or d.content[0]):
        draft = given
        outer = _outer(draft, covering)
        tells = outer is not None and _narrates(outer, page)
        near = spoken.setdefault(id(None if tells else outer), [])
        cue = draft.attribution.cue
        above = next((h for h in lines if h.start <= draft.content[0][0] < h.end), None)
        day = of_page if above is None else _aired(draft, outer, above, voices, page)
        may = draft.setting.said_on is None and (above is None or above.day is not None)
        if may and (cue.kind == "speech" or (day and cue.act != "state")):
            aired = above is not None and day and outer is None and not page.turns and _on_page(draft, page)
            told = (day if aired else None) or _day(draft, near, page) or _named_so(draft, done.get(id(outer)), page)
            if told is None and tells and not day and not (is_open(draft, page) or looks_back(draft, page)):
                told = _met(draft, occasions, page)
            if told is None and outer is None and not day and not is_open(draft, page):
                told = (
                    _named(draft, occasions, page)
                    or _met(draft, occasions, page)
                    or answered(draft, near, page)
                    or at_sitting(draft, out, page)
                    or within_hours(draft, out, outside, page)
                    or to_the_press(draft, outside, others, page)
                    or of_report(draft, near, others, page)
                )
            told = told or (day if outer is None and _on_page(draft, page) else None)
            draft = replace(draft, setting=replace(draft.setting, said_on=told))
        done[id(given)] = draft
        draft = still_heard(draft, near[-1], page, press) if near and cue.kind == "speech" else draft
        out.append(addressed(draft, out[-1], page) if out and cue.kind == "speech" else draft)
        if cue.kind == "speech":
            near.append(out[-1])
    out = [_dated_later(draft, occasions, page) if _outer(draft, covering) is None else draft for draft in out]
    return [_asked_then(draft, following, page) for draft, following in zip_longest(out, out[1:])]


def _headings(page: Page) -> tuple[Heading, ...]:
    """What the lines beside the text of a page say of when its words were spoken."""
    article = page.analysis.article
    is_talk = bool(page.turns) or article.kind == "interview" or is_called(article, "briefings")
    return headings_of(article, is_talk=is_talk)


def _aired(draft: Draft, outer: Draft | None, line: Heading, voices: dict[Heading, str], page: Page) -> str | None:
    """The day of a line for what those say whose talk it is: all who take turns, else who speaks first (`voices`)."""
    if page.turns or draft.speaker is None:
        return line.day if page.turns else None
    if outer is None and draft.attribution.cue.kind == "speech":
        voices.setdefault(line, draft.speaker.key)
    return line.day if voices.get(line) == draft.speaker.key else None


def _asked_then(draft: Draft, following: Draft | None, page: Page) -> Draft:
    """A question with the day of its answer: "asked if it would sail, she said on Monday"."""
    if following is None or draft.setting.said_on or draft.speaker is not None or not _is_asked(draft, page):
        return draft
    one = page.sentence(draft.ranges[0][0]) == page.sentence(following.ranges[0][0])
    return replace(draft, setting=replace(draft.setting, said_on=following.setting.said_on)) if one else draft


def _named_so(draft: Draft, outer: Draft | None, page: Page) -> str | None:
    """The day of the words in which their own speaker calls a thing something: "he rejected what he called a trap"."""
    if outer is None or not draft.has_voice_of(outer) or draft.attribution.frame not in ("name", "as"):
        return None
    return None if looks_back(draft, page) else outer.setting.said_on


def _dated_later(draft: Draft, occasions: list[Occasion], page: Page) -> Draft:
    """Words with the day that the next sentences give them: "he said … His remarks came on Monday"."""
    speaker, at = draft.speaker, draft.attribution.at
    if draft.setting.said_on or speaker is None or at is None or draft.attribution.cue.kind != "speech":
        return draft
    if page.quoted[at] >= 0 or looks_back(draft, page):
        return draft
    near = (
        o for o in occasions
        if o.is_speech and speaker.key in o.there and at < o.token
        and page.paragraph_of[o.token] - page.paragraph_of[at] <= 1
    )  # fmt: skip
    day = next((o.day for o in near), None)
    return replace(draft, setting=replace(draft.setting, said_on=day)) if day else draft


def _outer(draft: Draft, drafts: Covering[Draft]) -> Draft | None:
    """The smallest other draft in whose content this one's cue stands."""
    at = draft.cue or draft.content[0]
    round_it = [
        d for (_, b), d in drafts.at(at[0])
        if d is not draft and (d.cue != draft.cue or d.cue is None) and at[1] <= b
    ]  # fmt: skip
    return min(round_it, key=lambda d: d.size, default=None)


def _day(draft: Draft, near: list[Draft], page: Page) -> str | None:
    """The day of the occasion that `draft` goes on from: an answer's question, the speaker's last words, the lede."""
    if draft.attribution.frame in ("turn", "question") or is_open(draft, page):
        return None
    unnamed = draft.speaker is not None and draft.speaker.content.kind == "anonymous"
    if unnamed and draft.attribution.frame == "according":
        return None
    last = near[-1] if near else None
    answers = _is_asked(draft, page) or draft.attribution.cue.lemma in settings("replies", "verbs")
    one_paragraph = last is not None and distance(last, draft, page) <= int(_is_asked(draft, page))
    if last is not None and one_paragraph and last.setting.said_on and answers:
        return last.setting.said_on
    reached = takewhile(lambda b: distance(b, draft, page) <= REACH, reversed(near))
    dated = (b for b in reached if b.setting.said_on and not b.attribution.cue.is_noun and not is_open(b, page))
    told = [(distance(b, draft, page), b) for b in dated]
    own = [(apart, b) for apart, b in told if b.has_voice_of(draft)]
    if own and own[0][0] > 0:  # behind its paragraph a look back, "in May he had said", is over
        days = [d for _, b in own if A_DAY.fullmatch(d := str(b.setting.said_on)) and not looks_back(b, page)]
        return days[0] if days else own[0][1].setting.said_on
    opens = ((apart, b) for apart, b in told if page.paragraph_of[b.ranges[0][0]] == 0 and apart <= LEDE)
    lede = (b.setting.said_on for _, b in opens if b.has_side_of(draft) and not unnamed)
    return own[0][1].setting.said_on if own else next(lede, None)


def _met(draft: Draft, occasions: list[Occasion], page: Page) -> str | None:
    """The day of the last occasion before the draft at which its speaker was."""
    sides = _are_sides(draft, page)
    at, key = draft.attribution.at, draft.speaker.key if draft.speaker is not None else None
    if not (key or sides) or at is None or is_apart(at, page):
        return None
    for occasion in reversed(occasions):
        near = page.paragraph_of[at] - page.paragraph_of[occasion.token] <= _OCCASION
        was_there = (key in occasion.there or (sides and not occasion.is_speech)) and DAYS.fullmatch(occasion.day)
        if occasion.token < at and near and was_there:
            return occasion.day
    return None


def _are_sides(draft: Draft, page: Page) -> bool:
    """ "Both sides", "the ministers": those of the meeting, none told apart ("rebel leaders", "ministers of Peru")."""
    w, head, at = page.words, draft.attribution.speaker, draft.attribution.at
    if head is None or at is None or w.tag[head] != "NNS" or w.lemma[head] not in settings("occasions", "sides"):
        return False
    before = {w.lower[c] for c in w.children[at]}
    bare = all(w.dep[c] in ("det", "predet", "nummod") for c in w.children[head])
    first = w.lower[page.grammar.whole(head)[0]]
    return bare and first in ("the", "both") and before.isdisjoint(settings("occasions", "apart"))


def _named(draft: Draft, occasions: list[Occasion], page: Page) -> str | None:
    """The day of the last meeting told where the cue's clause says that it was after that one, or at it."""
    at, w = draft.attribution.at, page.words
    clause = page.grammar.at(at)
    if at is None or clause is None:
        return None
    before = [o for o in occasions if o.token < at and page.paragraph_of[at] - page.paragraph_of[o.token] <= REACH]
    outside = [i for i in range(*page.sentence(at)) if not draft.says(i)]
    for i in outside if before else ():
        on = next((j for j in w.upward(i) if w.dep[j] == "prep" and w.lower[j] != "of"), None)
        if on is None or w.lemma[i] not in settings("occasions", "meetings") or _is_another(i, on, page):
            continue
        the = any(w.dep[c] == "det" and w.lower[c] not in ("a", "an") for c in w.children[i])
        behind = w.lower[on] in settings("occasions", "behind")
        if page.grammar.over(on) is clause and (behind or (the and w.lower[on] in settings("occasions", "at"))):
            return before[-1].day
    return None


def _is_another(meeting: int, on: int, page: Page) -> bool:
    """Whether it is another meeting, or day: a round of layoffs, a meeting with fishermen, days after the talks."""
    w = page.words
    of = [c for i in w.children[meeting] if w.lower[i] == "of" for c in w.objects(i)]
    known = any(w.dep[c] in ("det", "poss") and w.lower[c] not in ("a", "an") for c in w.children[meeting])
    new = w.head[meeting] == on and not known
    meets = any(w.dep[c] == "prep" and w.lower[c] in ("with", "in", "between") for c in w.children[meeting])
    later = on > 0 and w.lemma[on - 1] in settings("occasions", "later")
    return later or (new and meets) or any(w.lemma[c] not in settings("occasions", "meetings") for c in of)


def _narrates(outer: Draft, page: Page) -> bool:
    """Whether it only credits what the writer tells: "…, according to a guest", "…, a guest said", unquoted."""
    aside = outer.attribution.frame in ("according", "aside")
    return aside and all(page.quoted[a] < 0 for a, _ in outer.ranges)


def _is_asked(draft: Draft, page: Page) -> bool:
    verb = draft.attribution.at
    asks = settings("verbs", "asks")
    return verb is not None and page.words.lemma[verb] in asks and page.words.tag[verb] == "VBN"


def _on_page(draft: Draft, page: Page) -> bool:
    """Whether a cue tells of what the page as a whole reports: nothing said before (had said), no plan."""
    clause = page.grammar.at(draft.attribution.at)
    if clause is not None and clause.perfect and clause.tense == "present":
        return is_called(page.analysis.article, "live")  # "has just told us"
    return clause is None or not (clause.perfect or clause.modality)
