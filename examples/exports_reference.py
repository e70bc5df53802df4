"""The reference of exports, made of the table of forms and the dictionary: `python examples/exports_reference.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verbale.views.exports.event_table import COLUMNS as EVENTS
from verbale.views.exports.forms import FORMS
from verbale.views.exports.ftm import COLUMNS as STATEMENTS
from verbale.views.exports.tables import TABLES, Column

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "exports.md"
MARK = "<!-- made by examples/exports_reference.py from here on -->"


def page() -> str:
    """The page: what a person wrote, then what is made."""
    return PAGE.read_text(encoding="utf-8").partition(MARK)[0] + MARK + "\n\n" + "\n".join(_made()) + "\n"


def _made() -> Iterator[str]:
    yield "## Forms\n"
    yield "| form | ending | media type | what it is |\n|---|---|---|---|"
    yield "| `jsonl` | `.jsonl` | application/jsonl | The dossier as JSON lines, from which `import` makes another |"
    for name, form in FORMS.items():
        yield f"| `{name}` | `{form.ending}` | {form.media_type} | {form.about} |"
    yield "\n## Data dictionary\n\nThe tables of `csv` and `parquet`. Positions alone are `positions-csv`."
    for table in TABLES:
        yield f"\n### `{table.name}`\n\n{table.about}.\n"
        yield from _columns(table.columns)
    yield "\n### The form `events`\n"
    yield from _columns(EVENTS)
    yield "\n### The form `ftm`\n"
    yield from _columns(STATEMENTS)


def _columns(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | cells | what they tell |\n|---|---|---|"
    for column in columns:
        yield f"| `{column.name}` | {column.kind} | {column.about} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
