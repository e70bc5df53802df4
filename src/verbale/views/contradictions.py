"""Accounts that cannot both be true, side by side, each with those who tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from verbale.model.negotiation import Event, Statement
from verbale.model.record import ContradictionLine, EventLine, Record, Telling, Utterance
from verbale.views.cited import Json, articles_of, cite_all, news_day
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted, fits
from verbale.views.statements import utterance_as_json
from verbale.views.tables import called
from verbale.views.timeline import event_as_json
from verbale.views.wording import event_account, event_words

Line = Utterance | EventLine


@dataclass(frozen=True, slots=True)
class Account:
    """One of two accounts: its line, the telling on which the contradiction rests, and both as people read them.

    `worded` says that the words read on from the label.
    """

    line: Line
    telling: Telling[Any]
    label: str
    words: str
    worded: bool = False

    @property
    def told(self) -> str:
        """Label and words as one sentence."""
        return f"{self.label}{' ' if self.worded else ': '}{self.words}"


@dataclass(frozen=True, slots=True)
class Accounts:
    """Two accounts of one thing."""

    line: ContradictionLine
    a: Account
    b: Account

    @property
    def differ_in(self) -> str:
        """What they differ in; of two that an article itself sets against each other, whether one denies the other.

        The rule by which it does tells that.
        """
        kind = self.line.differ_in
        return "denial" if kind == "set against" and self.line.rule.partition(".")[0] == "denial" else kind

    @property
    def headed(self) -> str:
        """That they differ, and in what: `They differ: when it was`, `One denies what the other says`."""
        return called("heads", self.differ_in)


def lines_of(record: Record) -> dict[str, Line]:
    """The lines that can contradict each other, by key."""
    both: tuple[Line, ...] = (*record.utterances, *record.events)
    return {line.key: line for line in both}


def contradictions(
    found: Iterable[ContradictionLine], lines: Mapping[str, Line], context: Context, wanted: Wanted = EVERYTHING
) -> list[Accounts]:
    """The contradictions asked for, by either side's party, issue, days and outlet; those told last first.

    One of which an account says nothing by itself is left out.
    """
    pairs = []
    for line in found:
        a, b = (_account(line, key, lines, context) for key in (line.a, line.b))
        if a and b and any(fits(x.line, wanted, context.sources) for x in (a, b)):
            pairs.append(Accounts(line, a, b))
    return sorted(pairs, key=lambda p: (day_of(p, context), p.line.key), reverse=True)


def day_of(found: Accounts, context: Context) -> str:
    """The `news_day` on which the later of two accounts was told."""
    return max(news_day(context.sources[x.telling.article]) for x in (found.a, found.b))


def _account(found: ContradictionLine, key: str, lines: Mapping[str, Line], context: Context) -> Account | None:
    line = lines.get(key)
    if line is None:
        return None
    keys = {k for pair in found.tellings for k in pair}
    for telling in [t for t in line.tellings if t.key in keys] or line.tellings:
        if account := _told(line, telling, context):
            return account
    return None


def _told(line: Line, telling: Telling[Any], context: Context) -> Account | None:
    if isinstance(telling.content, Event):
        words = context.readable(event_words(telling, telling.content.status), telling)
        return Account(line, telling, event_account(telling), words)
    if isinstance(telling.content, Statement) and (said := context.said(telling)):
        return Account(line, telling, said.label, said.told, said.worded)
    return None


def cited(account: Account, context: Context) -> str:
    """Who tells an account."""
    return cite_all([account.telling.article, *articles_of(account.line)], context.sources)


def as_json(found: Iterable[Accounts], context: Context) -> list[Json]:
    """Contradictions as JSON."""
    return [
        {
            "key": f.line.key,
            "differ_in": f.line.differ_in,
            "rule": f.line.rule,
            "parts": dict(f.line.parts),
            "accounts": [_as_json(x, context) for x in (f.a, f.b)],
        }
        for f in found
    ]


def _as_json(account: Account, context: Context) -> Json:
    line = account.line
    shown = utterance_as_json(line, context) if isinstance(line, Utterance) else event_as_json(line, context)
    return {**shown, "told": account.told, "cited": cited(account, context)}
