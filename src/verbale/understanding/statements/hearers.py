"""Whom words are said to that name no hearer: who spoke last, or who was hearing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from verbale.understanding.statements.drafts import Draft
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.spoken import distance, is_open
from verbale.understanding.statements.tables import settings


def still_heard(draft: Draft, last: Draft, page: Page, press: Callable[[int], bool]) -> Draft:
    """Words to the press that go on in the paragraph: she told the Gazette that A. “B,” she said."""
    attribution, hearer = draft.attribution, last.attribution.addressee
    if attribution.addressee is not None or attribution.cue.is_noun or not attribution.cue_range or hearer is None:
        return draft
    goes_on = page.quoted[draft.ranges[0][0]] >= 0 or attribution.cue.lemma in settings("verbs", "goes_on")
    near = distance(last, draft, page) == 0 and last.has_voice_of(draft)
    elsewhere = draft.setting.medium not in (None, last.setting.medium) or attribution.cue.lemma == "write"
    another = elsewhere or draft.setting.said_on not in (None, last.setting.said_on)  # had said in May
    if not (goes_on and near and press(hearer)) or another or is_open(draft, page):
        return draft
    return replace(draft, attribution=replace(attribution, addressee=hearer))


def addressed(draft: Draft, last: Draft, page: Page) -> Draft:
    """An answer goes to who spoke last; what one adds in the same sentence goes to whom one was speaking to."""
    attribution, before = draft.attribution, last.attribution
    if attribution.addressee is not None or not attribution.cue_range or not before.cue_range:
        return draft
    lemma = attribution.cue.lemma
    one = page.sentence(attribution.cue_range[0]) == page.sentence(before.cue_range[0])
    if lemma in settings("replies", "verbs") and before.cue.kind == "speech":
        near = distance(last, draft, page) == 0 and not last.has_voice_of(draft) and last.speaker is not None
        return replace(draft, attribution=replace(attribution, addressee=before.speaker)) if near else draft
    if lemma in settings("verbs", "goes_on") and one and last.has_voice_of(draft):
        return replace(draft, attribution=replace(attribution, addressee=before.addressee))
    return draft
