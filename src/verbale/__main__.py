"""The command `verbale`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; ends the process with its exit status."""
    from verbale.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
