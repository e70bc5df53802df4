"""A gold reading and another one of the same article laid side by side: whose mention, actor and statement is whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from evaluation.scoring.spans import Candidate, Ids, Json, Span, Words, jaccard, one_to_one, overlap, plain, spans_in

Actors = Mapping[str, Json]
Mentions = list[tuple[str, Span]]
Parties = frozenset[str]


class Aligned:
    """Both readings of one article."""

    def __init__(self, gold: Json, found: Json, text: str) -> None:
        self.gold, self.found, self.words = gold, found, Words(text)
        self.gold_actors, self.found_actors = ({a["id"]: a for a in side if "id" in a} for side in self.layer("actors"))
        self.gold_mentions, self.found_mentions = _mentions(self.gold_actors), _mentions(self.found_actors)
        self.mention_pairs = one_to_one(
            Candidate((near,), g, f)
            for g, (_, one) in enumerate(self.gold_mentions)
            for f, (_, other) in enumerate(self.found_mentions)
            for near in (overlap(one, other),)
            if near
        )
        self.owners = [(self.gold_mentions[g][0], self.found_mentions[f][0]) for g, f in self.mention_pairs]
        self.shared = Counter(self.owners)
        self._twins = {key: self._twin(key) for key in self.found_actors}
        self.statement_pairs = cache(self._statement_pairs)

    def layer(self, name: str) -> tuple[list[Json], list[Json]]:
        """The entries of a layer in gold and in the other reading."""
        return _entries(self.gold, name), _entries(self.found, name)

    def near(
        self, gold: list[Json], found: list[Json], place: str, more: Callable[[int, int], tuple[float, ...]]
    ) -> Iterable[Candidate]:
        """Entries whose spans in the field `place` overlap, the closer the better, then by what `more` says."""
        for g, one in enumerate(gold):
            for f, other in enumerate(found):
                near = overlap(one.get(place), other.get(place))
                if near:
                    yield Candidate((near, *more(g, f)), g, f)

    def ids(self, spans: Json) -> Ids:
        """Words that the spans touch; where they touch none, their characters, as numbers no word has."""
        places = spans_in(spans)
        return self.words.touched(places) or frozenset(-1 - at for start, end in places for at in range(start, end))

    def _twin(self, found: str) -> str | None:
        """The gold actor that shares most mentions with the found one; among equals one of the same name."""
        rivals = [g for g, f in self.shared if f == found]
        return max(rivals, key=lambda g: (self.shared[g, found], self._named_alike(g, found)), default=None)

    def _named_alike(self, gold: str, found: str) -> bool:
        return self.same_name(self.gold_actors[gold], self.found_actors[found])

    def same_name(self, gold: Json, found: Json) -> bool:
        """Whether both actors have one name, whatever article it bears."""
        return _name(gold) == _name(found)

    def actor_pairs(self) -> list[tuple[Json, Json]]:
        """Actors of both readings by the mentions they share, or by their name alone."""
        golds, founds = list(self.gold_actors), list(self.found_actors)
        scores = {
            (g, f): (self.shared[one, other], self._named_alike(one, other))
            for g, one in enumerate(golds)
            for f, other in enumerate(founds)
        }
        pairs = one_to_one(Candidate(score, *at) for at, score in scores.items() if any(score))
        return [(self.gold_actors[golds[g]], self.found_actors[founds[f]]) for g, f in pairs]

    def same_actor(self, gold: str | None, found: str | None) -> bool:
        """Whether two references mean one actor: by name, else by the mentions; two empty ones do."""
        if gold is None or found is None:
            return gold is found
        one, other = self.gold_actors.get(gold), self.found_actors.get(found)
        if one is not None and other is not None and _name(one) == _name(other) != "":
            return True
        if other is not None:
            return self._twins[found] == gold
        return one is None and plain(gold) == plain(found)

    def party(self, who: str | None, actors: Actors) -> str:
        """The party of an actor, else its name: for a found one the name in gold, where gold has the actor."""
        actor = actors.get(who or "")
        if actor is None:
            return plain(who)
        if actor.get("party"):
            return plain(actor["party"])
        twin = self.gold_actors.get(self._twins.get(who or "") or "") if actors is self.found_actors else None
        return "=" + _name(twin if twin is not None and not twin.get("party") else actor)

    def sides(self, event: Json, actors: Actors) -> tuple[Parties, Parties]:
        """The parties that act in an event and those that are acted upon."""
        acting, upon = (
            frozenset(self.party(who, actors) for who in event.get(role) or () if who is not None)
            for role in ("actors", "recipients")
        )
        return acting, upon

    def _statement_pairs(self, least: float) -> list[tuple[int, int]]:
        gold, found = self.layer("statements")
        mine, theirs = ([self.ids(s.get("content")) for s in side] for side in (gold, found))
        candidates = []
        for f, other in enumerate(found):
            for g, one in enumerate(gold):
                share = jaccard(mine[g], theirs[f])
                if share >= least:
                    by = self.same_actor(one.get("speaker"), other.get("speaker"))
                    place = overlap(one.get("speaker_span"), other.get("speaker_span"))
                    candidates.append(Candidate((share, by, place), g, f))
        return one_to_one(candidates)


def _entries(reading: Json, layer: str) -> list[Json]:
    return [entry for entry in reading.get(layer) or () if isinstance(entry, dict)]


def _mentions(actors: Actors) -> Mentions:
    return [(key, span) for key, actor in actors.items() for span in spans_in(actor.get("mentions"))]


def _name(actor: Json) -> str:
    return plain(actor.get("name") or "").removeprefix("the ")
