"""What is packed comes out again, in a form that stays readable."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.model.evidence import Finding, Observation, finding
from verbale.model.negotiation import Actor, Phase, Time
from verbale.model.text import Article
from verbale.store import packing
from verbale.store.codec import PackedFindings, findings_from, found_from
from verbale.store.packing import Found, Seen, packed, unpacked

KEYS = [hashlib.sha256(bytes([n])).hexdigest()[:32] for n in range(4)]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from([*KEYS, "@", "@1", "@@2"]),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=6,
)


@given(st.lists(st.tuples(st.sampled_from(["actor", "event"]), values, values), max_size=4), st.data())
def test_what_is_packed_comes_out_again(rows: list[tuple[str, object, object]], data: st.DataObject) -> None:
    found = [Found(key, kind, {"a": a, "b": b}) for key, (kind, a, b) in zip(KEYS, rows, strict=False)]
    seen = st.builds(Seen, st.integers(0, max(0, len(found) - 1)), st.text(), st.text(), st.text(), st.floats(0, 1))
    last, earlier = (data.draw(st.lists(seen, max_size=4)) for _ in range(2))
    held = unpacked(packed(found, last, earlier))
    assert [held.found(place) for place in range(len(found))] == found
    assert [held.kind(place) for place in range(len(found))] == [one.kind for one in found]
    assert (list(held.keys), list(held.last), list(held.earlier)) == ([f.key for f in found], last, earlier)


def test_the_first_form_stays_as_it_is() -> None:
    assert hashlib.sha256(packing._dictionary()).hexdigest()[:16] == "2fa19bd8d20084ce"
    whole = {"fields": {"phase": ["by"]}, "found": [["phase", "@0"]], "last": [[0], [0], [0], [0.5]],
             "earlier": [[], [], [], []], "by": [["a@1", "b"]], "rules": ["r"]}  # fmt: skip
    deflate = zlib.compressobj(zdict=packing._dictionary())
    blob = b"\x01" + deflate.compress(json.dumps(whole).encode()) + deflate.flush() + bytes.fromhex(KEYS[0])
    held = unpacked(blob)
    assert held.found(0) == Found(KEYS[0], "phase", {"by": KEYS[0]})
    assert list(held.last) == [Seen(0, "a@1", "b", "r", 0.5)]


@pytest.mark.parametrize("key", ["", "k1", KEYS[0][:30], KEYS[0].upper(), "z" * 32])
def test_a_key_that_is_no_hash_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"hexadecimal|no key of a finding"):
        packed([Found(key, "phase", {})], [], [])


@given(st.data())
def test_damage_anywhere_before_the_keys_is_noticed_or_changes_nothing(data: st.DataObject) -> None:
    """A few bits fill the last byte of what is deflated: nothing is told by them."""
    found, last = Found(KEYS[0], "phase", {"by": "x" * 40}), [Seen(0, "a", "b", "c", 1.0)]
    blob = packed([found], last, [])
    at = data.draw(st.integers(0, len(blob) - 17))
    try:
        held = unpacked(bytes([*blob[:at], blob[at] ^ data.draw(st.integers(1, 255)), *blob[at + 1 :]]))
        same = (held.found(0), list(held.last), list(held.earlier)) == (found, last, [])
    except (ValueError, LookupError):
        return
    assert same


def test_damage_to_what_is_told_is_noticed() -> None:
    blob = packed([Found(KEYS[0], "phase", {"by": "x" * 40})], [Seen(0, "a", "b", "c", 1.0)], [])
    for at in range(len(blob) - 24):
        with pytest.raises((ValueError, LookupError)):
            unpacked(bytes([*blob[:at], blob[at] ^ 1, *blob[at + 1 :]])).found(0)


ARTICLE = Article(
    name="ferry.txt", text="The ferry leaves on 3 May 2024. The pilots met yesterday, and sail on 5 May 2024."
)
BY = Observation("times@1", "a day", 0.9, "b")


def a_time(words: str, edtf: str | None, *, calendar: bool = True) -> Finding[Time]:
    at = ARTICLE.text.index(words)
    span = (at, at + len(words))
    day = Time(span=span, edtf=edtf, lower=edtf, upper=edtf, granularity="day", calendar=calendar)
    return finding(ARTICLE, day, BY)


FOUND: list[Finding[Any]] = [
    a_time("5 May 2024", "2024-05-05"),
    a_time("3 May 2024", "2024-05-03"),
    a_time("yesterday", None),
    a_time("May 2024", "2024-05", calendar=False),
    finding(ARTICLE, Actor(name="The pilots", kind="group", mentions=((32, 42),)), BY),
    finding(ARTICLE, Phase(status="under_way", since=None, by=None, evidence=(0, 10)), BY),
]


@pytest.mark.parametrize("left_out", [(), ("zone",)], ids=["as packed now", "with fewer fields"])
def test_findings_are_the_same_whether_times_are_made_at_once_or_when_they_are_asked_for(
    left_out: tuple[str, ...],
) -> None:
    found = map(found_from, FOUND)
    rows = [Found(f.key, f.kind, {n: v for n, v in f.values.items() if n not in left_out}) for f in found]
    held = unpacked(packed(rows, [Seen(place, *observed(one)) for place, one in enumerate(FOUND)], []))
    whole = findings_from(held, ARTICLE)
    assert whole.all == tuple(FOUND)
    assert whole.days == (((20, 30), "2024-05-03"), ((70, 80), "2024-05-05"))
    days, others, gone_through = (PackedFindings(held, ARTICLE) for _ in range(3))
    assert days.days == whole.days
    assert (others.but_times, others.actors, others.phases) == (whole.but_times, whole.actors, whole.phases)
    assert [others.get(one.key) for one in FOUND] == FOUND
    assert (others.get(None), others.get("0" * 32)) == (None, None)
    assert (list(gone_through), gone_through.times) == (FOUND, whole.times)


def observed(one: Finding[Any]) -> tuple[str, str, str, float]:
    by = one.observation
    return (by.annotator, by.brief, by.rule, by.confidence)
