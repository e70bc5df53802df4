"""Gold with faults put in: what a scorer is tried on. The same seed gives the same faults."""

from __future__ import annotations

import copy
from random import Random
from typing import Any


def shaken(gold: Any, seed: int) -> Any:
    """Gold with entries dropped, moved, doubled and given another entry's values."""
    chance, other = Random(seed), copy.deepcopy(gold)  # noqa: S311 # faults, no secrets
    for key, value in other.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            other[key] = _entries(value, chance)
    if "body" in other.get("article", {}):
        _page(other["article"], chance)
    return other


def _page(page: Any, chance: Random) -> None:
    for name in chance.sample(sorted(set(page) - {"body"}), 4):
        page[name] = chance.choice([None, page["title"], " " + str(page[name])])
    page["body"] = [page["body"][0] - chance.randrange(3), page["body"][1]]


def _entries(entries: list[Any], chance: Random) -> list[Any]:
    kept = [e for e in entries if chance.random() > 0.15]
    for entry in kept:
        if chance.random() < 0.3:
            _swap(entry, chance.choice(entries), chance)
        _move(entry, chance)
    spare = [{**copy.deepcopy(e), "id": f"x{n}"} for n, e in enumerate(kept) if chance.random() < 0.1]
    return kept + spare


def _swap(entry: Any, other: Any, chance: Random) -> None:
    fields = [k for k in entry if k in other and k not in ("id", "key", "members")]
    for key in chance.sample(fields, min(2, len(fields))):
        entry[key] = copy.deepcopy(other[key])


def _move(value: Any, chance: Random) -> None:
    """Shift ends of spans here and there, drop some of a list, take the span of a neighbour."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if isinstance(inner, list) and len(inner) == 2 and all(type(n) is int for n in inner):
            if chance.random() < 0.3:
                inner[0] = max(0, inner[0] - chance.randrange(12))
                inner[1] += chance.randrange(-3, 25)
                inner[1] = max(inner[1], inner[0] + 1)
        elif isinstance(inner, list):
            if len(inner) > 1 and key != "tellings" and chance.random() < 0.2:
                inner.pop(chance.randrange(len(inner)))
            for each in inner:
                _move({"span": each} if isinstance(each, list) else each, chance)


def as_record(gold: Any, seed: int) -> Any:
    """A record as a program may print it, made of a gold dossier: lines merged, split and shaken, keys its own."""
    other, chance = shaken({k: v for k, v in gold.items() if k != "articles"}, seed), Random(seed)  # noqa: S311
    for kind in ("utterances", "events", "actors"):
        lines = other[kind]
        for line in list(lines):
            line["key"] = f"k-{line['id']}"
            tellings = line.get("tellings", [])
            if len(tellings) > 1 and chance.random() < 0.3:
                lines.append({**line, "key": line["key"] + "-2", "tellings": [tellings.pop()]})
            elif chance.random() < 0.15:
                chance.choice(lines).setdefault("tellings", []).extend(tellings)
    for pair in other["contradictions"]:
        pair["a"], pair["b"] = f"k-{pair['b']}", f"k-{pair['a']}"
    for date in other["announced"]:
        date["event"] = f"k-{date['event']}"
    for group in other["preconditions"]:
        group["by"] = group.get("by") and f"k-{group['by']}"
    articles = [{**a, "origin": chance.choice([a["origin"], "o1"])} for a in gold["articles"]]
    return {**other, "articles": articles}
