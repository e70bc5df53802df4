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
from verbale.understanding.statements import tables
from verbale.understanding.statements.documents import is_called
from verbale.understanding.statements.drafts import Draft
from verbale.understanding.statements.headings import Heading, headings_of, signed_on
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.setting import live_nouns
from verbale.understanding.statements.tables import settings

_REACH = 4
"""How many paragraphs one occasion goes on for without a word of its day."""
_OCCASION = 5
"""How many paragraphs after a meeting its people's words are of that day."""
_LEDE = 2
_A_DAY = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d")
_MONTHS = re.compile(r"(\d{4}|XXXX)-\d\d(-\d\d(/(\d{4}|XXXX)-\d\d-\d\d)?)?")
_DAYS = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d(/(\d{4}|XXXX)-\d\d-\d\d)?")


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
        held_on = clause.lemma in tables.toml("settings")["documents"]["meets"] or nouns & live_nouns()
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
    lines, of_page = headings(page), day_of(page, days)
    voices: dict[Heading, str] = {}
    covering = Covering((span, d) for d in drafts for span in d.content)
    others = [i for i, told in days if _is_elsewhen(told, page)] + [
        i for i in range(len(page.words)) if _parts(i, page)
    ]
    others = [i for i in others if page.quoted[i] < 0 and not list(covering.at(page.words.starts[i]))]
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
        day = of_page
        if above is not None:
            if outer is None and cue.kind == "speech" and draft.speaker is not None and above not in voices:
                voices[above] = draft.speaker.key
            is_voice = bool(page.turns) or (draft.speaker is not None and voices.get(above) == draft.speaker.key)
            day = above.day if is_voice else None
        may = draft.setting.said_on is None and (above is None or above.day is not None)
        if may and (cue.kind == "speech" or (day and cue.act != "state")):
            aired = above is not None and day and outer is None and not page.turns and _on_page(draft, page)
            told = (day if aired else None) or _day(draft, near, page) or _named_so(draft, done.get(id(outer)), page)
            if told is None and tells and not day and not (_is_open(draft, page) or _looks_back(draft, page)):
                told = _met(draft, occasions, page)
            if told is None and outer is None and not day and not _is_open(draft, page):
                told = (
                    _named(draft, occasions, page)
                    or _met(draft, occasions, page)
                    or _answered(draft, near, page)
                    or _at_sitting(draft, out, page)
                    or _within_hours(draft, out, outside, page)
                    or _to_the_press(draft, outside, page)
                    or _of_report(draft, near, others, page)
                )
            told = told or (day if outer is None and _on_page(draft, page) else None)
            draft = replace(draft, setting=replace(draft.setting, said_on=told))
        done[id(given)] = draft
        draft = _still_heard(draft, near[-1], page, press) if near and cue.kind == "speech" else draft
        out.append(_addressed(draft, out[-1], page) if out and cue.kind == "speech" else draft)
        if cue.kind == "speech":
            near.append(out[-1])
    out = [_dated_later(draft, occasions, page) if _outer(draft, covering) is None else draft for draft in out]
    return [_asked_then(draft, following, page) for draft, following in zip_longest(out, out[1:])]


def _asked_then(draft: Draft, following: Draft | None, page: Page) -> Draft:
    """A question with the day of its answer: "asked if it would sail, she said on Monday"."""
    if following is None or draft.setting.said_on or draft.speaker is not None or not _is_asked(draft, page):
        return draft
    one = page.sentence(draft.ranges[0][0]) == page.sentence(following.ranges[0][0])
    return replace(draft, setting=replace(draft.setting, said_on=following.setting.said_on)) if one else draft


def _named_so(draft: Draft, outer: Draft | None, page: Page) -> str | None:
    """The day of the words in which their own speaker calls a thing something: "he rejected what he called a trap"."""
    if outer is None or not _one_voice(draft, outer) or draft.attribution.frame not in ("name", "as"):
        return None
    return None if _looks_back(draft, page) else outer.setting.said_on


def _dated_later(draft: Draft, occasions: list[Occasion], page: Page) -> Draft:
    """Words with the day that the next sentences give them: "he said … His remarks came on Monday"."""
    speaker, at = draft.speaker, draft.attribution.at
    if draft.setting.said_on or speaker is None or at is None or draft.attribution.cue.kind != "speech":
        return draft
    if page.quoted[at] >= 0 or _looks_back(draft, page):
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
    if draft.attribution.frame in ("turn", "question") or _is_open(draft, page):
        return None
    unnamed = draft.speaker is not None and draft.speaker.content.kind == "anonymous"
    if unnamed and draft.attribution.frame == "according":
        return None
    last = near[-1] if near else None
    answers = _is_asked(draft, page) or draft.attribution.cue.lemma in tables.toml("settings")["replies"]["verbs"]
    one_paragraph = last is not None and paragraphs_apart(last, draft, page) <= int(_is_asked(draft, page))
    if last is not None and one_paragraph and last.setting.said_on and answers:
        return last.setting.said_on
    reached = takewhile(lambda b: paragraphs_apart(b, draft, page) <= _REACH, reversed(near))
    dated = (b for b in reached if b.setting.said_on and not b.attribution.cue.is_noun and not _is_open(b, page))
    told = [(paragraphs_apart(b, draft, page), b) for b in dated]
    own = [(apart, b) for apart, b in told if _one_voice(b, draft)]
    if own and own[0][0] > 0:  # behind its paragraph a look back, "in May he had said", is over
        days = [d for _, b in own if _A_DAY.fullmatch(d := str(b.setting.said_on)) and not _looks_back(b, page)]
        return days[0] if days else own[0][1].setting.said_on
    opens = ((apart, b) for apart, b in told if page.paragraph_of[b.ranges[0][0]] == 0 and apart <= _LEDE)
    lede = (b.setting.said_on for _, b in opens if _one_side(b, draft) and not unnamed)
    return own[0][1].setting.said_on if own else next(lede, None)


def _met(draft: Draft, occasions: list[Occasion], page: Page) -> str | None:
    """The day of the last occasion before the draft at which its speaker was."""
    sides = _are_sides(draft, page)
    at, key = draft.attribution.at, draft.speaker.key if draft.speaker is not None else None
    if not (key or sides) or at is None or _is_apart(at, page):
        return None
    for occasion in reversed(occasions):
        near = page.paragraph_of[at] - page.paragraph_of[occasion.token] <= _OCCASION
        was_there = (key in occasion.there or (sides and not occasion.is_speech)) and _DAYS.fullmatch(occasion.day)
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


def _is_apart(at: int, page: Page) -> bool:
    """Whether what is said at a token came before or after what is told round it: "talks opened after they refused"."""
    w, marks, above = page.words, settings("occasions", "apart"), list(page.words.upward(at))
    joins = [i for i in above if w.dep[i] == "prep"] + [c for i in above for c in w.children[i] if w.dep[c] == "mark"]
    return any(w.lower[i] in marks for i in joins)


def _named(draft: Draft, occasions: list[Occasion], page: Page) -> str | None:
    """The day of the last meeting told where the cue's clause says that it was after that one, or at it."""
    at, w = draft.attribution.at, page.words
    clause = page.grammar.at(at) if at is not None else None
    if at is None or clause is None:
        return None
    before = [o for o in occasions if o.token < at and page.paragraph_of[at] - page.paragraph_of[o.token] <= _REACH]
    outside = [i for i in range(*page.sentence(at)) if not _is_said(i, draft)]
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
    of = [c for i in w.children[meeting] if w.lower[i] == "of" for c in w.children[i] if w.dep[c] == "pobj"]
    known = any(w.dep[c] in ("det", "poss") and w.lower[c] not in ("a", "an") for c in w.children[meeting])
    new = w.head[meeting] == on and not known
    meets = any(w.dep[c] == "prep" and w.lower[c] in ("with", "in", "between") for c in w.children[meeting])
    later = on > 0 and w.lemma[on - 1] in settings("occasions", "later")
    return later or (new and meets) or any(w.lemma[c] not in settings("occasions", "meetings") for c in of)


def _answered(draft: Draft, near: list[Draft], page: Page) -> str | None:
    """The day of the report for words that answer others of that same day, and for what their side says beside them."""
    last, today = near[-1] if near else None, page.analysis.article.published
    if last is None or not today or last.setting.said_on != today or paragraphs_apart(last, draft, page) > 1:
        return None
    if _is_open(last, page) or _one_voice(last, draft):
        return None
    w, verb = page.words, draft.attribution.at
    answers = draft.attribution.cue.lemma in tables.toml("settings")["replies"]["verbs"]
    points = draft.attribution.frame == "object" and draft.attribution.cue.act in ("deny", "reject")
    charge = False
    if verb is not None and points and w.lower[draft.ranges[0][0]] in settings("replies", "points"):
        charge = not settings("replies", "elsewhen").intersection(w.lower[verb : page.sentence(verb)[1]])
    apart = page.sentence(last.ranges[0][0]) != page.sentence(draft.ranges[0][0])
    side = apart and paragraphs_apart(last, draft, page) == 0 and _one_side(last, draft)
    return today if answers or charge or side else None


def _at_sitting(draft: Draft, before: list[Draft], page: Page) -> str | None:
    """The day of the sitting that a report opens with, for its members: "told the council today … The delegate …"."""
    w, head = page.words, draft.attribution.speaker
    if head is None or not _is_member(head, page):
        return None
    opens = (b for b in before if page.paragraph_of[b.ranges[0][0]] < _LEDE and b.attribution.addressee is not None)
    heard = (b for b in opens if w.lemma[b.attribution.addressee or 0].lower() in settings("sittings", "bodies"))
    first = next((b for b in heard if b.setting.said_on), None)
    day = first.setting.said_on if first is not None else None
    told = (b for b in before if b is first or (b.setting.said_on == day and _is_member(b.attribution.speaker, page)))
    return day if day and any(paragraphs_apart(b, draft, page) <= _REACH for b in told) else None


def _within_hours(draft: Draft, before: list[Draft], days: list[tuple[int, str]], page: Page) -> str | None:
    """The day told last for what was said hours later, within minutes, earlier in the day: the day did not change.

    Hours after words that are named ("hours after the announcement") it is the day that the report opens with.
    """
    at, w = draft.attribution.at, page.words
    clause = page.grammar.at(at) if at is not None else None
    if at is None or clause is None:
        return None
    units, parts = settings("occasions", "units"), settings("occasions", "parts")
    outside = [i for i in range(*page.sentence(at)) if not _is_said(i, draft)]
    for i in outside:
        follows = " ".join(w.lower[i + 1 : i + 2])
        later = follows in settings("occasions", "thence")
        named = follows in ("after", "before") and _is_of_words(i + 1, page)
        long = any(w.dep[c] == "nummod" and w.lemma[c] not in ("one", "two", "three") for c in w.children[i])
        unit = w.lower[i] in units and not long and (later or named or "within" in w.lower[max(0, i - 2) : i])
        ahead = w.lower[i - 2 : i]
        part = w.lower[i] in parts and ahead in (["in", "the"], ["by", "the"], ["the", "same"]) and follows != "of"
        if not (unit or part) or page.grammar.over(i) is not clause:
            continue
        dated = [b for b in before if b.setting.said_on and _A_DAY.fullmatch(b.setting.said_on)]
        opens = next((b for b in dated if page.paragraph_of[b.ranges[0][0]] < _LEDE), None) if named else None
        near = [b for b in dated if paragraphs_apart(b, draft, page) <= 1]
        last = opens or (near[-1] if near else None)
        day = last.setting.said_on if last is not None else None
        begins = last.ranges[0][0] if last is not None else 0
        between = any(begins <= j < page.sentence(at)[1] and d.partition("T")[0] != day for j, d in days)
        return None if between else day  # "said on Friday. They were freed on Sunday. Hours later"
    return None


def _to_the_press(draft: Draft, days: list[tuple[int, str]], page: Page) -> str | None:
    """The day with which a report opens, for words to the press right below: "left on Monday … told a briefing"."""
    today, at = page.analysis.article.published, draft.attribution.at
    opens = any(page.paragraph_of[i] == 0 and not _is_elsewhen(told, page) for i, told in days)
    if not today or at is None or not opens or page.paragraph_of[at] > _LEDE or _looks_back(draft, page):
        return None
    return today if draft.setting.medium in settings("occasions", "press") else None


def _is_of_words(preposition: int, page: Page) -> bool:
    """ "After the announcement": known words, not "after taking office", "after the first raid"."""
    w = page.words
    held = (c for c in w.children[preposition] if w.dep[c] == "pobj" and w.lemma[c] in settings("verbs", "dated_words"))
    return any(w.lower[c] in ("the", "this", "that") for noun in held for c in w.children[noun])


def _of_report(draft: Draft, near: list[Draft], others: list[int], page: Page) -> str | None:
    """The day of a report that opens with words of that very day, until the text tells another day.

    Who is named and answers, comments or adds in it did so between the news and its printing, which is one day.
    """
    today, at, speaker = page.analysis.article.published, draft.attribution.at, draft.speaker
    clause = page.grammar.at(at) if at is not None else None
    if not today or at is None or speaker is None or clause is None or _looks_back(draft, page):
        return None
    kind = speaker.content.kind
    unnamed = kind in ("anonymous", "outlet") or (kind in ("person", "group") and speaker.content.name.islower())
    opens = next((b for b in near if b.setting.said_on), None)
    if unnamed or opens is None or opens.setting.said_on != today or page.paragraph_of[opens.ranges[0][0]] >= _LEDE:
        return None
    begins, (first, last) = opens.attribution.at or opens.ranges[0][0], page.sentence(at)
    former = {w for i, w in enumerate(page.words.lower[first:last], first) if not _is_said(i, draft)}
    once = not former.isdisjoint(settings("occasions", "former")) or any(begins < i < at for i in others)
    told = draft.attribution.frame not in ("according", "as", "to")  # "the guild agreed to wait" may be long ago
    plain = clause.form == "finite" and clause.relation in ("main", "aside") and told
    return today if plain and not once and not (_is_apart(at, page) or _is_at_a_time(draft, at, page)) else None


def _is_at_a_time(draft: Draft, at: int, page: Page) -> bool:
    """Whether a phrase beside the cue may tell of another time: "before the war", "as a young man", "at her wedding".

    A place that has a name and a means of speaking tell of none.
    """
    w = page.words
    for p in (c for c in w.children[at] if w.dep[c] in ("prep", "advcl") and not _is_said(c, draft)):
        phrase = {w.lower[p], *(w.lower[c] for c in w.children[p] if w.dep[c] in ("mark", "advmod", "prep"))}
        held = [c for c in w.children[p] if w.dep[c] == "pobj"]
        named = bool(held) and all(w.pos[c] == "PROPN" or w.lemma[c] in settings("occasions", "means") for c in held)
        if phrase & settings("occasions", "apart") or (phrase & settings("occasions", "meanwhile") and not named):
            return True
    return False


def _is_said(i: int, draft: Draft) -> bool:
    return any(a <= i < b for a, b in draft.ranges)


def _is_elsewhen(told: str, page: Page) -> bool:
    return told.partition("T")[0] != page.analysis.article.published


def _parts(i: int, page: Page) -> bool:
    """Whether a token tells of another day by how far it is: "one day after the walkout", "a week earlier"."""
    w = page.words
    off = settings("occasions", "off")
    return w.lemma[i] in settings("occasions", "later") and not off.isdisjoint(w.lower[i + 1 : i + 2])


def _narrates(outer: Draft, page: Page) -> bool:
    """Whether it only credits what the writer tells: "…, according to a guest", "…, a guest said", unquoted."""
    aside = outer.attribution.frame in ("according", "aside")
    return aside and all(page.quoted[a] < 0 for a, _ in outer.ranges)


def _is_member(head: int | None, page: Page) -> bool:
    """Whether a noun phrase is one of those who sit together: the delegate of Peru; not a delegate, the union's."""
    w = page.words
    if head is None or w.lemma[head] not in settings("sittings", "members"):
        return False
    below = w.children[head]
    the = any(w.lower[c] == "the" and w.dep[c] == "det" for c in below)
    return the and any(w.lower[c] in ("of", "for") and w.dep[c] == "prep" for c in below)


def _is_asked(draft: Draft, page: Page) -> bool:
    verb = draft.attribution.at
    asks = settings("verbs", "asks")
    return verb is not None and page.words.lemma[verb] in asks and page.words.tag[verb] == "VBN"


def _is_open(draft: Draft, page: Page) -> bool:
    """Whether the cue tells of no one occasion: says, has said, will say; what a noun names at some time."""
    verb = draft.attribution.at
    noun = draft.attribution.cue.is_noun and draft.attribution.frame not in ("label", "turn", "question")
    if noun and verb is not None and page.words.lemma[page.words.head[verb]] in settings("light", "utters"):
        verb = page.words.head[verb]  # "she voiced hope that …"
    clause = page.grammar.at(verb) if verb is not None else None
    if clause is None or clause.form != "finite":
        return noun
    return clause.tense != "past" or clause.told == "ahead"


def _looks_back(draft: Draft, page: Page) -> bool:
    """Whether the cue tells of what was said before what is told: "in May he had said"."""
    verb = draft.attribution.at
    clause = page.grammar.at(verb) if verb is not None else None
    return clause is not None and clause.perfect


def _on_page(draft: Draft, page: Page) -> bool:
    """Whether a cue tells of what the page as a whole reports: nothing said before (had said), no plan."""
    verb = draft.attribution.at
    clause = page.grammar.at(verb) if verb is not None else None
    if clause is not None and clause.perfect and clause.tense == "present":
        return is_called(page.analysis.article, "live")  # "has just told us"
    return clause is None or not (clause.perfect or clause.modality)


def _one_voice(one: Draft, other: Draft) -> bool:
    return one.speaker is not None and other.speaker is not None and one.speaker.key == other.speaker.key


def _one_side(one: Draft, other: Draft) -> bool:
    """Whether both speak for one party: the government announced, its minister said."""
    if one.speaker is None or other.speaker is None:
        return False
    party = one.speaker.content.party
    return party is not None and party == other.speaker.content.party


def paragraphs_apart(one: Draft, other: Draft, page: Page) -> int:
    """How many paragraphs after the content of `one` that of `other` stands."""
    return page.paragraph_of[other.ranges[0][0]] - page.paragraph_of[one.ranges[0][0]]


def _still_heard(draft: Draft, last: Draft, page: Page, press: Callable[[int], bool]) -> Draft:
    """Words to the press that go on in the paragraph: she told the Gazette that A. “B,” she said."""
    attribution, hearer = draft.attribution, last.attribution.addressee
    if attribution.addressee is not None or attribution.cue.is_noun or not attribution.cue_range or hearer is None:
        return draft
    goes_on = page.quoted[draft.ranges[0][0]] >= 0 or attribution.cue.lemma in settings("verbs", "goes_on")
    near = paragraphs_apart(last, draft, page) == 0 and _one_voice(last, draft)
    elsewhere = draft.setting.medium not in (None, last.setting.medium) or attribution.cue.lemma == "write"
    another = elsewhere or draft.setting.said_on not in (None, last.setting.said_on)  # had said in May
    if not (goes_on and near and press(hearer)) or another or _is_open(draft, page):
        return draft
    return replace(draft, attribution=replace(attribution, addressee=hearer))


def _addressed(draft: Draft, last: Draft, page: Page) -> Draft:
    """An answer goes to who spoke last; what one adds in the same sentence goes to whom one was speaking to."""
    attribution, before = draft.attribution, last.attribution
    if attribution.addressee is not None or not attribution.cue_range or not before.cue_range:
        return draft
    lemma = attribution.cue.lemma
    one = page.sentence(attribution.cue_range[0]) == page.sentence(before.cue_range[0])
    if lemma in tables.toml("settings")["replies"]["verbs"] and before.cue.kind == "speech":
        near = paragraphs_apart(last, draft, page) == 0 and not _one_voice(last, draft) and last.speaker is not None
        return replace(draft, attribution=replace(attribution, addressee=before.speaker)) if near else draft
    if lemma in tables.toml("settings")["verbs"]["goes_on"] and one and _one_voice(last, draft):
        return replace(draft, attribution=replace(attribution, addressee=before.addressee))
    return draft


def headings(page: Page) -> tuple[Heading, ...]:
    """What the lines beside the text of a page say of when its words were spoken."""
    article = page.analysis.article
    is_talk = bool(page.turns) or article.kind == "interview" or is_called(article, "briefings")
    return headings_of(article, is_talk=is_talk)


def day_of(page: Page, days: list[tuple[int, str]]) -> str | None:
    """The day on which what the page reports was said, where the page as a whole has one; None for other pages.

    That is the day of the meeting that a document opens with, that of its signature, or the one that it bears.

    `days` are the calendar days of the running text, by token.
    """
    article = page.analysis.article
    published = article.published if article.published and _A_DAY.fullmatch(article.published) else None
    if page.turns:
        told = [(i, d) for i, d in days if i < page.turns[0].words[0] and _DAYS.fullmatch(d)]
        before = [(i, d) for i, d in told if _tells_of_meeting(page, i)]
        given = next((d for i, d in reversed(before) if _with_us(page, i)), before[0][1] if before else None)
        return published if is_called(article, "briefings") else given
    if is_called(article, "live"):
        return published
    if not (page.is_document or is_called(article, "issued")):
        return None
    opening = page.paragraphs[0][1] if page.paragraphs else 0
    met = [d for i, d in days if i < opening and _DAYS.fullmatch(d) and _tells_of_meeting(page, i)]
    return next((d for d in met if d != published), (signed_on(article) if page.is_document else None) or published)


def _with_us(page: Page, i: int) -> bool:
    """Whether the clause of a day tells whom the newsroom met: "she received us on Monday"."""
    clause = page.grammar.over(i)
    return clause is not None and any(page.words.lower[a.head] in ("us", "me", "we", "i") for a in clause.arguments)


def _tells_of_meeting(page: Page, i: int) -> bool:
    """Whether the clause of a day at token `i` tells that people met or spoke: received the envoy on 9 June."""
    clause = page.grammar.over(i)
    return clause is not None and clause.lemma in settings("documents", "meets")
