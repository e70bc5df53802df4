"""The command line: `verbale VERB DOSSIER …`.

Heavy parts are imported inside the commands, so that help comes at once. Listings go to stdout, progress and errors to
stderr. Exit status: 0; 1 where an input was wrong (the rest is done); 2 for usage; 3 where the dossier is damaged,
locked or full. Each module beside this one holds one group of commands, in the order of `--help`.
"""

# fmt: off
from verbale.cli import (  # noqa: I001 - in the order of --help
    dossiers, intake, briefs, reading, overviews, alerts, publishing, exporting, listings, sources, judging, keeping,
    serving,
)
# fmt: on
from verbale.cli.program import app, run

__all__ = [
    "alerts",
    "app",
    "briefs",
    "dossiers",
    "exporting",
    "intake",
    "judging",
    "keeping",
    "listings",
    "overviews",
    "publishing",
    "reading",
    "run",
    "serving",
    "sources",
]
