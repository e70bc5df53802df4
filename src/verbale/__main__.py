"""The command `verbale`."""

from __future__ import annotations

import signal
import sys
from io import TextIOWrapper


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    from verbale.cli import run

    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a character shows its number.
        sys.stdout.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, _end)
    sys.exit(run(sys.argv[1:]))


def _end(number: int, _: object) -> None:
    """End as one that was interrupted does: what was half written goes."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
