"""What the tables of a dossier hold is exported as what is added up, and some lines at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from tests.views.exports.dossier import sheet
from tests.views.press import read
from tests.web import dossiers

from verbale import desk, recall
from verbale.recall import parts
from verbale.recall.tables import NEIGHBOURS
from verbale.store.base import Store
from verbale.views.exports.forms import FORMS
from verbale.views.exports.material import Material
from verbale.views.showing import EACH, Whole

DAY = date(2020, 6, 12)


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    marked = read(sheet("openmark"), "marked.txt", outlet="The Bank")
    for reading in (dossiers.first(), dossiers.second(), marked):
        store.add(reading, added_on=DAY)
    store.set_brief(dossiers.BRIEF, DAY)
    desk.settle(store)
    yield store


def exported(form: str, showing: Any, store: Store) -> bytes:
    out = BytesIO()
    FORMS[form].write(Material(showing, desk.brief_in(store), DAY.isoformat(), "Lake"), out)
    return out.getvalue()


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_tables_give_what_is_added_up(form: str, filled: Store) -> None:
    with patch.object(recall, "answers", lambda *_: False):
        whole = desk.showing(filled, DAY)
    assert isinstance(whole, Whole)
    assert exported(form, desk.showing(filled, DAY), filled) == exported(form, whole, filled)


def test_lines_are_gone_through_some_at_a_time(filled: Store) -> None:
    showing = desk.showing(filled, DAY)
    with patch.object(parts, "AT_ONCE", 1):
        given = [len(record.utterances) for record, _ in showing.each("utterances")]
        assert max(given) <= NEIGHBOURS < sum(given)
        few = exported("csv", showing, filled)
    assert few == exported("csv", showing, filled)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_table_of_tellings_fetches_no_line_again(form: str, filled: Store) -> None:
    showing = desk.showing(filled, DAY)
    with patch.object(showing, "each", wraps=showing.each) as each:
        exported(form, showing, filled)
    kinds = Counter(call.args[0] for call in each.call_args_list)
    assert kinds == {**dict.fromkeys(EACH, 1), "events": 2}, "events once more, for the calendar"
