"""What was looked at in a dossier, and what a decision changed: whoever looked at nothing of that need not look again.

A decision that moves nothing in the record is written where it stands (`redeciding`): it adds a judgement, and changes
what some tellings say of decisions, how sure they are, and the doubt in their lines. So a query answers something else
by it only where it names one of these (`DECIDED`); any that does is taken to do so after every decision, unless it is
marked as `UNDERSTOOD` and whoever asks it says what he looked at. All else that is written changes everything.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

from sqlalchemy import Connection

DECIDED = ("judgement", "told", "sure", "doubt")
"""The table, and the columns of others, that a decision written where it stands changes; `told` packs tellings."""
UNDERSTOOD = "verbale_understood"
"""An option of a query: whoever asks it says what of its answer he looked at."""
LOOKED = "verbale_looked"
"""The option of a connection under which it has what is looked at by it."""
MOST = 2_000
"""Changes that are remembered, and tellings that are remembered of one who looked."""

_DECIDED = re.compile(rf"\b(?:{'|'.join(DECIDED)})\b")


@dataclass(slots=True)
class Looked:
    """What was looked at of all that a decision may change.

    `tellings` are numbers, `articles` the keys of those of which it was asked what people decided about them.
    """

    tellings: set[int] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    everything: bool = False

    def kept(self) -> Looked:
        """It as it is kept for long: what looked at very much is taken to have looked at everything."""
        return Looked(everything=True) if len(self.tellings) > MOST else self

    def sees(self, change: Looked) -> bool:
        """Whether anything that was looked at is among what changed."""
        if self.everything or change.everything:
            return True
        return not (self.tellings.isdisjoint(change.tellings) and self.articles.isdisjoint(change.articles))


class Changes:
    """The changes of which it is known what they changed, the last ones, each between two stamps of the dossier.

    Between these nothing else was written.
    """

    def __init__(self) -> None:
        self._from: OrderedDict[str, tuple[str, Looked]] = OrderedDict()
        self._lock = Lock()

    def note(self, before: str, after: str, change: Looked) -> None:
        """Remember what changed."""
        if before == after:
            return
        with self._lock:
            self._from[before] = (after, change)
            while len(self._from) > MOST:
                self._from.popitem(last=False)

    def forget(self) -> None:
        """Remember none: stamps may mean something else from now on."""
        with self._lock:
            self._from.clear()

    def spare(self, looked: Looked, before: str, after: str) -> bool:
        """Whether it is known that nothing which was looked at changed from one stamp to another."""
        with self._lock:
            for _ in range(len(self._from) + 1):
                if before == after:
                    return True
                if before not in self._from:
                    return False
                before, change = self._from[before]
                if looked.sees(change):
                    return False
        return False


def looked_by(connection: Connection) -> Looked | None:
    """What is looked at by a connection, where that is noted."""
    found: Looked | None = connection.get_execution_options().get(LOOKED)
    return found


def noticed(
    connection: Connection, _cursor: object, statement: str, _given: object, context: Any, _many: object
) -> None:  # Any: SQLAlchemy's context of an execution
    """Note that a query is asked, before it is: what it looks at is everything, where nobody says what."""
    looked = looked_by(connection)
    if looked is not None and not looked.everything and names_decided(statement):
        looked.everything = context is None or not context.execution_options.get(UNDERSTOOD)


@lru_cache(maxsize=4096)
def names_decided(statement: str) -> bool:
    """Whether a query names what a decision may change."""
    return _DECIDED.search(statement) is not None
