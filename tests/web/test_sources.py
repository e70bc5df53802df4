"""Sources: what the brief says of an outlet is set beside what it published."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.web.dossiers import BRIEF

from verbale.api.asking import Served


def put(client: TestClient, number: int = 1, **said: str) -> int:
    return client.post("/sources", data={"number": str(number), **said}).status_code


def test_what_is_set_of_an_outlet_stands_in_the_brief_and_is_shown(client: TestClient, served: Served) -> None:
    said = {"rights": "link", "reliability": "A", "country": "NOR", "language": "no", "wire": ""}
    assert put(client, outlet="The Bank", **said) == 200
    changed = BRIEF.replace('"B"', '"A"').replace('"excerpt"', '"link"') + 'country = "NOR"\nlanguage = "no"\n'
    assert served.store.brief().text == changed
    row = next(e for e in client.get("/sources.json").json()["entries"] if e["outlet"] == "The Bank")
    assert (row["rights"], row["reliability"], row["country"], row["language"]) == ("link", "A", "NOR", "no")
    assert "link only" in client.get("/sources").text


def test_an_outlet_that_the_brief_does_not_name_gets_there(client: TestClient, served: Served) -> None:
    assert put(client, outlet="Lake Post", rights="excerpt", reliability="") == 200
    assert served.store.brief().text == BRIEF + '\n[[outlets]]\nname = "Lake Post"\nrights = "excerpt"\n'


def test_what_does_not_fit_is_refused_and_so_is_who_was_slower(client: TestClient, served: Served) -> None:
    assert put(client, outlet="The Bank", rights="all") == 400
    assert put(client, outlet="", rights="full") == 400
    assert put(client, outlet="The Bank", rights="full") == 200
    assert put(client, outlet="The Bank", rights="link") == 409
    assert served.store.brief().number == 2
