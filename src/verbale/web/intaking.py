"""What the page of the intake posts: a decision on items, answered by the page at the one that follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from verbale.api import intake
from verbale.api.asking import Served
from verbale.web.deciding import By, inside


def takes(served: Served, by: By) -> Callable[[Request], Any]:  # Any: what awaits a response
    """What takes a decision on items."""

    async def take(request: Request) -> Response:
        form = await request.form(max_files=0)
        said = {name: str(value) for name, value in form.items()}
        verdict, numbers = intake.verdict_of(said.get("do", "")), intake.numbers_of(said.get("items", ""))
        changed = await run_in_threadpool(intake.decide, served, verdict, numbers, by(request))
        path, query = inside(said.get("back", "/intake"))
        kept = [(name, value) for name, value in query if name not in ("was", "items")]
        if verdict != "undo":
            kept += [("was", verdict), ("items", ",".join(map(str, changed)))]
        return RedirectResponse(f"{path}{'?' + urlencode(kept) if kept else ''}", 303)

    return take
