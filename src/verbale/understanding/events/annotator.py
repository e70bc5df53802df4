"""Events: what happened between parties, is planned, was cancelled or denied, in the terms of PLOVER 0.8.

The order of work: triggers by the lexicon (`events.sightings`), status before type (`events.status`), the parties at
the places that the row names (`events.parties`), time and place (`events.setting`), mentions of one event joined
(`events.merging`), and what speaks for and against each weighed (`events.accepting`). Bare speech stays a statement;
what is only refused, failed, wished as an opinion or negated is no event. `docs/explanation/events.md` tells how well
each step does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.model.brief import Brief
from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Event
from verbale.model.times import bounds
from verbale.understanding.analysis import Analysis
from verbale.understanding.events.accepting import accepted
from verbale.understanding.events.drafting import Drafting
from verbale.understanding.events.merging import Draft, merged, with_shared_settings
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.grammar.dates_of import calendar_times
from verbale.understanding.pipeline import Annotator, annotator


@annotator("events", needs={"times", "actors", "statements", "contradictions"}, gives={"event"}, version="16")
def events(brief: Brief) -> Annotator:
    """The events annotator; the brief tells whose talks they are."""

    def annotate(analysis: Analysis, findings: Findings) -> Iterator[Finding[Any]]:
        told = accepted(candidates(analysis, findings, brief))
        for draft in with_shared_settings(told, calendar_times(findings)):
            yield analysis.finding(_event(draft, analysis), rule=draft.rule, confidence=draft.confidence)

    return annotate


def candidates(analysis: Analysis, findings: Findings, brief: Brief) -> list[Draft]:
    """What may be an event of the article, in order of place, before it is weighed."""
    known = tuple(party.code for party in brief.parties)
    drafting = Drafting(analysis, grammar_of(analysis), findings, known)
    return merged(drafting.drafts(), drafting.parties.sides)


def _event(draft: Draft, analysis: Analysis) -> Event:
    return Event(
        type=draft.type, mode=draft.mode, cameo=draft.cameo, status=draft.status, actors=draft.actors,
        recipients=draft.recipients, when=draft.when, where=draft.where, trigger=draft.trigger,
        mentions=draft.mentions, contexts=draft.contexts,
        historical=draft.past or _historical(draft.when, analysis.article.published), sentence=draft.sentence,
        actor_spans=draft.actor_spans, recipient_spans=draft.recipient_spans,
    )  # fmt: skip


def _historical(when: str | None, published: str | None) -> bool:
    """True for what ended more than a year before the article came out: background, not news."""
    ended, told = bounds(when)[1], bounds(published)[0]
    return ended is not None and told is not None and _months(told) - _months(ended) > _YEAR


_YEAR = 12


def _months(day: str) -> int:
    """Months since year 0 of an ISO day."""
    year, month, _ = day.rsplit("-", 2)
    return int(year) * _YEAR + int(month)
