"""Accounts that cannot both be true, side by side, each with those who tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verbale.model.negotiation import Statement
from verbale.model.record import ContradictionLine, Telling, Utterance
from verbale.views.cited import Json, articles_of, cite_all, line_day
from verbale.views.context import Context
from verbale.views.filters import EVERYTHING, Wanted, fits
from verbale.views.statements import utterance_as_json
from verbale.views.tables import called
from verbale.views.wording import Said


@dataclass(frozen=True, slots=True)
class Account:
    """One of two accounts: the utterance, and the telling on which the contradiction rests, as people read it."""

    line: Utterance
    telling: Telling[Statement]
    said: Said


@dataclass(frozen=True, slots=True)
class Accounts:
    """Two accounts of one thing."""

    line: ContradictionLine
    a: Account
    b: Account

    @property
    def differ_in(self) -> str:
        """What they differ in, in plain words."""
        return called("differ_in", self.line.differ_in)


def contradictions(
    lines: Iterable[ContradictionLine],
    utterances: Mapping[str, Utterance],
    context: Context,
    wanted: Wanted = EVERYTHING,
) -> list[Accounts]:
    """The contradictions asked for, by either side's party, issue, days and outlet; those told last first.

    One of which an account says nothing by itself is left out.
    """
    found = []
    for line in lines:
        pair = (_account(line, n, utterances, context) for n in (0, 1))
        a, b = pair
        if a and b and any(fits(x.line, wanted, context.sources) for x in (a, b)):
            found.append(Accounts(line, a, b))
    return sorted(found, key=lambda f: (_day(f, context), f.line.key), reverse=True)


def _day(found: Accounts, context: Context) -> str:
    return max(line_day(x.line, context.sources) for x in (found.a, found.b))


def _account(
    line: ContradictionLine, side: int, utterances: Mapping[str, Utterance], context: Context
) -> Account | None:
    utterance = utterances.get((line.a, line.b)[side])
    if utterance is None:
        return None
    keys = {pair[side] for pair in line.tellings} | {pair[1 - side] for pair in line.tellings}
    told = [t for t in utterance.tellings if t.key in keys] or list(utterance.tellings)
    for telling in told:
        if said := context.said(telling):
            return Account(utterance, telling, said)
    return None


def cited(account: Account, context: Context) -> str:
    """Who tells an account."""
    return cite_all([account.telling.article, *articles_of(account.line)], context.sources)


def as_json(found: Iterable[Accounts], context: Context) -> list[Json]:
    """Contradictions as JSON."""
    return [
        {
            "key": f.line.key,
            "about": f.line.about,
            "differ_in": f.line.differ_in,
            "rule": f.line.rule,
            "parts": dict(f.line.parts),
            "accounts": [
                {**utterance_as_json(x.line, context), "told": x.said.sentence, "cited": cited(x, context)}
                for x in (f.a, f.b)
            ],
        }
        for f in found
    ]
