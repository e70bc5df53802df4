"""What a page's forms decide: a post to a line, answered by the page that it was sent from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, get_args
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from verbale.api import deciding, lines
from verbale.api.asking import Served, asked
from verbale.api.deciding import Decision, Verdict
from verbale.errors import InputError, NotThere

By = Callable[[Request], str]
"""Who sends a request."""


def decides(served: Served, by: By) -> Callable[[Request], Any]:  # Any: what awaits a response
    """What takes a decision on the line of the address."""

    async def decide(request: Request) -> Response:
        form = await request.form(max_files=0)
        said = {name: str(value) for name, value in form.items()}
        key = request.path_params["key"]
        made = await run_in_threadpool(deciding.decide, served, key, decision_of(said), by(request))
        if inside(said.get("back", "/"))[0] == f"/lines/{key}":
            said["back"] = await run_in_threadpool(_goes_on, served, key, said.get("other", "").strip())
        return _back(said, made)

    return decide


def _goes_on(served: Served, key: str, other: str) -> str:
    """The page on which a line goes on after a decision: its own, that of the line it became one with, its listing."""
    of = asked(served, {})
    for line in filter(None, (key, other)):
        with suppress(NotThere, InputError):
            return f"/lines/{lines.line(of, line).key}"
    return f"/{lines.LISTED.get(key.partition(':')[0], '')}"


def undoes(served: Served, by: By) -> Callable[[Request], Any]:  # Any: as above
    """What takes back the decision of the address."""

    async def undo(request: Request) -> Response:
        form = await request.form(max_files=0)
        said = {name: str(value) for name, value in form.items()}
        await run_in_threadpool(deciding.undo, served, request.path_params["key"], by(request), said.get("why", ""))
        return _back(said, None)

    return undo


def decision_of(said: Mapping[str, str]) -> Decision:
    """The decision that a form says; raises InputError where it says none."""
    verdict: Verdict | None = next((v for v in get_args(Verdict) if v == said.get("verdict")), None)
    if verdict is None:
        raise InputError(f"a decision is one of: {', '.join(get_args(Verdict))}")
    version = said.get("version", "")
    if not (version.isascii() and version.isdigit()):
        raise InputError("a decision says which version of the line it was made on")
    return Decision(
        verdict=verdict,
        field=said.get("field", ""),
        value=said.get("value", ""),
        other=said.get("other", "").strip(),
        why=said.get("why", "").strip(),
        version=int(version),
    )


def _back(said: Mapping[str, str], decision: str | None) -> Response:
    """To the page that the form names, which then tells what was decided."""
    path, said_there = inside(said.get("back", "/"))
    query = [(name, value) for name, value in said_there if name != "done"]
    if decision:
        query.append(("done", decision))
    return RedirectResponse(f"{path}{'?' + urlencode(query) if query else ''}", 303)


def inside(address: str) -> tuple[str, list[tuple[str, str]]]:
    """The path of an address of this desk and what it says; the first page where it leads to another site."""
    parts = urlsplit(address)
    path = parts.path if parts.path.startswith("/") and not parts.path.startswith("//") else "/"
    return path, parse_qsl(parts.query)
