"""Who said what: utterances, newest first, each once with all who report it."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.record import Utterance
from verbale.model.times import bounds
from verbale.views.cited import Json, Sources, articles_of, cite_all, dated, line_as_json, line_day, telling_as_json
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted, wanted_lines
from verbale.views.wording import best, is_hanging, who_as_json


def statements(utterances: Iterable[Utterance], sources: Sources, wanted: Wanted = EVERYTHING) -> list[Utterance]:
    """The utterances asked for, newest first; of one day in the order of the text, undated articles last."""
    found = sorted(wanted_lines(utterances, wanted, sources), key=lambda u: (u.first.article, _start(u), u.key))
    return sorted(found, key=lambda u: order(u, sources), reverse=True)


def order(line: Utterance, sources: Sources) -> tuple[bool, str]:
    """By the day it was said, else the first it was known; what only undated articles tell never leads."""
    known = min(t.known_from for t in line.tellings)
    return (bool(line_day(line, sources)), min(bounds(line.said_on)[0] or known, known))


def source_of(line: Utterance, context: Context) -> str:
    """When it was said and who reports it: `said 3 May 2020 · Kyodo, 4 May 2020`."""
    day = f"said {dated(line.said_on, line.tellings, context.sources)} · " if line.said_on else ""
    return day + cite_all(articles_of(line), context.sources)


def as_json(lines: Iterable[Utterance], context: Context) -> list[Json]:
    """Utterances as JSON: each with the sentence that shows it best, and its tellings with act, manner and relays."""
    return [utterance_as_json(line, context) for line in lines]


def utterance_as_json(line: Utterance, context: Context) -> Json:
    """One utterance as JSON; `told` is None where no telling says anything by itself."""
    shown, spoken = best(line, context.sources), context.spoken(line)
    return {
        **line_as_json(line, context.sources, taken_back=context.taken_back(line.tellings)),
        "speaker": who_as_json(line.speaker),
        "act": shown.content.act,
        "kind": shown.content.kind,
        "said_on": line.said_on,
        "said_on_shown": dated(line.said_on, line.tellings, context.sources) if line.said_on else None,
        "issues": sorted({i for t in line.tellings for i in t.content.issues}),
        "told": spoken and spoken.sentence,
        "stands_for": spoken and spoken.stands_for,
        "tellings": [
            {
                "kind": t.content.kind,
                "act": t.content.act,
                "manner": t.content.manner,
                "addressee": who_as_json(t.who(t.content.addressee)),
                "relay": [{"speaker": who_as_json(r.speaker), "act": r.act} for r in t.relays],
                "medium": t.content.medium,
                "hedge": t.content.hedge,
                "hanging": is_hanging(t),
                **telling_as_json(t, context.sources),
            }
            for t in line.tellings
        ],
    }


def _start(line: Utterance) -> int:
    return line.first.passages[0].start if line.first.passages else 0
