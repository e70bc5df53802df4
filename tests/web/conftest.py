"""A desk that serves a dossier, and a client that asks it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient
from tests.web import browsing, dossiers

from verbale.api.asking import Served
from verbale.web.app import desk_app


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier, made once and never served itself."""
    path = tmp_path_factory.mktemp("web") / "lake.db"
    return dossiers.made(path, dossiers.first(), dossiers.second())


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; every context that a test makes of it is a new user."""
    with browsing.browser() as opened:
        yield opened


@pytest.fixture
def served(made: Path, tmp_path: Path) -> Iterator[Served]:
    with dossiers.served(Path(shutil.copy(made, tmp_path / "lake.db"))) as served:
        yield served


@pytest.fixture
def client(served: Served) -> Iterator[TestClient]:
    with TestClient(desk_app(served), "http://localhost", raise_server_exceptions=False) as client:
        yield client
