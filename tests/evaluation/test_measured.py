from __future__ import annotations

import pytest

from evaluation import corpus, measured


def test_dossiers_are_measured_as_soon_as_records_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "prints_records", lambda: True)
    monkeypatch.setattr(measured, "record_of", lambda dossier: {})
    found = measured.of_dossiers(None, ["tune"])
    assert found["tune.dossier.utterances.cross_all"] == 0.0
    assert {name.split(".")[2] for name in found} >= {"origins", "events", "actors", "announced", "preconditions"}


def test_without_printed_records_there_is_nothing_to_measure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measured, "prints_records", lambda: False)
    assert measured.of_dossiers(None) == {}


def test_known_gold_is_measured_where_it_is_at_hand_alone() -> None:
    assert measured.of_readings(None, ["known"]) == {}


def test_the_two_parts_share_no_negotiation() -> None:
    tune, test = ({n.folder.name for n in corpus.negotiations(split)} for split in corpus.SPLITS)
    assert not tune & test
