"""Build a dossier from the example articles and show what Verbale makes of them.

Everything is done with the command line, as a user would; each command is printed before it runs.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

from verbale.cli import run

ROOT = Path(__file__).parents[1]
EXAMPLES = Path("examples/japan-russia")
DEMO = Path("demo")


def main() -> int:
    """The exit status of the first command that fails, else 0."""
    shutil.rmtree(ROOT / DEMO, ignore_errors=True)
    (ROOT / DEMO).mkdir()
    dossier = str(DEMO / "japan-russia.db")
    commands = [
        ["new", dossier, "--brief", str(EXAMPLES / "brief.toml")],
        ["add", dossier, str(EXAMPLES / "*.txt")],
        ["state", dossier],
        ["state", dossier, "--as-known-on", "2018-11-20"],
        ["timeline", dossier, "--since", "2018-09-01", "--until", "2019-06-30"],
        ["digest", dossier, "--since", "2012-01-01", "--form", "html", "--out", str(DEMO / "digest.html")],
        ["check", dossier],
    ]
    for command in commands:
        sys.stdout.write(f"\n$ verbale {shlex.join(command)}\n")
        sys.stdout.flush()
        status = run(command)
        if status:
            return status
    sys.stdout.write(f"\nThe dossier is {dossier}; the digest is {ROOT / DEMO / 'digest.html'}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
