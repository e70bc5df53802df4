"""With what commands take inputs in: the reader, the fetcher, the moment."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from verbale.cli.program import now, today

if TYPE_CHECKING:
    from verbale.gathering import Taking
    from verbale.store.base import Store


def taking(
    store: Store, allowed: Collection[str], *, model: str | None = None, workers: int = 1, on: str | None = None
) -> Taking:
    """With what a command takes inputs in, hosts that are `allowed` by name among those that it may fetch from."""
    from verbale import desk, gathering, scale
    from verbale.cli.judging import name_of_user
    from verbale.intake.fetching import HttpFetcher

    mapper = scale.mapper(desk.brief_in(store), model=model, workers=workers, on=on)
    return gathering.Taking(store, mapper, HttpFetcher(allowed), now(), today(), name_of_user())
