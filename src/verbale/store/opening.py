"""How a dossier's file is opened, also where nothing may be written."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path


def connected(path: Path, wait: float = 10.0) -> sqlite3.Connection:
    """A connection of the driver to a file, which is read even where nothing may be written.

    Written ahead, it takes a file beside it (`-shm`) to be read at all; where that is not there and cannot be made, the
    file is opened as one that nobody changes (https://www.sqlite.org/wal.html#read_only_databases). Somebody elsewhere
    may, so who may only read makes a new connection for each transaction.
    """
    mode = "rwc"  # a draft is made
    if not may_be_written(path):
        wal = beside(path, "-wal")
        is_open = beside(path, "-shm").exists() or (wal.exists() and wal.stat().st_size > 0)
        mode = "ro" if is_open else "ro&immutable=1"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def may_be_written(path: Path) -> bool:
    """Whether a file, or a draft that is not yet there, may be written, and what SQLite keeps beside it too.

    That is made in its folder, or is there already, as beside a file that is open or alone is handed to a container.
    """
    if path.exists() and not os.access(path, os.W_OK):
        return False
    kept = (beside(path, end) for end in ("-wal", "-shm"))
    return os.access(path.absolute().parent, os.W_OK) or all(os.access(one, os.W_OK) for one in kept)


def beside(path: Path, end: str) -> Path:
    """The file that SQLite keeps beside another: `-wal` for what is written ahead, `-shm` for where it stands there."""
    return path.with_name(path.name + end)
