"""Outlines of tellings, by which most pairs are known to come to nothing before the two are looked at.

An outline is a row of bytes: how many stems there are, and a bit for each. What two rows have in common bounds from
above how many stems the two tellings share, so that `weighing.weighed` finds nothing in any pair that is passed over.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from verbale.model.board import OUTLINE, Array, Worth
from verbale.model.negotiation import Content, Linkage, Statement
from verbale.model.record import Telling
from verbale.record.candidates import statement_words
from verbale.record.matching import ALIKE_ENDS, ends_of
from verbale.record.utterances import A_PART, LEAST, denying
from verbale.record.wording import bag, quotations, turned

_WORDS, _END = 32, 16
"""Bytes of bits for the stems of a statement, and for those of either end of a tie."""
_MANY = 255
"""So many stems and more are not counted: what holds them is worth a look."""
_SAYS_NO, _DENIES = 1, 2


def outline_of(told: Telling[Any]) -> bytes:
    """The outline of a telling, nothing where its kind has none."""
    made = _OF.get(type(told.content))
    return made[0](told) if made else b""


def worth_of(kind: type[Content], outlines: Sequence[bytes]) -> Worth | None:
    """What says which pairs with some tellings of a kind are worth weighing, by their outlines; None where all are."""
    if kind not in _OF:
        return None
    asking, worth = as_rows(outlines), _OF[kind][1]
    return lambda places, kept: worth(asking[places], kept)


def as_rows(outlines: Sequence[bytes]) -> Array:
    """Outlines as rows of an array."""
    import numpy as n  # as in `unfolded`

    return n.frombuffer(b"".join(outlines), n.uint8).reshape(-1, OUTLINE)


def _statement(told: Telling[Statement]) -> bytes:
    """The stems of its shortest quotation, whether it says no or denies, and its stems."""
    words = statement_words(told)
    few = min((len({*one}) for one in quotations(words)), default=_MANY)
    head = bytes((min(few, _MANY), _SAYS_NO * turned(words) | _DENIES * denying(told)))
    return (head + _bits(bag(words), _WORDS)).ljust(OUTLINE, b"\0")


def _saying(a: Array, b: Array) -> Array:
    """Two statements are one by their words or a quotation, or contradict each other by two words and a no."""
    import numpy as n  # as above

    few, many, common = _shared(a[:, 2:], b[:, 2:], _WORDS)
    part = n.array(A_PART)[n.minimum(common, len(A_PART) - 1)]
    alike = n.maximum(common / n.maximum(1, few + many - common), common / n.maximum(1, few) * part)
    says_no = (a[:, 1] ^ b[:, 1]) & _SAYS_NO | (a[:, 1] | b[:, 1]) & _DENIES
    return (alike >= LEAST) | (common >= n.minimum(a[:, 0], b[:, 0])) | (many == 0) | ((common > 1) & (says_no > 0))


def _tie(told: Telling[Linkage]) -> bytes:
    """Its kind, its holder, and the stems of its two ends."""
    ends = ends_of(told)
    holder = zlib.crc32(ends.holder.encode("utf-8", "surrogatepass")) % 65535 + 1 if ends.holder else 0
    head = zlib.crc32(ends.kind.encode()).to_bytes(4, "big")[:2] + holder.to_bytes(2, "big")
    return head + _bits(ends.asked, _END) + _bits(ends.granted, _END)


def _tying(a: Array, b: Array) -> Array:
    """Two ties are one by their kind and holder, who may be untold, and by both of their ends."""
    (no_one, one), (nobody, two) = ((rows[:, 2:4].max(1) == 0, rows[:, :4]) for rows in (a, b))
    by_one = (one[:, :2] == two[:, :2]).all(1) & (no_one | nobody | (one[:, 2:] == two[:, 2:]).all(1))
    ends = (_held(a[:, at:], b[:, at:]) >= ALIKE_ENDS for at in (4, 4 + 2 + _END))
    return by_one & next(ends) & next(ends)


def _held(a: Array, b: Array) -> Array:
    """What the smaller of two sets of stems shares with the larger one at most; 0 where it is empty."""
    import numpy as n  # as above

    few, _, common = _shared(a, b, _END)
    return common / n.maximum(1, few)


def _bits(stems: Collection[str], size: int) -> bytes:
    """How many stems there are, how many of them have the bit of another one, and the bits, so many bytes of them."""
    bits = 0
    for stem in stems:
        bits |= _bit(stem, 8 * size)
    count = min(len(stems), _MANY)
    return bytes((count, count - min(bits.bit_count(), count))) + bits.to_bytes(size, "big")


def _shared(a: Array, b: Array, size: int) -> tuple[Array, Array, Array]:
    """How many stems the smaller and the larger of two sets have, and how many the two have in common at most."""
    import numpy as n  # as above

    both = n.bitwise_count(a[:, 2 : 2 + size] & b[:, 2 : 2 + size]).sum(1, dtype=n.int64)
    one, two = (rows[:, 0].astype(n.int64) for rows in (a, b))
    common = n.minimum(both + n.minimum(a[:, 1], b[:, 1]), n.minimum(one, two))
    return n.minimum(one, two), n.maximum(one, two), n.where(n.maximum(one, two) == _MANY, n.minimum(one, two), common)


@lru_cache(maxsize=1 << 16)
def _bit(stem: str, of: int) -> int:
    return 1 << zlib.crc32(stem.encode("utf-8", "surrogatepass")) % of


_OF: dict[type[Content], tuple[Callable[[Any], bytes], Callable[[Array, Array], Array]]] = {
    Statement: (_statement, _saying),
    Linkage: (_tie, _tying),
}
"""How the outline of a kind is made, and which pairs of two are worth weighing, row by row."""
