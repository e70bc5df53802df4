"""The number of the rules that a record is settled by is raised when the keys of tellings change."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.record.tellings import event, said, tie, who

from verbale.model.board import RULES
from verbale.model.record import Telling
from verbale.record.candidates import kept_by

SENNA, OTTO = who("Senna Vale", "ARL"), who("Otto Berg", "BER")
ARLAND, BERIA = who("Arland", "ARL", "state"), who("Beria", "BER", "state")
DATES = (None, "2024", "2024-03", "2024-03-04", "2024-03-04/2024-03-05", "2024-03-04/2024-03-20", "../2024-03-04")
TOLD: tuple[Telling[Any], ...] = (
    *(said("that the weir will be opened to lorries of grain", SENNA, on=on) for on in DATES),
    *(event("Arland met Beria in Port Amal.", ARLAND, BERIA, when=on, where="Port Amal") for on in DATES),
    *(event("Senna Vale will visit Beria.", SENNA, when=on, status="planned", trigger="visit") for on in DATES),
    event("Senna Vale met Otto Berg in Port Amal.", SENNA, OTTO, when="2024-03-04", where="Port Amal"),
    tie("Beria opens the weir to lorries of grain", "Arland will sign the treaty", ARLAND),
)
OF_KEYS = {1: "66903139b28970d1"}
"""For each number a digest of the keys that tellings have by the rules of that number."""


def test_a_record_whose_keys_change_says_so_by_the_number_of_its_rules() -> None:
    keys = repr([sorted(kept_by(told)) for told in TOLD])
    digest = hashlib.sha256(keys.encode()).hexdigest()[:16]
    assert OF_KEYS[RULES] == digest, "raise model.board.RULES by one and add its digest here"
