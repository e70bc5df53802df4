"""Saved searches on the search page: saved under a name, given up again, and the feed of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from verbale.api import alerting
from verbale.api.asking import Served
from verbale.web.deciding import By
from verbale.web.rendering import tagged

PATH = "/search"
"""Where they are shown."""


def keeps(served: Served, by: By) -> Callable[[Request], Any]:  # Any: what awaits a response
    """What saves the search that a form names, or with `do=forget` gives it up; back to that search."""

    async def keep(request: Request) -> Response:
        form = await request.form(max_files=0)
        said = {name: " ".join(str(value).split()) for name, value in form.items()}
        words = said.get("q", "")
        if said.get("do") == "forget":
            await run_in_threadpool(alerting.forget, served.store, said.get("name", ""))
        else:
            name = said.get("name") or words
            await run_in_threadpool(alerting.save, served.store, words, name, served.today(), by(request))
        return RedirectResponse(f"{PATH}?q={quote(words)}" if words else PATH, 303)

    return keep


def feeds(served: Served) -> Callable[[Request], Response]:
    """What answers with the feed of a saved search."""

    def feed(request: Request) -> Response:
        address = str(request.url.replace(query="", fragment=""))
        body = alerting.feed_of(served.store, request.path_params["number"], served.today(), address)
        return tagged(request, body, "application/atom+xml; charset=utf-8")

    return feed
