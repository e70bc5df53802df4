"""What people ask for by name: a party, an issue, an outlet; what names nothing is refused with what there is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from verbale.errors import InputError
from verbale.model.brief import Brief
from verbale.model.times import written
from verbale.views.tables import wording

OPERATORS = ("speaker", "party", "issue", "outlet", "act", "before", "after")
"""What narrows a search, typed among its words before a colon: `party:RUS`, `after:2019`."""
Names = Callable[[], Collection[str]]
"""The names that a dossier holds: asked for only where the brief does not know one."""


def party_called(asked: str, brief: Brief, held: Names, states: Mapping[str, str]) -> str:
    """The code of a party by its code, name, alias or people; raises InputError for one that nobody knows here.

    `held` gives the codes that the record holds, `states` are the codes of states by name in small letters.
    """
    wanted = asked.strip().casefold()
    for party in brief.parties:
        if wanted in _folded((party.code, party.name, *party.aliases, *party.demonyms)):
            return party.code
    known, there = held(), {p.code: p.name for p in brief.parties}
    code = next((c for c in known if c.casefold() == wanted), None) or states.get(wanted)
    if code and (code in known or code in there):
        return code
    raise InputError(f"there is no party {asked!r} here; there are: {_named(there, known)}")


def issue_called(asked: str, brief: Brief, held: Names) -> str:
    """The id of an issue by its id or name; raises InputError for one that nobody knows here."""
    wanted = asked.strip().casefold()
    for issue in brief.issues:
        if wanted in _folded((issue.id, issue.name)):
            return issue.id
    known = held()
    shipped = {i: str(name) for i, name in wording()["issue"].items() if i in known}
    found = next((i for i in known if wanted in _folded((i, shipped.get(i, i)))), None)
    if found:
        return found
    there = _named({**shipped, **{i.id: i.name for i in brief.issues}}, known)
    raise InputError(f"there is no issue {asked!r} here; there are: {there}")


def outlet_called(asked: str, brief: Brief, held: Names) -> str:
    """The name of an outlet by its name or an alias of the brief; raises InputError for one that nobody knows here."""
    wanted = asked.strip().casefold()
    there = sorted(held())
    aliases = {a: o.name for o in brief.outlets for a in _folded((o.name, *o.aliases))}
    found = next((o for o in there if o.casefold() in (wanted, aliases.get(wanted, "").casefold())), None)
    if found:
        return found
    raise InputError(f"there is no outlet {asked!r} here; there are: {'; '.join(there) or 'none'}")


def refuse_no_days(since: str | None, until: str | None) -> None:
    """Raise InputError where no day lies between two ISO days, both included."""
    if since and until and since > until:
        raise InputError(f"no day lies from {written(since)} to {written(until)}")


def _named(there: Mapping[str, str], known: Collection[str]) -> str:
    """What there is: that of the brief with its names, then the rest."""
    rest = sorted(set(known) - set(there))
    return _listed([*(f"{code} ({name})" for code, name in there.items()), *rest])


def _folded(names: Iterable[str]) -> set[str]:
    return {n.casefold() for n in names}


def _listed(names: Collection[str]) -> str:
    return ", ".join(names) if names else "none"
