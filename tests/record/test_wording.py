"""What a text says in stems, whoever else asks meanwhile."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product

import pytest

from verbale.record import wording

WORDS = [f"{a}{b}{c}" for a, b, c in product("bdfgkl", ("arti", "opera", "inter"), ("fication", "tional", "fully"))]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_words_that_are_taken_apart_at_once_keep_their_own_stems() -> None:
    """Caught: two readers of a desk just begun got a page that failed, or stems that were other words'."""
    alone = [wording._stem.__wrapped__(word) for word in WORDS]
    with ThreadPoolExecutor(4) as pool:
        for stems in pool.map(lambda _: [wording._stem.__wrapped__(word) for word in WORDS], range(12)):
            assert stems == alone
