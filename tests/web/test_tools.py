"""The server for agents: its tools give lines with their words, and none of them changes anything."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from mcp import Client

from verbale.api.asking import Served
from verbale.api.tools import server


def called(served: Served, tool: str, **said: str) -> Any:
    async def ask() -> Any:
        async with Client(server(served)) as client:
            return await client.call_tool(tool, said)

    return asyncio.run(ask())


def given(served: Served, tool: str, **said: str) -> Any:
    answer = called(served, tool, **said)
    assert not answer.is_error, answer
    return answer.structured_content or json.loads(answer.content[0].text)


def test_every_tool_only_reads(served: Served) -> None:
    async def tools() -> Any:
        async with Client(server(served)) as client:
            return (await client.list_tools()).tools

    found = asyncio.run(tools())
    assert {t.name for t in found} == {"search", "statements", "positions", "contradictions", "state", "article"}
    assert all(t.annotations.read_only_hint for t in found)


def test_a_statement_comes_with_its_words_and_its_article(served: Served) -> None:
    tellings = [one["tellings"][0] for one in given(served, "statements")["entries"]]
    whole = 0
    for telling in tellings:
        text, passage = given(served, "article", key=telling["article"])["text"], telling["passages"][0]
        whole += bool(text)
        assert not text or text[passage["start"] : passage["end"]] == passage["words"]
    assert 0 < whole < len(tellings)  # of one outlet an excerpt alone may leave
    (denied,) = given(served, "statements", act="deny")["entries"]
    assert denied["tellings"][0]["passages"][0]["words"] == "the dam leaks"


def test_the_state_is_given_as_known_on_a_day(served: Served) -> None:
    then = given(served, "positions", as_known_on="2020-05-20")
    assert [e["party"] for e in then["entries"]] == ["NOR"]
    assert given(served, "state")["phase"]["status"] == "suspended"
    assert given(served, "search", words="ferry")["count"] > 0


def test_what_does_not_fit_is_told_in_one_line(served: Served) -> None:
    answer = called(served, "statements", party="Utopia")
    assert answer.is_error
    assert "there is no party" in answer.content[0].text
