"""The day of a report: of the meeting that a document opens with, of the sitting, of the news that others answer."""

from __future__ import annotations

from verbale.understanding.statements.documents import is_called
from verbale.understanding.statements.drafts import Draft
from verbale.understanding.statements.headings import signed_on
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.spoken import A_DAY, DAYS, LEDE, REACH, distance, is_apart, is_open, looks_back
from verbale.understanding.statements.tables import settings


def day_of(page: Page, days: list[tuple[int, str]]) -> str | None:
    """The day on which what the page reports was said, where the page as a whole has one; None for other pages.

    That is the day of the meeting that a document opens with, that of its signature, or the one that it bears.

    `days` are the calendar days of the running text, by token.
    """
    article = page.analysis.article
    published = article.published if article.published and A_DAY.fullmatch(article.published) else None
    if page.turns:
        told = [(i, d) for i, d in days if i < page.turns[0].words[0] and DAYS.fullmatch(d)]
        before = [(i, d) for i, d in told if _tells_of_meeting(page, i)]
        given = next((d for i, d in reversed(before) if _with_us(page, i)), before[0][1] if before else None)
        return published if is_called(article, "briefings") else given
    if is_called(article, "live"):
        return published
    if not (page.is_document or is_called(article, "issued")):
        return None
    opening = page.paragraphs[0][1] if page.paragraphs else 0
    met = [d for i, d in days if i < opening and DAYS.fullmatch(d) and _tells_of_meeting(page, i)]
    return next((d for d in met if d != published), (signed_on(article) if page.is_document else None) or published)


def _with_us(page: Page, i: int) -> bool:
    """Whether the clause of a day tells whom the newsroom met: "she received us on Monday"."""
    clause = page.grammar.over(i)
    return clause is not None and any(page.words.lower[a.head] in ("us", "me", "we", "i") for a in clause.arguments)


def _tells_of_meeting(page: Page, i: int) -> bool:
    """Whether the clause of a day at token `i` tells that people met or spoke: received the envoy on 9 June."""
    clause = page.grammar.over(i)
    return clause is not None and clause.lemma in settings("documents", "meets")


def answered(draft: Draft, near: list[Draft], page: Page) -> str | None:
    """The day of the report for words that answer others of that same day, and for what their side says beside them."""
    last, today = near[-1] if near else None, page.analysis.article.published
    if last is None or not today or last.setting.said_on != today or distance(last, draft, page) > 1:
        return None
    if is_open(last, page) or last.has_voice_of(draft):
        return None
    w, verb = page.words, draft.attribution.at
    answers = draft.attribution.cue.lemma in settings("replies", "verbs")
    points = draft.attribution.frame == "object" and draft.attribution.cue.act in ("deny", "reject")
    charge = False
    if verb is not None and points and w.lower[draft.ranges[0][0]] in settings("replies", "points"):
        charge = not settings("replies", "elsewhen").intersection(w.lower[verb : page.sentence(verb)[1]])
    apart = page.sentence(last.ranges[0][0]) != page.sentence(draft.ranges[0][0])
    side = apart and distance(last, draft, page) == 0 and last.has_side_of(draft)
    return today if answers or charge or side else None


def at_sitting(draft: Draft, before: list[Draft], page: Page) -> str | None:
    """The day of the sitting that a report opens with, for its members: "told the council today … The delegate …"."""
    w, head = page.words, draft.attribution.speaker
    if head is None or not _is_member(head, page):
        return None
    opens = (b for b in before if page.paragraph_of[b.ranges[0][0]] < LEDE and b.attribution.addressee is not None)
    heard = (b for b in opens if w.lemma[b.attribution.addressee or 0].lower() in settings("sittings", "bodies"))
    first = next((b for b in heard if b.setting.said_on), None)
    day = first.setting.said_on if first is not None else None
    told = (b for b in before if b is first or (b.setting.said_on == day and _is_member(b.attribution.speaker, page)))
    return day if day and any(distance(b, draft, page) <= REACH for b in told) else None


def _is_member(head: int | None, page: Page) -> bool:
    """Whether a noun phrase is one of those who sit together: the delegate of Peru; not a delegate, the union's."""
    w = page.words
    if head is None or w.lemma[head] not in settings("sittings", "members"):
        return False
    below = w.children[head]
    the = any(w.lower[c] == "the" and w.dep[c] == "det" for c in below)
    return the and any(w.lower[c] in ("of", "for") and w.dep[c] == "prep" for c in below)


def within_hours(draft: Draft, before: list[Draft], days: list[tuple[int, str]], page: Page) -> str | None:
    """The day told last for what was said hours later, within minutes, earlier in the day: the day did not change.

    Hours after words that are named ("hours after the announcement") it is the day that the report opens with.
    """
    at, w = draft.attribution.at, page.words
    clause = page.grammar.at(at)
    if at is None or clause is None:
        return None
    units, parts = settings("occasions", "units"), settings("occasions", "parts")
    outside = [i for i in range(*page.sentence(at)) if not draft.says(i)]
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
        dated = [b for b in before if b.setting.said_on and A_DAY.fullmatch(b.setting.said_on)]
        opens = next((b for b in dated if page.paragraph_of[b.ranges[0][0]] < LEDE), None) if named else None
        near = [b for b in dated if distance(b, draft, page) <= 1]
        last = opens or (near[-1] if near else None)
        day = last.setting.said_on if last is not None else None
        begins = last.ranges[0][0] if last is not None else 0
        between = any(begins <= j < page.sentence(at)[1] and d.partition("T")[0] != day for j, d in days)
        return None if between else day  # "said on Friday. They were freed on Sunday. Hours later"
    return None


def to_the_press(draft: Draft, days: list[tuple[int, str]], others: list[int], page: Page) -> str | None:
    """The day with which a report opens, for words to the press right below: "left on Monday … told a briefing".

    Not where another time is told in between or beside it: "resigned in March. … told a briefing", "at the time".
    """
    today, at = page.analysis.article.published, draft.attribution.at
    if not today or at is None or page.paragraph_of[at] > LEDE or looks_back(draft, page):
        return None
    if not any(page.paragraph_of[i] == 0 and told.partition("T")[0] == today for i, told in days):
        return None
    to_press = draft.setting.medium in settings("occasions", "press")
    return today if to_press and not _is_once(draft, at, 0, others, page) else None


def _is_of_words(preposition: int, page: Page) -> bool:
    """ "After the announcement": known words, not "after taking office", "after the first raid"."""
    w = page.words
    held = (c for c in w.objects(preposition) if w.lemma[c] in settings("verbs", "dated_words"))
    return any(w.lower[c] in ("the", "this", "that") for noun in held for c in w.children[noun])


def of_report(draft: Draft, near: list[Draft], others: list[int], page: Page) -> str | None:
    """The day of a report that opens with words of that very day, until the text tells another day.

    Who is named and answers, comments or adds in it did so between the news and its printing, which is one day.
    """
    today, at, speaker = page.analysis.article.published, draft.attribution.at, draft.speaker
    clause = page.grammar.at(at)
    if not today or at is None or speaker is None or clause is None or looks_back(draft, page):
        return None
    kind = speaker.content.kind
    unnamed = kind in ("anonymous", "outlet") or (kind in ("person", "group") and speaker.content.name.islower())
    opens = next((b for b in near if b.setting.said_on), None)
    if unnamed or opens is None or opens.setting.said_on != today or page.paragraph_of[opens.ranges[0][0]] >= LEDE:
        return None
    begins = opens.attribution.at or opens.ranges[0][0]
    told = draft.attribution.frame not in ("according", "as", "to")  # "the guild agreed to wait" may be long ago
    plain = clause.form == "finite" and clause.relation in ("main", "aside") and told
    return today if plain and not _is_once(draft, at, begins + 1, others, page) else None


def _is_once(draft: Draft, at: int, since: int, others: list[int], page: Page) -> bool:
    """Whether the cue at `at` may be of another time than the report: one told beside it, or from token `since` on."""
    former = {page.words.lower[i] for i in range(*page.sentence(at)) if not draft.says(i)}
    once = not former.isdisjoint(settings("occasions", "former")) or any(since <= i < at for i in others)
    return once or is_apart(at, page) or _is_at_a_time(draft, at, page)


def _is_at_a_time(draft: Draft, at: int, page: Page) -> bool:
    """Whether a phrase beside the cue may tell of another time: "before the war", "as a young man", "at her wedding".

    A place that has a name and a means of speaking tell of none.
    """
    w = page.words
    for p in (c for c in w.children[at] if w.dep[c] in ("prep", "advcl") and not draft.says(c)):
        phrase = {w.lower[p], *(w.lower[c] for c in w.children[p] if w.dep[c] in ("mark", "advmod", "prep"))}
        held = w.objects(p)
        named = bool(held) and all(w.pos[c] == "PROPN" or w.lemma[c] in settings("occasions", "means") for c in held)
        if phrase & settings("occasions", "apart") or (phrase & settings("occasions", "meanwhile") and not named):
            return True
    return False


def other_days(page: Page, days: list[tuple[int, str]]) -> list[int]:
    """Where the writer tells of another day: by its date, or by how far it is ("one day after", "a week earlier")."""
    w, off, today = page.words, settings("occasions", "off"), page.analysis.article.published
    dated = [i for i, told in days if told.partition("T")[0] != today]
    later = (i for i, lemma in enumerate(w.lemma) if lemma in settings("occasions", "later"))
    return [
        i
        for i in (*dated, *(i for i in later if w.lower[i + 1 : i + 2] and w.lower[i + 1] in off))
        if page.quoted[i] < 0
    ]
