"""What is damaged in a dossier."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Engine

from verbale.store.base import Damage


def damage_in(engine: Engine, where: str) -> Iterator[Damage]:
    """Each thing that cannot be trusted."""
    yield from ()
