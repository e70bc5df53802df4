"""What may leave the dossier: lines from which every word is gone that the rights of its outlet keep back.

The words are taken out here, before any form sees a line, so that no form can show them. Of a source of which an
excerpt may be shown whole passages are left, in the order in which they are asked for, until their characters are used
up. Of one of which only the link may be shown nothing of the text is left, nor names that it alone tells: codes,
dates, kinds and places in the text (as numbers) are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from verbale.model.brief import Brief
from verbale.model.negotiation import Actor, Event, Position, Statement
from verbale.model.record import (
    ActorLine,
    EventLine,
    Line,
    LinkageLine,
    PhaseLine,
    Relay,
    Source,
    Telling,
    Thread,
    Utterance,
    Who,
)  # fmt: skip
from verbale.views.context import Context
from verbale.views.contradictions import Account
from verbale.views.rights import EXCERPT, Rights, allowed, rights_of

L = TypeVar("L", bound=Line[Any])

NOBODY = "someone"
"""Who is told of in words that may not be shown, where no party is known."""


def worded(line: L) -> L:
    """A line with those of its tellings alone whose words may be shown, where there are any."""
    told = tuple(t for t in line.tellings if any(p.words for p in t.passages))
    return replace(line, tellings=told) if told and len(told) < len(line.tellings) else line


class Guard:
    """Takes out of lines what may not be shown, and keeps count of what was shown of each article."""

    def __init__(self, brief: Brief, *, whole: bool = False) -> None:
        self._brief = brief
        self._whole = whole
        self._left: dict[str, int] = {}
        self._shown: dict[str, tuple[str, ...]] = {}

    def rights(self, source: Source) -> Rights:
        """What may be shown of an article."""
        return "full" if self._whole else rights_of(source.article.outlet, self._brief)

    def context(self, against: Context) -> Context:
        """What lines are read against, without the texts that may not be shown; words around them count as none."""
        if all(self.rights(s) == "full" for s in against.sources.values()):
            return against
        return replace(
            against,
            sources={key: self.bare(source) for key, source in against.sources.items()},
            statements={a: self._silent(told, against.sources) for a, told in against.statements.items()},
            opposed={key: self._silent(told, against.sources) for key, told in against.opposed.items()},
        )

    def line(self, line: L, sources: Mapping[str, Source]) -> L:
        """A line as it may be shown."""
        if all(self.rights(sources[t.article]) == "full" for t in line.tellings):
            return line
        told = {t.key: self._told(t, sources[t.article]) for t in line.tellings}
        seen = [told[t.key] for t in line.tellings if self.rights(sources[t.article]) != "link"]
        made: Any = replace(line, tellings=tuple(told.values()))
        if isinstance(line, Utterance | LinkageLine):
            field = "speaker" if isinstance(line, Utterance) else "holder"
            who = getattr(line, field)
            made = replace(made, **{field: who and self._named([who], seen)[0]})
        elif isinstance(line, EventLine):
            where = line.where if any(t.content.where == line.where for t in seen) else None
            sides = {"actors": self._named(line.actors, seen), "recipients": self._named(line.recipients, seen)}
            made = replace(made, where=where, **sides)
        elif isinstance(line, PhaseLine):
            made = replace(made, by=self._named(line.by, seen))
        elif isinstance(line, ActorLine):
            made = self._actor(made, seen)
        elif isinstance(line, Thread):
            steps = (
                replace(
                    step,
                    telling=told.get(step.telling.key) or self._told(step.telling, sources[step.telling.article]),
                    restates=tuple(told.get(t.key, t) for t in step.restates),
                )
                for step in line.course
            )
            made = replace(made, course=tuple(steps))
        return made  # type: ignore[no-any-return] # of the class of the line

    def account(self, account: Account, sources: Mapping[str, Source]) -> Account:
        """One of two accounts, with its words only where all of its article may be shown."""
        if self.rights(sources[account.telling.article]) == "full":
            return account
        line = self.line(account.line, sources)
        telling = next((t for t in line.tellings if t.key == account.telling.key), line.first)
        return replace(account, line=line, telling=telling, label="", words="", worded=False)

    def _actor(self, line: ActorLine, seen: Iterable[Telling[Any]]) -> ActorLine:
        """An actor with the names and offices that may be shown; without a name where there is none."""
        told = list(seen)
        names = {t.content.name for t in told}
        held = {t.content.role.casefold() for t in told if t.content.role}
        shown = tuple(name for name in line.names if name in names)
        name = line.name if line.name in names else next(iter(shown), "")
        return replace(line, name=name, names=shown, roles=tuple(r for r in line.roles if r[0].casefold() in held))

    def _named(self, sides: Iterable[Who], seen: Sequence[Telling[Any]]) -> tuple[Who, ...]:
        """Who is meant, by name where what may be shown names them."""
        known = {(w.name, w.party) for t in seen for w in t.cast}
        return tuple(w if (w.name, w.party) in known else self._unnamed(w) for w in sides)

    def _unnamed(self, who: Who) -> Who:
        party = next((p.name for p in self._brief.parties if p.code == who.party), None)
        return replace(who, name=party or who.party or NOBODY, role=None)

    def _told(self, told: Telling[Any], source: Source) -> Telling[Any]:
        """A telling with the words that may be shown."""
        rights = self.rights(source)
        if rights == "full":
            return told
        if rights == "link":
            return self._without_names(self._worded(told, ("",) * (len(told.passages) + 1)))
        if told.key not in self._shown:
            left = self._left.get(told.article, EXCERPT)
            shown = allowed(rights, [*(p.words for p in told.passages), told.sentence], whole=True, at_most=left)
            self._left[told.article] = left - sum(map(len, shown))
            if not any(shown):
                return self._worded(told, shown)
            self._shown[told.key] = shown
        return self._worded(told, self._shown[told.key])

    def _worded(self, told: Telling[Any], words: Sequence[str]) -> Telling[Any]:
        passages = tuple(replace(p, words=w) for p, w in zip(told.passages, words[:-1], strict=True))
        content = told.content
        if isinstance(content, Position):
            content = replace(content, stance="")
        return replace(told, passages=passages, sentence=words[-1], content=content)

    def _without_names(self, told: Telling[Any]) -> Telling[Any]:
        content = told.content
        if isinstance(content, Actor):
            content = replace(content, name="", role=None)
        elif isinstance(content, Event):
            content = replace(content, where=None)
        elif isinstance(content, Statement):
            content = replace(content, medium=None, hedge=None)
        return replace(
            told,
            content=content,
            cast=tuple(map(self._unnamed, told.cast)),
            relays=tuple(Relay(r.key, r.speaker and self._unnamed(r.speaker), r.act) for r in told.relays),
        )

    def _silent(self, told: Iterable[Telling[Statement]], sources: Mapping[str, Source]) -> tuple[Telling[Any], ...]:
        """Statements around what is shown: who made them and by which act, without their words where these are kept."""
        return tuple(self._quiet(t, self.rights(sources[t.article])) for t in told)

    def _quiet(self, told: Telling[Statement], rights: Rights) -> Telling[Any]:
        if rights == "full":
            return told
        bare = self._worded(told, ("",) * (len(told.passages) + 1))
        return bare if rights == "excerpt" else self._without_names(bare)

    def bare(self, source: Source) -> Source:
        """An article without its text where not all of it may be shown; it is looked up by its key, never asked it."""
        if self.rights(source) == "full":
            return source
        return replace(source, article=replace(source.article, text="", synopsis=(), dateline=None, dateline_span=None))
