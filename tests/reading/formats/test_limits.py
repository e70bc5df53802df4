from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path

from verbale.reading.formats.limits import LIMITS

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "inputs.md"


def test_the_limits_stand_in_the_reference_as_they_are() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: int(value.replace(",", "")) for name, value in rows} == asdict(LIMITS)
