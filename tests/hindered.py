"""Commands of `verbale` in a process from which something is kept: room on the disk, an administrator's rights."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable

NO_ROOM = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_960, 40_960))\n"
"""No file grows beyond a few pages."""
NOT_ALMIGHTY = """
import ctypes
ctypes.CDLL(None).capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)())
"""
"""Not even the administrator may write what is shut."""
RUN = """
import json, shlex, sys
from contextlib import redirect_stderr
from io import StringIO
from verbale.cli import run
for line in sys.stdin:
    with redirect_stderr(StringIO()) as told:
        status = run(shlex.split(line))
    print("\\n" + json.dumps([status, told.getvalue()]), flush=True)
"""


def run_all(commands: Iterable[str], hindered: str) -> list[tuple[int, str]]:
    """What commands, a line each, end with and complain of."""
    done = subprocess.run(
        [sys.executable, "-c", hindered + RUN],
        input="\n".join(commands),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    told = (line for line in done.stdout.splitlines() if line.startswith("[") and line.endswith('"]'))
    return [(status, line) for status, line in map(json.loads, told)]
