"""One day governs the run of what is said on one occasion: "said on Tuesday … he added … the minister replied".

A statement without a day of its own has that of its speaker's last dated words, of the question that it answers, of the
meeting at which its speaker was, or of the page where that reports one occasion (a readout, a briefing). What is told
inside another's words was said on another occasion; what "says" or "has said" leaves open was said nobody knows when.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from verbale.model.text import Covering
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.statements import tables
from verbale.understanding.statements.drafts import Draft
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.setting import occasions as occasion_nouns

_REACH = 4
"""How many paragraphs one occasion goes on for without a word of its day."""
_OCCASION = 5
"""How many paragraphs after a meeting its people's words are of that day."""
_LEDE = 2
_DAYS = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d(/(\d{4}|XXXX)-\d\d-\d\d)?")


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, call or news conference on a day, told in the sentence of `token`; `there`: keys of who took part."""

    token: int
    day: str
    there: frozenset[str]


def occasions_of(layout: Page, mentions: Mentions, days: list[tuple[int, str]]) -> list[Occasion]:
    """The occasions that the text tells of with a day, in order of place."""
    found = []
    for i, day in sorted(days):
        clause = layout.grammar.over(i)
        if clause is None or clause.told != "past" or not _DAYS.fullmatch(day):
            continue
        nouns = {layout.doc[a.head].lemma_.lower() for a in clause.arguments}
        held = clause.lemma in tables.toml("settings")["documents"]["meets"] or nouns & occasion_nouns()
        if held and layout.quoted[i] < 0:
            there = mentions.within(layout.span(layout.sentence(i)))
            found.append(Occasion(i, day, frozenset(actor.key for _, actor in there)))
    return found


def dated(drafts: list[Draft], layout: Page, page: str | None, occasions: list[Occasion]) -> list[Draft]:
    """The drafts in the order of their cues, each with the day of its occasion and whom an answer answers."""
    out: list[Draft] = []
    covering = Covering((span, d) for d in drafts for span in d.content)
    spoken: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: d.cue or d.content[0]):
        outer = _outer(draft, covering)
        near = spoken.setdefault(id(outer), [])
        cue = draft.attribution.cue
        if draft.setting.said_on is None and (cue.kind == "speech" or (page and cue.act != "state")):
            day = _day(draft, near, layout)
            if day is None and outer is None and not page and not _is_open(draft, layout):
                day = _met(draft, occasions, layout)
            day = day or (page if outer is None and _on_page(draft, layout) else None)
            draft = replace(draft, setting=replace(draft.setting, said_on=day))
        out.append(_addressed(draft, out[-1], layout) if out and draft.attribution.cue.kind == "speech" else draft)
        if cue.kind == "speech":
            near.append(out[-1])
    return out


def _outer(draft: Draft, drafts: Covering[Draft]) -> Draft | None:
    """The smallest other draft in whose content this one's cue stands."""
    at = draft.cue or draft.content[0]
    round_it = [
        d for (_, b), d in drafts.at(at[0])
        if d is not draft and (d.cue != draft.cue or d.cue is None) and at[1] <= b
    ]  # fmt: skip
    return min(round_it, key=lambda d: d.size, default=None)


def _day(draft: Draft, near: list[Draft], layout: Page) -> str | None:
    """The day of the occasion that `draft` goes on from: an answer's question, the speaker's last words, the lede."""
    if draft.attribution.frame in ("turn", "question") or _is_open(draft, layout):
        return None
    last = near[-1] if near else None
    one_paragraph = last is not None and paragraphs_apart(last, draft, layout) <= int(_is_asked(draft))
    if last is not None and one_paragraph and last.setting.said_on and _answers(draft, last):
        return last.setting.said_on
    for before in reversed(near):
        apart = paragraphs_apart(before, draft, layout)
        if apart > _REACH:
            return None
        if before.setting.said_on and not _is_open(before, layout):
            if _one_voice(before, draft):
                return before.setting.said_on
            if layout.paragraph_of[before.ranges[0][0]] == 0 and apart <= _LEDE and _one_side(before, draft):
                return before.setting.said_on
    return None


def _met(draft: Draft, occasions: list[Occasion], layout: Page) -> str | None:
    """The day of the last occasion before the draft at which its speaker was."""
    if draft.speaker is None or draft.attribution.at is None:
        return None
    at = draft.attribution.at.i
    for occasion in reversed(occasions):
        near = layout.paragraph_of[at] - layout.paragraph_of[occasion.token] <= _OCCASION
        if occasion.token < at and near and draft.speaker.key in occasion.there:
            return occasion.day
    return None


def _answers(draft: Draft, last: Draft) -> bool:
    """Whether a draft replies to the last, or asks what its speaker then answers: Asked why, he said that …"""
    return _is_asked(draft) or draft.attribution.cue.lemma in tables.toml("settings")["replies"]["verbs"]


def _is_asked(draft: Draft) -> bool:
    verb = draft.attribution.at
    return verb is not None and verb.lemma_ in tables.toml("settings")["verbs"]["asks"] and verb.tag_ == "VBN"


def _is_open(draft: Draft, layout: Page) -> bool:
    """Whether the cue tells of no one occasion: says, has said, will say; what a noun names at some time."""
    verb = draft.attribution.at
    clause = layout.grammar.at(verb.i) if verb is not None else None
    if clause is None or clause.form != "finite":
        return draft.attribution.cue.is_noun and draft.attribution.frame not in ("label", "turn", "question")
    return clause.tense != "past" or clause.told == "ahead"


def _on_page(draft: Draft, layout: Page) -> bool:
    """Whether a cue tells of what the page as a whole reports: nothing said before (had said), no plan."""
    verb = draft.attribution.at
    clause = layout.grammar.at(verb.i) if verb is not None else None
    earlier = clause is not None and (clause.perfect or bool(clause.modality))
    return not earlier


def _one_voice(one: Draft, other: Draft) -> bool:
    return one.speaker is not None and other.speaker is not None and one.speaker.key == other.speaker.key


def _one_side(one: Draft, other: Draft) -> bool:
    """Whether both speak for one party: the government announced, its minister said."""
    if one.speaker is None or other.speaker is None:
        return False
    party = one.speaker.content.party
    return party is not None and party == other.speaker.content.party


def paragraphs_apart(one: Draft, other: Draft, layout: Page) -> int:
    """How many paragraphs after the content of `one` that of `other` stands."""
    return layout.paragraph_of[other.ranges[0][0]] - layout.paragraph_of[one.ranges[0][0]]


def _addressed(draft: Draft, last: Draft, layout: Page) -> Draft:
    """An answer goes to who spoke last; what one adds in the same sentence goes to whom one was speaking to."""
    attribution, before = draft.attribution, last.attribution
    if attribution.addressee is not None or not attribution.cue_range or not before.cue_range:
        return draft
    lemma = attribution.cue.lemma
    one = layout.sentence(attribution.cue_range[0]) == layout.sentence(before.cue_range[0])
    if lemma in tables.toml("settings")["replies"]["verbs"] and before.cue.kind == "speech":
        near = paragraphs_apart(last, draft, layout) == 0 and not _one_voice(last, draft) and last.speaker is not None
        return replace(draft, attribution=replace(attribution, addressee=before.speaker)) if near else draft
    if lemma in tables.toml("settings")["verbs"]["goes_on"] and one and _one_voice(last, draft):
        return replace(draft, attribution=replace(attribution, addressee=before.addressee))
    return draft
