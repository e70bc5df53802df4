"""Pages that were made already: given again as long as nothing was written to the dossier."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from verbale.api.asking import Served
from verbale.web.making import Makers
from verbale.web.ordering import Order

MOST = 500
"""Pages that are kept."""

Key = tuple[str, str, Order]
"""The state of the dossier, the day, and what is ordered: all that a page depends on."""


class Kept:
    """The last pages of a dossier by all that they depend on."""

    def __init__(self, served: Served, makers: Makers) -> None:
        self._served = served
        self._makers = makers
        self._pages: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()

    def page(self, order: Order) -> bytes:
        """The page that is ordered: one that was kept, else one that is made now."""
        key = self._key(order)
        if key and (page := self._held(key)):
            return page
        with self._makers.turn(order) as make:
            key = self._key(order)  # who was waited for may have written, or made the same page
            if key and (page := self._held(key)):
                return page
            page = make(order)
        if key:
            # What was written meanwhile has another stamp, under which the page will be made anew.
            self._keep(key, page)
        return page

    def _held(self, key: Key) -> bytes | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _keep(self, key: Key, page: bytes) -> None:
        with self._lock:
            self._pages[key] = page
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)

    def _key(self, order: Order) -> Key | None:
        stamp = self._served.store.stamp()
        return (stamp, self._served.today().isoformat(), order) if stamp else None
