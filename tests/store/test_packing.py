"""What is packed comes out again, in a form that stays readable."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.store import packing
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
