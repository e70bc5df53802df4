"""A record against a gold dossier, kind by kind: who was clustered with whom, what was dated, tracked and tied.

`docs/reference/measures.md` says in words what each measure means. Clusters are judged over the gold tellings that were
found, so that a missed telling costs `found` (and `cross_all`) and not the clustering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from evaluation.scoring.figures import Layers, Sums
from evaluation.scoring.mentions import Dossiers, Telling, article_of, entries, well_formed
from evaluation.scoring.spans import Candidate, Json, Span, best_overlap, is_given, one_to_one, plain, same_day

Compared = tuple[Json, Json, Mapping[str, str]]
"""A gold dossier, the record compared with it (or None), and the texts by article name."""
Pairs = set[frozenset[int]]


def scored(compared: Iterable[Compared]) -> Layers:
    """Counts of every kind over all dossiers."""
    sums = Sums()
    for gold, record, texts in compared:
        both = Dossiers(gold, record, texts)
        for layer in LAYERS:
            layer(both, sums)
    return sums.layers


def _origins(both: Dossiers, sums: Sums) -> None:
    gold, found = _copies(both.gold), _copies(both.record)
    sums.found("origins", "pairs", len(gold & found), len(found), len(gold))


def _copies(record: Json) -> set[frozenset[str]]:
    """Pairs of articles of one origin."""
    origin = {article_of(a): a.get("origin") for a in entries(record, "articles")}
    return {frozenset(p) for p in combinations(origin, 2) if origin[p[0]] is not None and origin[p[0]] == origin[p[1]]}


def _clusters(both: Dossiers, kind: str, sums: Sums) -> None:
    matched = both.kinds[kind]
    pairs, tellings = matched.pairs, matched.gold_tellings
    _shares(sums, kind, "found", len(pairs), len(tellings))
    gold_sizes, found_sizes = (Counter(pair[side].line for pair in pairs) for side in (0, 1))
    pure = sum(matched.shared[g.line, f.line] / found_sizes[f.line] for g, f in pairs)
    whole = sum(matched.shared[g.line, f.line] / gold_sizes[g.line] for g, f in pairs)
    sums.found(kind, "b_cubed", pure, len(pairs), len(pairs), whole)

    def parted(one: Telling, other: Telling) -> bool:
        return one.article != other.article

    def of_two_origins(one: Telling, other: Telling) -> bool:
        return both.origin.get(one.article) != both.origin.get(other.article)

    places = [g for g, _ in pairs]
    for name, apart in (("links", _anywhere), ("cross", parted), ("cross_origin", of_two_origins)):
        true = _linked([g.line for g in places], places, apart)
        told = _linked([f.line for _, f in pairs], places, apart)
        sums.found(kind, name, len(true & told), len(told), len(true))
        if name == "cross":
            every = _linked([t.line for t in tellings], tellings, apart)
            missed_too = len(true & told), len(told), len(every)
    sums.found(kind, "cross_all", *missed_too)


def _anywhere(one: Telling, other: Telling) -> bool:
    return True


def _linked(lines: list[int], places: list[Telling], apart: Callable[[Telling, Telling], bool]) -> Pairs:
    """Pairs of tellings, by number, of one line."""
    together = combinations(range(len(lines)), 2)
    return {frozenset((a, b)) for a, b in together if lines[a] == lines[b] and apart(places[a], places[b])}


def _shares(sums: Sums, layer: str, measure: str, right: int, of: int) -> None:
    sums.expect(layer, measure)
    for number in range(of):
        sums.right(layer, measure, number < right)


def _fields(both: Dossiers, kind: str, names: tuple[str, ...], sums: Sums) -> None:
    matched = both.kinds[kind]
    sums.expect(kind, *names)
    for g, f in matched.lines:
        for name in names:
            gold, found = matched.gold[g].get(name), matched.found[f].get(name)
            is_same = same_day(gold, found) if name in ("said_on", "when") else gold == found
            sums.right(kind, name, is_same, is_given(gold))


def _utterances(both: Dossiers, sums: Sums) -> None:
    _clusters(both, "utterances", sums)
    _fields(both, "utterances", ("said_on",), sums)


def _events(both: Dossiers, sums: Sums) -> None:
    _clusters(both, "events", sums)
    _fields(both, "events", ("type", "status", "when"), sums)


def _actors(both: Dossiers, sums: Sums) -> None:
    _clusters(both, "actors", sums)


def _contradictions(both: Dossiers, sums: Sums) -> None:
    matched = both.kinds["utterances"]
    number = {line.get("id"): at for at, line in enumerate(matched.gold)}
    by_key = {line["key"]: at for at, line in enumerate(matched.found) if line.get("key") is not None}
    gold, found = entries(both.gold, "contradictions"), entries(both.record, "contradictions")
    hits = []
    for f, told in enumerate(found):
        one, other = by_key.get(told.get("a")), by_key.get(told.get("b"))
        if one is None or other is None or one == other:
            continue
        for g, true in enumerate(gold):
            for rank, (a, b) in enumerate([(true["a"], true["b"]), *true.get("also", [])]):
                for mine, yours in ((one, other), (other, one)):
                    tellings = matched.shared[number[a], mine], matched.shared[number[b], yours]
                    if all(tellings):
                        hits.append(Candidate((rank == 0, sum(tellings)), g, f))
    pairs = one_to_one(hits)
    spare = {hit.found for hit in hits} - {f for _, f in pairs}
    sums.found("contradictions", "pairs", len(pairs), len(found) - len(spare), len(gold))


def _announced(both: Dossiers, sums: Sums) -> None:
    twin = _found_keys(both)
    gold = entries(both.gold, "announced")
    found = {told.get("event"): told for told in entries(both.record, "announced")}
    hits = sum(twin.get(true["event"]) is not None and twin[true["event"]] in found for true in gold)
    sums.found("announced", "found", hits, len(found), len(gold))
    sums.expect("announced", "outcome", "then", "dates")
    for true in gold:
        if true["event"] in twin:
            told = found.get(twin[true["event"]], {})
            sums.right("announced", "outcome", true["outcome"] == told.get("outcome"))
            if true.get("then"):
                sums.right("announced", "then", true["then"] == told.get("then"))
            sums.right("announced", "dates", _days(true) == _days(told))


def _found_keys(both: Dossiers) -> dict[str, Json]:
    """The record's key of each gold event that has a line."""
    events = both.kinds["events"]
    return {events.gold[g]["id"]: events.found[f].get("key") for g, f in events.lines}


def _days(announced: Json) -> list[str]:
    """The dates in the order told, one told again at once counted once."""
    listed = announced.get("dates")
    days = ["".join(str(day).split()).upper() for day in listed if day] if isinstance(listed, list) else []
    return [day for before, day in zip([None, *days], days, strict=False) if day != before]


def _positions(both: Dossiers, sums: Sums) -> None:
    gold, found = list(_course(both.gold)), list(_course(both.record))
    candidates = []
    for f, (whose, about, told) in enumerate(found):
        evidence = well_formed(told.get("evidence"))
        for g, (party, issue, true) in enumerate(gold):
            if party != whose:
                continue
            for rank, place in enumerate([true, *entries(true, "also")]):
                near = best_overlap(well_formed(place["evidence"]), evidence)
                if near and article_of(place) == article_of(told):
                    candidates.append(Candidate((issue == about, rank == 0, near), g, f))
    pairs = one_to_one(candidates)
    on_issue = [(g, f) for g, f in pairs if gold[g][1] == found[f][1]]
    sums.found("positions", "course", len(on_issue), len(found), len(gold))
    _shares(sums, "positions", "issue", len(on_issue), len(pairs))
    sums.expect("positions", "change")
    for g, f in on_issue:
        change = gold[g][2].get("change")
        sums.right("positions", "change", change == found[f][2].get("change"), is_given(change))


def _course(record: Json) -> Iterator[tuple[str, Json, Json]]:
    for thread in entries(record, "positions"):
        for step in entries(thread, "course"):
            yield plain(thread.get("party") or ""), thread.get("issue"), step


Ends = tuple[str, list[Span], list[Span]]


def _preconditions(both: Dossiers, sums: Sums) -> None:
    gold, found = entries(both.gold, "preconditions"), entries(both.record, "preconditions")
    mine, theirs = [_ends(group) for group in gold], [_ends(group) for group in found]
    shared = {(g, f): _shared(one, other) for g, one in enumerate(mine) for f, other in enumerate(theirs)}
    pairs = one_to_one(
        Candidate((n, n / max(1, len(theirs[f]))), g, f) for (g, f), n in shared.items() if n
    )  # fmt: skip
    sums.found("preconditions", "found", len(pairs), len(found), len(gold))
    told = sum(shared[pair] for pair in pairs)
    sums.found("preconditions", "tellings", told, sum(map(len, theirs)), sum(map(len, mine)))
    sums.expect("preconditions", "status", "holder", "by")
    event = {key: name for name, key in _found_keys(both).items()}
    for g, f in pairs:
        one, other = gold[g], found[f]
        sums.right("preconditions", "status", one.get("status") == other.get("status"))
        is_holder = plain(one.get("holder") or "") == plain(other.get("holder") or "")
        sums.right("preconditions", "holder", is_holder, is_given(one.get("holder")))
        if one.get("by"):
            sums.right("preconditions", "by", event.get(other.get("by")) == one["by"])


def _ends(group: Json) -> list[Ends]:
    return [(article_of(t), well_formed(t.get("from")), well_formed(t.get("to"))) for t in entries(group, "tellings")]


def _shared(gold: list[Ends], found: list[Ends]) -> int:
    """How many tellings overlap at both ends, one for one."""
    candidates = []
    for g, (where, asked, given) in enumerate(gold):
        for f, (article, condition, reward) in enumerate(found):
            near = best_overlap(asked, condition), best_overlap(given, reward)
            if where == article and all(near):
                candidates.append(Candidate((sum(near),), g, f))
    return len(one_to_one(candidates))


LAYERS: tuple[Callable[[Dossiers, Sums], None], ...] = (
    _origins, _utterances, _events, _actors, _contradictions, _announced, _positions, _preconditions,
)  # fmt: skip
