"""Pages that were made already: given again as long as nothing was written to the dossier that they were made of."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from verbale.api.asking import Served
from verbale.web.making import Makers
from verbale.web.ordering import Made, Order

MOST = 500
"""Pages that are kept."""

Key = tuple[str, Order]
"""The day, and what is ordered: all that a page depends on beside the dossier."""


class Kept:
    """The last pages of a dossier, each with the stamp at which it was found to be as it would be made."""

    def __init__(self, served: Served, makers: Makers) -> None:
        self._served = served
        self._makers = makers
        self._pages: OrderedDict[Key, tuple[str, Made]] = OrderedDict()
        self._lock = Lock()

    def page(self, order: Order) -> bytes:
        """The page that is ordered: one that was kept, else one that is made now."""
        if page := self._held(order):
            return page
        with self._makers.turn(order) as make:
            if page := self._held(order):  # who was waited for may have made the same page
                return page
            # What is written meanwhile has another stamp: if it is looked at, the page is made anew when it is asked
            # for again.
            stamp, day = self._served.store.stamp(), self._day()
            made = make(order)
        if stamp:
            self._keep((day, order), stamp, replace(made, looked=made.looked.kept()))
        return made.page

    def _held(self, order: Order) -> bytes | None:
        """A page that was kept, where nothing was written since that it shows."""
        now, key = self._served.store.stamp(), (self._day(), order)
        with self._lock:
            stamp, made = self._pages.get(key, (None, None))
        if stamp is None or made is None or now is None:
            return None
        if stamp != now and not self._served.store.spared(made.looked, stamp, now):
            return None
        self._keep(key, now, made)
        return made.page

    def _keep(self, key: Key, stamp: str, made: Made) -> None:
        with self._lock:
            self._pages[key] = stamp, made
            self._pages.move_to_end(key)
            while len(self._pages) > MOST:
                self._pages.popitem(last=False)

    def _day(self) -> str:
        return self._served.today().isoformat()
