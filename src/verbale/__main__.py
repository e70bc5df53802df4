"""The command `verbale`."""

from __future__ import annotations

import gc
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
    try:
        sys.exit(run(sys.argv[1:]))
    finally:
        gc.freeze()  # or the interpreter, at its end, would go through all that is held
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:  # whoever ended it is told that it was ended
            signal.raise_signal(signal.SIGTERM)


def _end(number: int, _: object) -> None:
    """Leave as one that is interrupted does, so that what is half written goes; told once more, end at once."""
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
