"""No test reaches the network, in CI a skipped test is a failed one, and any test may have a dossier in each store."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tests.store.quickly import WrittenDown
from tests.store.stores import address, in_files, in_memory, in_postgresql, new_store, server, store

from verbale.store import dialect, sql

__all__ = ["address", "in_files", "in_memory", "in_postgresql", "new_store", "server", "store"]

if not os.environ.get("CI"):  # there hypothesis has a profile of its own, which also draws the same cases every time
    settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("busy")


@pytest.fixture(scope="session", autouse=True)
def made_quickly() -> Iterator[None]:
    """What the migrations say to make a new dossier is written down when the first is made, and then said again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sql, "migrate", WrittenDown())
        yield


@pytest.fixture
def made_by_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    """The migrations themselves make every new dossier."""
    monkeypatch.setattr(sql, "migrate", dialect.migrate)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: socket.socket, address: Any) -> None:
        raise AssertionError(f"a test tried to reach {address}")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = len(terminalreporter.stats.get("skipped", []))
    if skipped and os.environ.get("CI"):
        terminalreporter.write_line(f"{skipped} skipped; in CI a skipped test counts as failed", red=True)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
