"""Statements: who said, wrote, wanted or feared what, on whose word.

Attributions are found in tokens (`collect.py`); here they become statements in the article's text: content with its
quotation marks whole, the actors that speaker and addressee name, the statement that each stands within.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Act, Manner, Statement
from verbale.model.text import Covering, Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.grammar.clause import Extent
from verbale.understanding.grammar.issues import Issues
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.pipeline import Annotator, annotator
from verbale.understanding.statements import tables
from verbale.understanding.statements.acts import Acts, Said
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.carry import carried
from verbale.understanding.statements.drafts import Draft, partnered
from verbale.understanding.statements.labels import labelled
from verbale.understanding.statements.occasions import dated, occasions_of
from verbale.understanding.statements.page import QUOTE_MARKS, Page
from verbale.understanding.statements.reporting import attributions
from verbale.understanding.statements.setting import Settings
from verbale.understanding.statements.sources import issuer_of
from verbale.understanding.statements.voices import SINGULAR, Voices


@annotator("statements", needs={"times", "actors"}, gives={"statement"}, version="22")
def statements(brief: Brief) -> Annotator:
    """Yields a Statement for each content that is credited to a source, outer ones before those within them."""
    issues = Issues(brief)

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        drafted = drafted_of(analysis, findings)
        acts = Acts(drafted.page.grammar, drafted.mentions)
        covering = Covering((span, n) for n, draft in enumerate(drafted.drafts) for span in draft.content)
        made_of: list[str] = []
        for number, draft in enumerate(drafted.drafts):
            outer = _within(number, drafted.drafts, covering)
            within = None if outer is None else made_of[outer]
            act: Act = "state" if _quotes(draft) else acts.of(_said(draft))
            statement = _statement(draft, act, within, drafted, issues)
            made = analysis.finding(
                statement,
                rule=draft.attribution.rule or f"{draft.attribution.frame}:{draft.attribution.cue.lemma}",
                confidence=_sureness(draft.attribution),
            )
            made_of.append(made.key)
            yield made

    return annotate


@dataclass(frozen=True, slots=True)
class Drafted:
    """The statements of one article on their way, outer ones before those within them, and what they were read off."""

    page: Page
    mentions: Mentions
    voices: Voices
    drafts: list[Draft]


def drafted_of(analysis: Analysis, findings: Findings) -> Drafted:
    """The attributions of an article with their content, speakers and days, before it is asked what they do."""
    page = Page(analysis, (f.content.span for f in findings.times))
    mentions = Mentions(findings.actors)
    voices = Voices(page, mentions, findings.actors)
    settings = Settings(page, findings, mentions)
    drafts = [d for a in _all(page) if (d := _draft(a, page, voices, settings))]
    drafts = partnered(_performed(_in_person(drafts, page), Acts(page.grammar, mentions)))
    days = settings.days
    drafts = dated(drafts, page, days, occasions_of(page, mentions, days), voices.is_press)
    drafts.sort(key=lambda d: (-d.size, d.content, d.attribution.frame == "citing", d.cue or (0, 0)))
    return Drafted(page, mentions, voices, drafts)


def _sureness(attribution: Attribution) -> float:
    """The confidence that is told: the cue's prior, weakened by how sure its frame is."""
    frames = tables.toml("settings")["frames"]
    sure: float = frames["sureness"].get(attribution.frame, frames["other"])
    return attribution.confidence * sure


def _all(page: Page) -> list[Attribution]:
    """Attributions by cues, then by labels where no cue claims the words, sure enough to be told."""
    by_cue = attributions(page)
    claimed = {r for a in by_cue for r in a.content}
    by_label = [a for a in labelled(page) if not claimed & set(a.content)]
    return carried([*by_cue, *by_label], page)


def _draft(attribution: Attribution, page: Page, voices: Voices, settings: Settings) -> Draft | None:
    ranges = tuple(sorted(r for t in attribution.content if (r := _fitted(t, attribution, page))))
    if not ranges:
        return None
    of = {"turn": voices.of_label, "question": voices.of_question}.get(attribution.frame, voices.of)
    speaker, span = of(attribution.speaker)
    if speaker is None and attribution.speaker is not None:
        speaker, _ = voices.of(issuer_of(attribution.speaker, page))
    cue = page.span(attribution.cue_range) if attribution.cue_range else None
    content = tuple(page.span(r) for r in ranges)
    return Draft(attribution, ranges, content, cue, speaker, span, settings.of(attribution, ranges))


def _in_person(drafts: list[Draft], page: Page) -> list[Draft]:
    """The drafts with I as whoever speaks the smallest quotation or answer that it stands in."""
    out = []
    for draft in drafts:
        head = draft.attribution.speaker
        if head is not None and page.words.lower[head] in SINGULAR and (draft.speaker is None or page.turns):
            around = [d for d in drafts if d is not draft and d.says(head) and d.speaker]
            direct = [d for d in around if d.attribution.frame == "turn" or page.quoted[head] >= 0]
            if direct:
                draft = replace(draft, speaker=min(direct, key=lambda d: d.size).speaker)
        out.append(draft)
    return out


def _performed(drafts: list[Draft], acts: Acts) -> list[Draft]:
    """The drafts without those that name what the words round them do, whose addressee these have: “We ask Oslo …”."""
    said = (d for d in drafts if d.attribution.cue.kind == "speech")
    named = {d.attribution.at: d for d in said if acts.is_we(d.attribution.speaker)}
    done = dict[int, Draft]()
    out = []
    for draft in drafts:
        holds = any(draft.says(at) for at in named if at is not None)
        at = acts.performed(_said(draft)) if holds and not _quotes(draft) else None
        if at in named and at != draft.attribution.at:
            done[id(named[at])] = named[at]
            whom = draft.attribution.addressee or named[at].attribution.addressee
            draft = replace(draft, attribution=replace(draft.attribution, addressee=whom))
        out.append(draft)
    return [d for d in out if id(d) not in done]


def _quotes(draft: Draft) -> bool:
    """Whether it is a paper that quotes: where it quotes a denial it denies nothing."""
    return draft.attribution.cue.lemma in tables.settings("verbs", "quotes") and draft.attribution.frame != "object"


def _said(draft: Draft) -> Said:
    cue = draft.attribution.cue
    return Said(cue.act, cue.kind, draft.attribution.frame, draft.speaker, draft.ranges, cue.against)


def _statement(draft: Draft, act: Act, within: str | None, drafted: Drafted, issues: Issues) -> Statement:
    attribution, setting, page, voices = draft.attribution, draft.setting, drafted.page, drafted.voices
    manner = manner_of(draft.content, page)
    text = page.analysis.article.text
    words = " … ".join(text[a:b] for a, b in draft.content)
    addressee, _ = voices.of(attribution.addressee)
    if attribution.frame in ("turn", "question"):
        manner, addressee = "direct", draft.partner
    if attribution.cue.kind == "attitude":
        addressee = None  # what is held is told to nobody
    if draft.speaker is not None and addressee is not None and addressee.key == draft.speaker.key:
        addressee = None
    medium = setting.medium
    if medium is None and addressee is not None and addressee.content.kind == "outlet":
        medium = f"interview with {addressee.content.name}"
    return Statement(
        kind=attribution.cue.kind, speaker=draft.speaker.key if draft.speaker else None,
        speaker_span=draft.speaker_span, cue=draft.cue, content=draft.content, manner=manner, act=act,
        addressee=addressee.key if addressee else None, said_on=setting.said_on, within=within,
        issues=issues.of(words), medium=medium, hedge=setting.hedge, on_record=setting.on_record,
    )  # fmt: skip


def _within(number: int, drafts: list[Draft], covering: Covering[int]) -> int | None:
    """The number of the smallest draft before this one that holds its cue in its content."""
    draft = drafts[number]
    at = draft.cue or draft.content[0]
    holding = {n for (_, b), n in covering.at(at[0]) if at[1] <= b}
    alike = {n for _, n in covering.at(draft.content[0][0]) if drafts[n].content == draft.content}
    cites = draft.attribution.frame == "citing"
    for n in sorted((n for n in holding | alike if n < number), reverse=True):
        if (cites and n in alike) or (n in holding and (drafts[n].cue != draft.cue or draft.cue is None)):
            return n
    return None


def _fitted(tokens: Extent, attribution: Attribution, page: Page) -> Extent | None:
    """The content within its sentence, with quotations either whole or left out."""
    first, last = tokens
    cue = attribution.cue_range or (first, first)
    apart = attribution.frame in ("quote", "label", "turn", "question")
    if page.paragraph_of[first] == page.paragraph_of[cue[0]] and not apart:
        sentence = page.sentence(cue[0])
        if page.sentence(first) == sentence:
            first, last = max(first, sentence[0]), min(last, sentence[1])
    if attribution.frame in ("turn", "question"):
        return first, last
    trimmed = page.trimmed((first, last)) if first < last else None
    if trimmed is None:
        return None
    first, last = trimmed
    inside = page.quoted[cue[0]] if attribution.cue_range else -1
    w = page.words
    opens = first > 0 and w.text[first - 1] in QUOTE_MARKS
    if opens and page.quoted[first - 1] == page.quoted[first] != inside:
        first -= 1
    if page.quoted[last - 1] >= 0 and page.quoted[last - 1] != inside:
        part = page.part_at(last - 1)
        last = max(last, part[1]) if part else last
    elif inside >= 0 and page.quoted[last - 1] != inside:
        part = page.part_at(cue[0])
        last = min(last, part[1] - 1) if part else last
    return (first, last) if any(w.text[i].isalpha() or w.pos[i] == "NUM" for i in range(first, last)) else None


def manner_of(content: tuple[Span, ...], page: Page) -> Manner:
    """Direct where all of the content is in quotation marks of its own, indirect where none is, else mixed."""
    inner = {part for span in content for part in page.quoted_in(span)}
    if not inner:
        return "indirect"
    text = page.analysis.article.text
    outside = ""
    for a, b in content:
        at = a
        for first, last in sorted(p for p in inner if a <= p[0] and p[1] <= b):
            outside += text[at : max(at, first)] + " "
            at = max(at, last)
        outside += text[at:b] + " "
    words = "".join(c if c.isalnum() else " " for c in outside).lower().split()
    return "direct" if words in ([], ["that"]) else "mixed"
