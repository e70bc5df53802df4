"""A PostgreSQL server of our own: made in a folder, reached through a socket in it, ended with the tests.

A program that waits for the end of its input ends it, so that it goes also when the tests are killed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "50",
    "shared_buffers": "32MB",
    "autovacuum": "off",  # what it counts of tables of thirty rows, at a moment of its own, would choose other plans
}


class NoServer(Exception):
    """PostgreSQL's programs are not installed."""


@contextmanager
def a_server() -> Iterator[str]:
    """The address of a database on a new server; raises NoServer."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="verbale-"))  # a socket's path may not be long
    data = folder / "data"
    try:
        if _as_postgres():
            shutil.chown(folder, "postgres", "postgres")
        _run(programs / "initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8",
             "--no-sync", f"--pgdata={data}")  # fmt: skip
        options = " ".join(f"-c {name}={value}" for name, value in _SETTINGS.items())
        control = (programs / "pg_ctl", f"--pgdata={data}", f"--log={folder / 'log'}")
        with _ending(folder, *control, "--mode=immediate", "stop"):
            _run(*control, f"--options={options} -k {folder}", "--wait", "start")
            yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_END = """
import shutil, subprocess, sys
folder, user, *command = sys.argv[1:]
sys.stdin.read()
subprocess.run(command, cwd="/", user=user or None, check=False, capture_output=True)
shutil.rmtree(folder, ignore_errors=True)
"""


@contextmanager
def _ending(folder: Path, *command: object) -> Iterator[None]:
    """A program of its own that runs a command, and removes a folder, when the tests are done or gone."""
    arguments = [str(folder), "postgres" if _as_postgres() else "", *map(str, command)]
    waiting = subprocess.Popen(
        [sys.executable, "-c", _END, *arguments], stdin=subprocess.PIPE, start_new_session=True
    )  # a session of its own: what ends the tests from the keyboard does not reach it
    try:
        yield
    finally:
        waiting.communicate(timeout=600)


def program(name: str) -> Path:
    """A program that comes with the server, such as `pg_dump`; raises NoServer."""
    return _programs() / name


def _programs() -> Path:
    """The folder of `initdb` and `pg_ctl`, of the newest server that is installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    for folder in (*reversed(versions), Path(shutil.which("pg_ctl") or "none").parent):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoServer("PostgreSQL's server is not installed; on Debian: apt-get install postgresql")


def _as_postgres() -> bool:
    """Whether we are root, whom the server does not serve."""
    return os.geteuid() == 0


def _run(*command: object) -> None:
    user = "postgres" if _as_postgres() else None
    done = subprocess.run(
        [str(part) for part in command], cwd="/", user=user, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True, check=False, timeout=600,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")
