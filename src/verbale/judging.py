"""What people decide about lines, put into the store: correct, accept, reject, same, different, undo; all of it listed.

Nothing here reads a clock: who decides and on which day comes with each call.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Literal

from verbale import desk
from verbale.errors import DecidedMeanwhile, InputError
from verbale.model.evidence import Findings, Judgement, Verdict
from verbale.model.negotiation import Actor, Position, Statement
from verbale.model.record import Telling
from verbale.record.deciding import (
    Named,
    Signed,
    concerning,
    decision_of,
    line_called,
    on_one,
    on_two,
    undoing,
)
from verbale.record.fields import ACTORS, Vocabulary, value_of
from verbale.record.judgements import in_order_of_making, is_orphan, standing
from verbale.record.preparing import tells_by
from verbale.store.base import Store
from verbale.store.queries import SearchQuery
from verbale.views.judgements import Made

IN_ARTICLES: tuple[Literal["article"]] = ("article",)
LOOKED_AT = 20
"""In so many articles that hold a name it is looked for as that of an actor, before all names are."""


def correct(
    store: Store, line: str, field: str, text: str, signed: Signed, if_version: int | None = None
) -> list[Judgement]:
    """Set a field of a line to what `text` says; raises InputError for a field or value that does not fit.

    The positions that a corrected speaker's words tell are that speaker's party's: the same decision sets them.
    """
    named = called(store, line)
    if named.content is None:
        raise InputError("a contradiction has no fields; reject it, or correct one of its accounts")
    value = value_of(named.content, field, text, _vocabulary(store, field, text))
    every = list(store.judgements())
    seen = _seen(named, every, if_version)
    party = _party_of(store, value) if (named.kind, field) == ("statement", "speaker") and value else None
    follow = list(_following(store, named, every, party)) if party else []
    beside = [j for told in follow for j in concerning(Named(told.key, told.kind, (told,), Position), every)]
    made = on_one("corrected", named, seen, signed, field, value, beside)
    decision = decision_of(made[0].key)
    followed = (
        replace(made[0], key=f"{decision}-{n}", kind=told.kind, passage=told.passages[0], field="party", value=party)
        for n, told in enumerate(follow, start=len(made))
    )
    return _kept(store, [*made, *followed])


def _following(store: Store, named: Named, every: Iterable[Judgement], party: str) -> Iterator[Telling[Position]]:
    """The positions of some statements' words that are given another party, but for those whose party was chosen.

    A party that an earlier correction of a speaker gave was not.
    """
    articles = {t.article for t in named.tellings}
    read = {key: stored.reading.findings for key in articles if (stored := store.reading(key))}
    speakers = {decision_of(j.key) for j in every if (j.kind, j.field) == ("statement", "speaker")}
    for position in {told.key: told for _, told in store.told_in(articles, ["position"])}.values():
        rests_on = any(_rests_on(position, statement, read) for statement in named.tellings)
        chosen = any(d.field == "party" and decision_of(d.judgement) not in speakers for d in position.decided)
        if rests_on and position.content.party != party and not chosen:
            yield position


def _rests_on(position: Telling[Position], statement: Telling[Statement], read: Mapping[str, Findings]) -> bool:
    """Whether a position stands in a statement's words and is that of who speaks, both as they were read."""
    findings = read.get(position.article)
    if position.article != statement.article or findings is None:
        return False
    first, last = position.content.evidence
    said = any(start < last and first < end for start, end in statement.content.content)
    wanting, speaking = findings.get(position.key), findings.get(statement.key)
    who = speaking and findings.get(speaking.content.speaker)
    return bool(said and wanting and who and who.content.party == wanting.content.party)


def _party_of(store: Store, name: str) -> str | None:
    """The party of an actor, by the brief or by most of the articles that name them; None where none tells it."""
    if known := next((p.party for p in desk.brief_in(store).people if p.name == name), None):
        return known
    told = Counter(actor.party for actor in _named_so(store, name) if actor.name == name and actor.party)
    return max(sorted(told), key=lambda party: told[party], default=None)


def decide(store: Store, verdict: Verdict, line: str, signed: Signed, if_version: int | None = None) -> list[Judgement]:
    """Accept or reject a line."""
    named = called(store, line)
    return _kept(store, on_one(verdict, named, _seen(named, store.judgements(), if_version), signed))


def relate(
    store: Store, verdict: Verdict, a: str, b: str, signed: Signed, if_version: int | None = None
) -> list[Judgement]:
    """Say that two lines, or two tellings, are the same or different."""
    one, two = (called(store, line) for line in (a, b))
    return _kept(store, on_two(verdict, one, two, _seen(one, store.judgements(), if_version), signed))


def undo(store: Store, judgement: str, signed: Signed) -> list[Judgement]:
    """Take back a decision by the beginning of its key."""
    return _kept(store, undoing(judgement, list(store.judgements()), signed))


def version_of(store: Store, line: str) -> int:
    """How many judgements there are on a line."""
    return len(concerning(called(store, line), store.judgements()))


def called(store: Store, line: str, known_on: date | None = None) -> Named:
    """The line, or telling, with that key or beginning of one; it is settled first where a decision on it waits."""
    return line_called(line, desk.record_about(store, line, known_on))


def judgements(
    store: Store, known_on: date | None = None, line: Named | None = None, *, first: int = 0, last: int | None = None
) -> list[Made]:
    """All judgements, or those on one line, the last first: which stand, which were taken back, which fit nothing.

    They are counted from 0: from `first` on, up to but not including `last`.
    """
    about = {told.article for told in (*line.tellings, *line.other)} if line else None
    made = list(store.judgements(known_on=known_on, about=about))
    standing_ones = {j.key for j in standing(made, known_on.isoformat() if known_on else None)}
    taken_back = {j.undoes: j.key for j in made if j.undoes}
    shown = concerning(line, made) if line else made
    shown = sorted(shown, key=in_order_of_making, reverse=True)[first:last]
    names: dict[str, str] = {}
    readings = {}
    for key in {p.article for j in shown for p in (j.passage, j.other) if p}:
        stored = store.reading(key)
        readings[key] = stored.reading.findings.all if stored else ()
        names[key] = stored.reading.article.name if stored else ""
    return [
        Made(j, names[j.passage.article], j.key in standing_ones, taken_back.get(j.key), is_orphan(j, readings))
        for j in shown
    ]


def _vocabulary(store: Store, field: str, text: str) -> Vocabulary:
    """The names that a value of a field may use. Those of actors are looked for only where one is to be set."""
    brief = desk.brief_in(store)
    actors = _actors(store, text) if field in ACTORS else ()
    return Vocabulary(
        store.named("parties") | {p.code for p in brief.parties} | set(desk.state_names().values()),
        store.named("issues") | {i.id for i in brief.issues},
        frozenset(actors) | {p.name for p in brief.people},
    )


def _actors(store: Store, text: str) -> set[str]:
    """The names of actors: those of articles in which what `text` names stands, or all where one is not told there."""
    wanted = {name.strip() for name in text.split(",")} - {""}
    found = {actor.name for name in wanted for actor in _named_so(store, name)}
    return found if wanted <= found else {told.content.name for told in store.tellings("actor")}


def _named_so(store: Store, name: str) -> list[Actor]:
    """The actors of some articles in which a name stands."""
    phrase = name.replace('"', " ")
    query = SearchQuery(words=f'"{phrase}"', kinds=IN_ARTICLES, limit=LOOKED_AT)
    with suppress(InputError):  # a name without a word is none to search for
        articles = {hit.source.article.key for hit in store.search(query)}
        return [told.content for _, told in store.told_in(articles, ["actor"])]
    return []


def _seen(named: Named, every: Iterable[Judgement], if_version: int | None) -> list[Judgement]:
    """The judgements on a line; raises DecidedMeanwhile where they are more or less than the person saw."""
    there = concerning(named, every)
    if if_version is not None and if_version != len(there):
        raise DecidedMeanwhile(
            f"{named.key} has been decided on since: it is at version {len(there)}, not {if_version}; look at it again"
        )
    return there


def _kept(store: Store, made: Sequence[Judgement]) -> list[Judgement]:
    """Keep judgements; raises DecidedMeanwhile where somebody else decided on the same state of the line.

    What is kept stands, be the dossier locked or full when what it concerns is settled: whoever is next settles it.
    """
    try:
        new = store.judge(*made, tells=tells_by)
    except InputError as error:
        raise DecidedMeanwhile("somebody decided on this at the same time; look at it again") from error
    if not new:
        raise InputError("this was decided already, in the same words and on the same day")
    concerned = {p.article for j in made for p in (j.passage, j.other) if p}
    with suppress(*desk.NOT_NOW):
        if store.waiting(concerned):
            desk.settle_these(store, concerned)
    return list(made)
