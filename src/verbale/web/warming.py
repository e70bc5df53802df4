"""What a process does before it makes its first page: the pages that are looked at most, in vain.

The first page of its kind takes several times as long as any later one: what it is made with is imported and read, each
template and query is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import urlencode

from verbale.api.asking import Served
from verbale.errors import VerbaleError
from verbale.store.queries import ArticleQuery
from verbale.web.ordering import Order
from verbale.web.screens import SCREENS

_COMMON = ("today", "statements", "positions", "timeline", "calendar", "articles", "search")
_A_SEARCH = urlencode({"q": "talks"}).encode()


def common(served: Served) -> Iterator[Order]:
    """The orders of the commonest listings, of a line and of an article."""
    paths = {screen.of: screen.resource.path for screen in SCREENS}
    for name in _COMMON:
        yield _order(name, paths[name], _A_SEARCH if name == "search" else b"")
    with suppress(VerbaleError):
        for said in served.store.said(1)[:1]:
            key = f"utterance:{said.key.partition(':')[2]}"
            yield _order("lines_key", f"/lines/{key}", key=key)
        for key in served.store.texts(ArticleQuery(limit=1)):
            yield _order("articles_key", f"/articles/{key}", key=key)


def _order(name: str, path: str, query: bytes = b"", **names: str) -> Order:
    return Order(name, False, path, query, tuple(names.items()), (), None)
