"""What a process does before it makes its first page: the pages that are looked at most, in vain.

The first page of its kind takes several times as long as any later one: what it is made with is imported and read, each
template and query is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlencode

from verbale.api.asking import Served, asked
from verbale.errors import VerbaleError
from verbale.web.ordering import Order, made
from verbale.web.screens import SCREENS

_COMMON = ("today", "statements", "positions", "timeline", "calendar", "articles", "search")
_A_SEARCH = urlencode({"q": "talks"}).encode()


def warmed(served: Served) -> None:
    """Make the commonest listings, a line and an article; what cannot be made is left to who asks for it."""
    for order in _orders(served):
        with suppress(VerbaleError):
            made(served, order)


def _orders(served: Served) -> Iterator[Order]:
    paths = {screen.of: screen.resource.path for screen in SCREENS}
    for name in _COMMON:
        yield _order(name, paths[name], _A_SEARCH if name == "search" else b"")
    with suppress(VerbaleError):
        showing = asked(served, {}).showing
        for entry in showing.page("statements", last=1, explain=False).entries:
            yield _order("lines_key", f"/lines/{entry.key}", key=entry.key)
        for text in showing.texts(last=1).texts:
            yield _order("articles_key", f"/articles/{text.origin}", key=text.origin)


def _order(name: str, path: str, query: bytes = b"", **names: str) -> Order:
    return Order(name, False, path, query, tuple(names.items()), (), None)
