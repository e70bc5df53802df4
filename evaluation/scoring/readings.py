"""One reading against gold, layer by layer.

Each layer has a function that pairs its entries one to one and counts. `docs/reference/measures.md` says in words what
each measure means. A missing reading counts as an empty one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from evaluation.scoring.aligned import Aligned
from evaluation.scoring.figures import Layers, Sums
from evaluation.scoring.spans import (
    Candidate,
    Json,
    Span,
    best_overlap,
    is_given,
    jaccard,
    one_to_one,
    overlap,
    plain,
    same_day,
    spans_in,
)

Compared = tuple[Json, Json, str]
"""A gold reading, the reading compared with it (or None), and the text of the article."""

ALIKE, HALF = 0.8, 0.5
"""Shares of words from which two contents are the same; from the lower one on, their fields are compared."""


def scored(compared: Iterable[Compared]) -> Layers:
    """Counts of every layer over all articles."""
    sums = Sums()
    for gold, found, text in compared:
        both = Aligned(gold, found or {}, text)
        for layer in LAYERS:
            layer(both, sums)
    return sums.layers


def _page(both: Aligned, sums: Sums) -> None:
    page, read = both.gold.get("article") or {}, both.found.get("article")
    for name in PAGE:
        if name in page:
            is_right = bool(read) and _same_field(name, page[name], read.get(name), both.words.text)
            for measure in ("fields", name):
                sums.right("article", measure, is_right, is_given(page[name]))


PAGE = (
    "title", "section", "published", "published_basis", "outlet", "page", "credit", "byline", "dateline", "abridged",
    "kind", "synopsis", "body",
)  # fmt: skip


def _same_field(name: str, gold: Json, found: Json, text: str) -> bool:
    if name == "body":
        return _trimmed(gold, text) == _trimmed(found, text)
    if name in ("published", "date"):
        return same_day(gold, found)
    for kind, compare in _SHAPES.items():
        if isinstance(gold, kind) or isinstance(found, kind):
            return compare(gold, found, text)
    return plain("" if gold is None else gold) == plain("" if found is None else found)


def _same_object(gold: Json, found: Json, text: str) -> bool:
    one, other = gold or {}, found or {}
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    return all(_same_field(name, one.get(name), other.get(name), text) for name in {*one, *other})


def _same_list(gold: Json, found: Json, text: str) -> bool:
    return [plain(x) for x in gold or []] == [plain(x) for x in found or []]


def _same_truth(gold: Json, found: Json, text: str) -> bool:
    return bool(gold) is bool(found)


_SHAPES: dict[type, Callable[[Json, Json, str], bool]] = {dict: _same_object, list: _same_list, bool: _same_truth}


def _trimmed(span: Json, text: str) -> Span | None:
    if not span:
        return None
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), max(end - len(words) + len(words.rstrip()), start)


def _actors(both: Aligned, sums: Sums) -> None:
    hits = both.mention_pairs
    sums.found("actors", "mentions", len(hits), len(both.found_mentions), len(both.gold_mentions))
    gold_sizes, found_sizes = (Counter(who for who, _ in m) for m in (both.gold_mentions, both.found_mentions))
    pure = sum(both.shared[g, f] / found_sizes[f] for g, f in both.owners)
    whole = sum(both.shared[g, f] / gold_sizes[g] for g, f in both.owners)
    sums.found("actors", "b_cubed", pure, len(both.found_mentions), len(both.gold_mentions), whole)
    pairs = both.actor_pairs()
    sums.found("actors", "found", len(pairs), len(both.found_actors), len(both.gold_actors))
    sums.expect("actors", "name", "party", "kind")
    for gold, found in pairs:
        sums.right("actors", "name", both.same_name(gold, found))
        is_same = plain(gold.get("party") or "") == plain(found.get("party") or "")
        sums.right("actors", "party", is_same, is_given(gold.get("party")))
        sums.right("actors", "kind", gold.get("kind") == found.get("kind"))


def _times(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("times")

    def same(g: int, f: int) -> bool:
        return same_day(gold[g].get("edtf"), found[f].get("edtf"))

    near = both.near(gold, found, "span", lambda g, f: (same(g, f),))
    pairs = one_to_one(near)
    sums.found("times", "span", len(pairs), len(found), len(gold))
    sums.found("times", "span_and_edtf", sum(same(g, f) for g, f in pairs), len(found), len(gold))


def _statements(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("statements")
    pairs = both.statement_pairs(HALF)
    sums.found("statements", "content_0.8", len(both.statement_pairs(ALIKE)), len(found), len(gold))
    sums.found("statements", "content_0.5", len(pairs), len(found), len(gold))
    heard = [both.same_actor(gold[g].get("speaker"), found[f].get("speaker")) for g, f in pairs]
    sums.found("statements", "content_and_speaker", sum(heard), len(found), len(gold))
    outer = {gold[g].get("id"): found[f].get("id") for g, f in pairs}
    sums.expect("statements", "speaker", "manner", "kind", "act", "addressee", "said_on", "within")
    for (g, f), is_speaker in zip(pairs, heard, strict=True):
        one, other = gold[g], found[f]
        sums.right("statements", "speaker", is_speaker, is_given(one.get("speaker")))
        for name in ("manner", "kind", "act"):
            sums.right("statements", name, one.get(name) == other.get(name))
        to = one.get("addressee")
        sums.right("statements", "addressee", both.same_actor(to, other.get("addressee")), is_given(to))
        _day(sums, "statements", "said_on", one, other)
        around, also = one.get("within"), other.get("within")
        is_same = also is None if around is None else also is not None and outer.get(around) == also
        sums.right("statements", "within", is_same, around is not None)


def _day(sums: Sums, layer: str, name: str, gold: Json, found: Json) -> None:
    sums.right(layer, name, same_day(gold.get(name), found.get(name)), is_given(gold.get(name)))


def _events(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("events")
    mine = [both.sides(e, both.gold_actors) for e in gold]
    theirs = [both.sides(e, both.found_actors) for e in found]
    candidates = []
    for g, one in enumerate(gold):
        for f, other in enumerate(found):
            near = overlap(one.get("trigger"), other.get("trigger"))
            is_same = mine[g] == theirs[f] and any(mine[g])
            if one.get("type") == other.get("type") and (near or is_same):
                alike = one.get("status") == other.get("status"), same_day(one.get("when"), other.get("when"))
                candidates.append(Candidate((near > 0, near, is_same, *alike), g, f))
    pairs = one_to_one(candidates)
    sums.found("events", "type_and_place", len(pairs), len(found), len(gold))
    sums.expect("events", "status", "mode", "when", "actor_parties", "recipient_parties")
    for g, f in pairs:
        one, other = gold[g], found[f]
        sums.right("events", "status", one.get("status") == other.get("status"))
        sums.right("events", "mode", one.get("mode") == other.get("mode"), is_given(one.get("mode")))
        _day(sums, "events", "when", one, other)
        for side, name in enumerate(("actor_parties", "recipient_parties")):
            sums.right("events", name, mine[g][side] == theirs[f][side], bool(mine[g][side]))


def _linkages(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("linkages")
    mine, theirs = ([(both.ids(x.get("from")), both.ids(x.get("to"))) for x in side] for side in (gold, found))
    candidates = []
    for g, (cause, effect) in enumerate(mine):
        for f, (first, second) in enumerate(theirs):
            ends = jaccard(cause, first), jaccard(effect, second)
            if min(ends) >= HALF:
                candidates.append(Candidate((sum(ends), gold[g].get("kind") == found[f].get("kind")), g, f))
    pairs = one_to_one(candidates)
    of_a_kind = one_to_one(c for c in candidates if c.score[1])
    sums.found("linkages", "ends", len(pairs), len(found), len(gold))
    sums.found("linkages", "ends_and_kind", len(of_a_kind), len(found), len(gold))
    sums.expect("linkages", "kind", "holder")
    for g, f in pairs:
        holder = gold[g].get("holder")
        sums.right("linkages", "kind", gold[g].get("kind") == found[f].get("kind"))
        sums.right("linkages", "holder", both.same_actor(holder, found[f].get("holder")), is_given(holder))


def _positions(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("positions")
    whose = [both.party(p.get("party"), both.gold_actors) for p in gold]
    candidates = []
    for f, other in enumerate(found):
        who = both.party(other.get("party"), both.found_actors)
        for g, one in enumerate(gold):
            near = best_overlap(spans_in(one.get("evidence")), spans_in(other.get("evidence")))
            if near and whose[g] == who and one.get("issue") == other.get("issue"):
                candidates.append(Candidate((near,), g, f))
    pairs = one_to_one(candidates)
    sums.found("positions", "party_and_issue", len(pairs), len(found), len(gold))
    sums.expect("positions", "as_of", "change")
    for g, f in pairs:
        _day(sums, "positions", "as_of", gold[g], found[f])
        change = gold[g].get("change")
        sums.right("positions", "change", change == found[f].get("change"), is_given(change))


def _contradictions(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("statements")
    in_gold = {found[f].get("id"): gold[g].get("id") for g, f in both.statement_pairs(HALF)}
    true, told = ({frozenset((c.get("a"), c.get("b"))) for c in side} for side in both.layer("contradictions"))
    known = {frozenset(in_gold[s] for s in pair) for pair in told if pair <= in_gold.keys()}
    sums.found("contradictions", "pairs", len(true & known), len(told), len(true))


def _phases(both: Aligned, sums: Sums) -> None:
    gold, found = both.layer("phases")
    candidates = [
        Candidate(
            (overlap(one.get("evidence"), other.get("evidence")), same_day(one.get("since"), other.get("since"))), g, f
        )
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if one.get("status") == other.get("status")
    ]
    pairs = one_to_one(candidates)
    sums.found("phases", "status", len(pairs), len(found), len(gold))
    sums.expect("phases", "since", "by")
    for g, f in pairs:
        _day(sums, "phases", "since", gold[g], found[f])
        by = gold[g].get("by")
        sums.right("phases", "by", both.same_actor(by, found[f].get("by")), is_given(by))


LAYERS: tuple[Callable[[Aligned, Sums], None], ...] = (
    _page, _actors, _times, _statements, _events, _linkages, _positions, _contradictions, _phases,
)  # fmt: skip
