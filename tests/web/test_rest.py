"""The REST API: described as it answers, the same data as the pages, no decision over a state that nobody saw."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient
from tests.web import dossiers
from tests.web.test_deciding import speaker_of

from verbale.web.app import desk_app

load_all_checks()
UNKNOWN = [positive_data_acceptance]
"""Which parties, outlets and lines there are is the dossier's affair: the description cannot tell them."""


@pytest.fixture(scope="session")
def described(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("rest") / "lake.db"
    path.write_bytes(made.read_bytes())
    with dossiers.served(path) as served:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", desk_app(served, ("localhost", "testserver")))


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_the_api_answers_as_its_description_says(described: Any, mode: GenerationMode) -> None:
    for found in described.get_all_operations():

        @given(case=found.ok().as_strategy(generation_mode=mode))
        @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
        def answers(case: Any) -> None:
            case.call_and_validate(excluded_checks=UNKNOWN)

        answers()


def test_the_description_is_openapi_3_1(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"/api/v1/statements", "/api/v1/lines/{key}", "/api/v1/search"} <= set(described["paths"])


@pytest.mark.parametrize("path", ["/statements?speaker=orum", "/positions", "/search?q=lake", "/sources"])
def test_the_api_gives_what_the_twin_of_the_page_gives(client: TestClient, path: str) -> None:
    twin = path.replace("?", ".json?") if "?" in path else f"{path}.json"
    assert client.get(f"/api/v1{path}").json() == client.get(twin).json()


def test_a_decision_names_the_state_that_was_seen(client: TestClient) -> None:
    key, _ = speaker_of(client, "the dam leaks")
    tag = client.get(f"/api/v1/lines/{key}").headers["etag"]
    said = {"verdict": "corrected", "field": "speaker", "value": "Ada Orum"}
    to = f"/api/v1/lines/{key}/decisions"
    assert client.post(to, json=said).status_code == 428
    made = client.post(to, json=said, headers={"If-Match": tag})
    assert made.status_code == 201
    late = client.post(to, json={"verdict": "rejected"}, headers={"If-Match": tag})
    assert late.status_code == 412
    assert speaker_of(client, "the dam leaks")[1] == "Ada Orum"
    assert client.delete(f"/api/v1/decisions/{made.json()['decision']}").status_code == 200
    assert speaker_of(client, "the dam leaks")[1] == "Ben Lusk"


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/api/v1/statements").headers["etag"]
    assert client.get("/api/v1/statements", headers={"If-None-Match": tag}).status_code == 304


def test_an_edition_is_made_and_published_by_a_program(client: TestClient) -> None:
    version = client.get("/api/v1/digest").json()["version"]
    said = {"does": "set", "version": version, "name": "Noon", "since": "2020-05", "until": "2020-06"}
    changed = client.post("/api/v1/digest/changes", json=said)
    assert changed.status_code == 201
    assert client.post("/api/v1/digest/changes", json=said).status_code == 409
    made = client.post("/api/v1/editions", json=changed.json())
    assert made.json() == {"number": 1}
    assert client.post("/api/v1/editions", json=changed.json()).status_code == 409
    assert client.get("/api/v1/editions/1").json()["name"] == "Noon"
    assert client.get("/api/v1/editions").json()["entries"][0]["number"] == 1


@pytest.mark.parametrize("said", [{"version": False}, {"version": "0"}, {"version": 0.5}, {"version": 0, "by": "me"}])
def test_what_the_description_does_not_take_is_refused(client: TestClient, said: dict[str, object]) -> None:
    refused = client.post("/api/v1/editions", json=said)
    assert refused.status_code == 422
    assert refused.json()["detail"]
