"""Draw what `verbale state` prints of the demo's dossier into docs/images/state.svg, for the README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
COMMAND = ("state", "demo/japan-russia.db", "--as-known-on", "2018-11-20")
PICTURE = ROOT / "docs" / "images" / "state.svg"
COLUMNS = 110


def main() -> int:
    """Needs the dossier that `make demo` builds."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
    shown = subprocess.run(
        [sys.executable, "-m", "verbale", *COMMAND],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    with Path(os.devnull).open("w") as nowhere:
        console = Console(width=COLUMNS, record=True, file=nowhere)
        console.print(Text(f"$ verbale {' '.join(COMMAND)}", "bold"))
        console.print(Text.from_ansi(shown.stdout))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    picture = console.export_svg(title="Where the talks stand")
    # Rich names a font on a server; the picture does without, so that looking at it fetches nothing.
    PICTURE.write_text(re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
