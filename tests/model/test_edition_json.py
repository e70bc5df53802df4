"""Editions as JSON: what is read is what was written, and what is of another form is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.model.edition import Digest, Edition, Erratum, Trend
from verbale.model.edition_json import digest_as_json, digest_from_json, edition_as_json, edition_from_json

DIGEST = Digest("Talks", "2020-05-03", "2020-05-04")


TRENDS = st.builds(Trend, before=st.floats(allow_nan=False, allow_infinity=False))


@given(st.builds(Digest, trends=st.lists(TRENDS, max_size=3).map(tuple)))
def test_a_digest_comes_back_as_it_was_and_is_written_the_same(digest: Digest) -> None:
    text = json.dumps(digest_as_json(digest))
    again = digest_from_json(json.loads(text))
    assert again == digest
    assert json.dumps(digest_as_json(again)) == text


def test_an_edition_comes_back_as_it_was() -> None:
    erratum = Erratum((1, 2), "event:1", "Norland paid.", "Norland did not pay.", "2020-05-05")
    edition = Edition(3, "Evening", "2020-05-04T18:00Z", "Ada Orum", DIGEST, (erratum,))
    assert edition_from_json(json.loads(json.dumps(edition_as_json(edition)))) == edition


@pytest.mark.parametrize(
    "change",
    [{"title": 3}, {"section": []}, {"sections": {}}, {"phase": []}, {"trends": [{"term": "toll", "count": "2"}]}],
    ids=str,
)
def test_what_is_no_digest_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        digest_from_json({**digest_as_json(DIGEST), **change})
    with pytest.raises(InputError, match="lacks title"):
        digest_from_json({k: v for k, v in digest_as_json(DIGEST).items() if k != "title"})
