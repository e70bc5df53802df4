"""A PostgreSQL server of our own: made in a folder, reached through a socket in it, ended with the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
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
        _run(*control, f"--options={options} -k {folder}", "--wait", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={folder}"
        finally:
            _run(*control, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
        text=True, check=False, timeout=60,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr}")
