from __future__ import annotations

import pytest

from evaluation import corpus, measured


@pytest.mark.slow
def test_a_dossier_is_measured_by_the_record_that_the_command_line_prints() -> None:
    found = measured.of_dossiers(None, ["tune"])
    assert found["tune.dossier.utterances.found"] > 0.5
    assert {name.split(".")[2] for name in found} >= {"origins", "events", "actors", "announced", "preconditions"}


def test_known_gold_is_measured_where_it_is_at_hand_alone() -> None:
    assert measured.of_readings(None, ["known"]) == {}


def test_the_two_parts_share_no_negotiation() -> None:
    tune, test = ({n.folder.name for n in corpus.negotiations(split)} for split in corpus.SPLITS)
    assert not tune & test
