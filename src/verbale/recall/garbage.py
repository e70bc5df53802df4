"""Work in which much is made and little thrown away."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, ending: bool = False) -> Iterator[None]:
    """Look for garbage when all is done, in what was made: going through all that is held takes a third of the time.

    Nothing is gone through where this stands within another such work, or the process is `ending` with it: then all
    that was made counts as old.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects and ending:
            gc.freeze()
            gc.unfreeze()
        elif collects:
            gc.collect(1)
        if collects:
            gc.enable()
