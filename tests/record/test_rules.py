"""The number of the rules that a record is settled by is raised when the keys of tellings change."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from tests.record.tellings import event, said, tie, who

from verbale.model.board import RULES
from verbale.model.record import Telling
from verbale.model.text import Article, Passage
from verbale.record.candidates import asked_by, kept_by, signature_of
from verbale.record.origins import text_of

SENNA, OTTO = who("Senna Vale", "ARL"), who("Otto Berg", "BER")
ARLAND, BERIA = who("Arland", "ARL", "state"), who("Beria", "BER", "state")
DATES = (None, "2024", "2024-03", "2024-03-04", "2024-03-04/2024-03-05", "2024-03-04/2024-03-20", "../2024-03-04")
PIECES = said("that the weir will be opened", SENNA, on="2024-03-04")
PIECES = replace(PIECES, passages=(*PIECES.passages, Passage("a", 40, 60, "to lorries of grain")))
TOLD: tuple[Telling[Any], ...] = (
    *(said("that the weir will be opened to lorries of grain", SENNA, on=on) for on in DATES),
    *(event("Arland met Beria in Port Amal.", ARLAND, BERIA, when=on, where="Port Amal") for on in DATES),
    *(event("Senna Vale will visit Beria.", SENNA, when=on, status="planned", trigger="visit") for on in DATES),
    event("Senna Vale met Otto Berg in Port Amal.", SENNA, OTTO, when="2024-03-04", where="Port Amal"),
    replace(PIECES, content=replace(PIECES.content, content=((0, 30), (40, 60)))),
    tie("Beria opens the weir to lorries of grain", "Arland will sign the treaty", ARLAND),
)
OF_KEYS = {1: "4cfe8b2f5fae170c"}
"""For each number a digest of the keys that tellings have and ask for and of the runs of a text, by those rules."""
PAGE = Article(
    name="a", text="The weir at Port Amal will be opened to lorries of grain in March, a clerk said. Nobody asked."
)


def test_a_record_whose_keys_change_says_so_by_the_number_of_its_rules() -> None:
    keys = [(sorted(kept_by(told)), sorted(asked_by(told)), signature_of(told) == told.key) for told in TOLD]
    runs = sorted(text_of(PAGE, "2024-03-04").sample)
    digest = hashlib.sha256(repr((keys, runs)).encode()).hexdigest()[:16]
    assert OF_KEYS[RULES] == digest, "raise model.board.RULES by one and add its digest here"
