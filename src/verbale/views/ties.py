"""How the text ties things together: what is asked for before something is granted, and every other tie."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from verbale.model.negotiation import Linkage
from verbale.model.record import EventLine, LinkageLine, Precondition, Telling
from verbale.views.cited import Json, Sources, first_day, line_as_json, telling_as_json
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted, wanted_lines
from verbale.views.tables import called
from verbale.views.wording import event_told, leading, one_line, who_as_json

Events = Mapping[str, EventLine]
"""The events that met preconditions, by key."""


def preconditions(lines: Iterable[Precondition], sources: Sources, wanted: Wanted = EVERYTHING) -> list[Precondition]:
    """The preconditions asked for, the open ones first, of each status the newest first."""
    found = [p for p in wanted_lines(lines, wanted, sources) if wanted.status in (None, p.status)]
    newest = sorted(found, key=lambda p: (first_day(p, sources), p.key), reverse=True)
    return sorted(newest, key=lambda p: ("open", "met", "dropped").index(p.status))


def linkages(lines: Iterable[LinkageLine], sources: Sources, wanted: Wanted = EVERYTHING) -> list[LinkageLine]:
    """The ties asked for, newest first."""
    found = wanted_lines(lines, wanted, sources)
    return sorted(found, key=lambda t: (first_day(t, sources), t.key), reverse=True)


def precondition_told(line: Precondition, events: Events, context: Context) -> str:
    """Who asks, and what became of it: `Norland [met by: Handover …]`."""
    holder = context.party(line.holder) if line.holder else "Someone"
    met = events.get(line.by or "")
    return f"{holder} [{called('precondition', line.status)}{f' by: {event_told(met)}' if met else ''}]"


def linkage_told(line: LinkageLine) -> str:
    """Who ties, and how: `Norland: because of`; by the writer where nobody is named."""
    return f"{leading(line.holder.name) if line.holder else 'The writer'} [{tie_called(line.first.content)}]"


def tie_called(tie: Linkage) -> str:
    """How one thing is tied to another, or is said not to be: `not because of`."""
    return called("negative" if tie.polarity == "negative" else "linkage", tie.kind)


def tie_words(told: Telling[Linkage], context: Context) -> str:
    """The sentence of a tie, for its ends alone may lack the "not" between them, with the act it stands under."""
    words = context.readable(one_line(told.sentence or told.words), told)
    act = context.act_around(told, words)
    return f"[{act}] {words}" if act else words


def preconditions_as_json(lines: Iterable[Precondition], events: Events, context: Context) -> list[Json]:
    """Preconditions as JSON."""
    return [
        {
            **line_as_json(p, context.sources, taken_back=context.taken_back(p.tellings)),
            "holder": p.holder,
            "status": p.status,
            "by": p.by,
            "met_by": event_told(events[p.by]) if p.by and p.by in events else None,
            "tellings": [_telling_as_json(t, context) for t in p.tellings],
        }
        for p in lines
    ]


def linkages_as_json(lines: Iterable[LinkageLine], context: Context) -> list[Json]:
    """Linkages as JSON."""
    return [
        {
            **line_as_json(line, context.sources, taken_back=context.taken_back(line.tellings)),
            "kind": line.first.content.kind,
            "polarity": line.first.content.polarity,
            "holder": who_as_json(line.holder),
            "told": linkage_told(line),
            "tellings": [_telling_as_json(t, context) for t in line.tellings],
        }
        for line in lines
    ]


def _telling_as_json(told: Telling[Linkage], context: Context) -> Json:
    antecedent, consequent, cue = told.passages[:3]
    return {
        "from": {"start": antecedent.start, "end": antecedent.end, "words": antecedent.words},
        "to": {"start": consequent.start, "end": consequent.end, "words": consequent.words},
        "cue": cue.words,
        "kind": told.content.kind,
        "polarity": told.content.polarity,
        "within": context.act_around(told) or None,
        "sentence": told.sentence,
        **telling_as_json(told, context.sources),
    }
