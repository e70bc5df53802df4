"""Intake: what came in and waits, copies folded, kept or dropped by one key each; what was refused, and why."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.api.intake import Came
from verbale.model.intake import STATES
from verbale.web.screen import Screen, Shown


def _shown(of: Asked, found: Came) -> Shown:
    numbers = [group.lead.number for group in found.groups]
    return {
        "came": found,
        "states": STATES,
        "more": found.more,
        "following": dict(zip(numbers, [*numbers[1:], *numbers[-2:-1], None], strict=False)),
    }


SCREEN = Screen("intake", "Intake", "intake.html", _shown, "Nothing waits here.")
