"""Pages that were made already: given again as long as nothing was written to the dossier."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from starlette.requests import Request

from verbale.api.asking import Served
from verbale.web.rendering import CHOICES, account_of

MOST = 500
"""Pages that are kept."""

Key = tuple[str, ...]


class Kept:
    """The last pages of a dossier by all that they depend on."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._pages: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()

    def page(self, request: Request, made: Callable[[], bytes]) -> bytes:
        """The page that a request asks for: one that was kept, else one that is made now."""
        stamp = self._served.store.stamp()
        if stamp is None:
            return made()
        if page := self._held(self._key(request, stamp)):
            return page
        self._served.precedence.give()
        key = self._key(request, self._served.store.stamp() or stamp)  # who was waited for may have written
        if page := self._held(key):
            return page
        page = made()
        # What was written meanwhile has another stamp, under which the page will be made anew.
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)
        return page

    def _held(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _key(self, request: Request, stamp: str) -> Key:
        account = account_of(request)
        chosen = (request.cookies.get(name, "") for name in CHOICES)
        who = (account.name, account.role) if account else ("", "")
        return (stamp, self._served.today().isoformat(), request.url.path, request.url.query, *chosen, *who)
