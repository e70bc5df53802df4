"""How far two annotators agree: second readings, made without sight of the first, scored against these.

    python -m evaluation.agreement        measure, and renew the table in corpus/README.md

A second reading of `NEG/NN-name.txt` is `NEG/second/NN-name.json`. Figures alone are printed, never an entry.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator

from evaluation.anchors import text_of
from evaluation.corpus import CORPUS, SPLITS, Split, negotiations
from evaluation.scoring import readings
from evaluation.scoring.figures import Layers, Right

BEGIN, END = "<!-- agreement: begin -->\n", "<!-- agreement: end -->"
SHOWN = {
    "actors": ("b_cubed", "found", "party"),
    "times": ("span", "span_and_edtf"),
    "statements": ("content_0.8", "content_0.5", "content_and_speaker", "speaker", "act", "manner", "said_on"),
    "events": ("type_and_place", "status", "when", "actor_parties", "recipient_parties"),
    "linkages": ("ends", "ends_and_kind"),
    "positions": ("party_and_issue", "change"),
    "phases": ("status",),
    "contradictions": ("pairs",),
}
WHERE_GIVEN = {"said_on", "when", "change"}


def compared(split: Split) -> Iterator[readings.Compared]:
    """First and second reading of every article of a part that has both."""
    for negotiation in negotiations(split):
        for text, first in negotiation.readings:
            second = negotiation.folder / "second" / f"{text.stem}.json"
            if second.exists():
                yield first, json.loads(second.read_text(encoding="utf-8")), text_of(text)


def table(parts: dict[str, list[readings.Compared]]) -> Iterator[str]:
    """The table in Markdown: a column for each part and one for both."""
    columns = {**parts, "both": [each for part in parts.values() for each in part]}
    scored = {name: readings.scored(pairs) for name, pairs in columns.items()}
    yield f"| layer | measure | {' | '.join(f'{name} ({len(pairs)})' for name, pairs in columns.items())} |"
    yield f"|---|---|{'---|' * len(columns)}"
    for layer, names in SHOWN.items():
        for name in names:
            given = " where given" if name in WHERE_GIVEN else ""
            yield f"| {layer} | `{name}`{given} | {' | '.join(_cells(layer, name, scored.values()))} |"
    aside = [readings.scored(map(_issue_aside, pairs)) for pairs in columns.values()]
    yield f"| positions | party, issue aside | {' | '.join(_cells('positions', 'party_and_issue', aside))} |"


def _issue_aside(each: readings.Compared) -> readings.Compared:
    """Both readings with one issue for every position: what is left is who wants something, and where it is said."""
    first, second, text = each
    blurred = [{**r, "positions": [{**p, "issue": "other"} for p in r["positions"]]} for r in (first, second)]
    return blurred[0], blurred[1], text


def _cells(layer: str, name: str, columns: Iterable[Layers]) -> Iterator[str]:
    for layers in columns:
        row = layers.get(layer, {}).get(name)
        figure = row.where_given if isinstance(row, Right) and name in WHERE_GIVEN else row.figure if row else None
        yield "–" if figure is None else f"{figure:.2f}"


def main() -> int:
    """Print the table and keep it in the corpus' page."""
    told = "\n".join(table({split: list(compared(split)) for split in SPLITS}))
    page = CORPUS / "README.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}{told}\n{END}{after}", encoding="utf-8")
    print(told)
    return 0


if __name__ == "__main__":
    sys.exit(main())
