"""The stores, each with a new dossier in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.readings import BRIEF, DAY

from verbale.store.base import Store
from verbale.store.sql import create
from verbale.testing import MemoryStore


@pytest.fixture(params=["memory", "sqlite-memory", "sqlite-file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore(BRIEF, on=DAY)
        return
    path = ":memory:" if request.param == "sqlite-memory" else tmp_path / "river.dossier"
    with create(path, BRIEF, on=DAY) as opened:
        yield opened
