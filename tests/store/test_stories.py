"""What articles tell is kept unpacked for who comes back to it, and no more of it than is meant to be."""

from __future__ import annotations

from typing import Any

from verbale.model.text import Article
from verbale.store.stories import Lately
from verbale.store.told import Story


def story(name: str, length: int) -> tuple[str, bytes, bytes, Story]:
    nothing: Any = None
    return name, b"findings", b"told", Story(Article(name=name, text="x" * length), nothing, "", (None, None), {})


def test_those_asked_for_least_lately_go_when_their_bytes_are_too_many() -> None:
    lately: Lately[str] = Lately(1_000)
    for name, length in (("a", 300), ("b", 300), ("a", 300), ("c", 500)):
        lately.keep(*story(name, length))
    assert list(lately.held) == ["a", "c"]
    lately.keep(*story("long", 5_000))
    assert not lately.held, "what alone is longer than all that may be kept is not kept"
    lately.keep(*story("d", 100))
    assert (list(lately.held), lately._bytes) == (["d"], 112)
