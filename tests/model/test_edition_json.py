"""Editions as JSON: what is read is what was written, and what is of another form is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbale.errors import InputError
from verbale.model.edition import Digest, Edition, Erratum, Trend
from verbale.model.edition_json import digest_as_json, edition_as_json, edition_from_json

DIGEST = Digest("Talks", "2020-05-03", "2020-05-04")
TRENDS = st.builds(Trend, before=st.floats(allow_nan=False, allow_infinity=False))
DIGESTS = st.builds(Digest, trends=st.lists(TRENDS, max_size=3).map(tuple))


def edition(digest: Digest = DIGEST) -> Edition:
    erratum = Erratum((1, 2), "event:1", "Norland paid.", "Norland did not pay.", "2020-05-05")
    return Edition(3, "Evening", "2020-05-04T18:00Z", "Ada Orum", digest, (erratum,))


@given(DIGESTS.map(edition))
def test_an_edition_comes_back_as_it_was_and_is_written_the_same(made: Edition) -> None:
    text = json.dumps(edition_as_json(made))
    again = edition_from_json(json.loads(text))
    assert again == made
    assert json.dumps(edition_as_json(again)) == text


@pytest.mark.parametrize(
    "change",
    [{"title": 3}, {"section": []}, {"sections": {}}, {"phase": []}, {"trends": [{"term": "toll", "count": "2"}]}],
    ids=str,
)
def test_what_is_no_edition_is_refused(change: dict[str, object]) -> None:
    digest = digest_as_json(DIGEST)
    with pytest.raises(InputError):
        edition_from_json({**edition_as_json(edition()), "digest": {**digest, **change}})
    with pytest.raises(InputError, match="lacks title"):
        edition_from_json({**edition_as_json(edition()), "digest": {k: v for k, v in digest.items() if k != "title"}})
