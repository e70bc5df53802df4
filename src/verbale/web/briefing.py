"""What the page of the brief posts: a draft to be previewed, or kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from verbale.api import briefs
from verbale.api.asking import Served, asked
from verbale.errors import BriefError
from verbale.web.deciding import inside
from verbale.web.rendering import rendered
from verbale.web.screens.brief import SCREEN, shown


def takes(served: Served) -> Callable[[Request], Any]:  # Any: what awaits a response
    """What takes a draft: shows what it would change, or keeps it where nothing is wrong with it."""

    async def take(request: Request) -> Response:
        form = await request.form(max_files=0, max_part_size=4 * briefs.LONGEST)
        return await run_in_threadpool(answer, request, {name: str(value) for name, value in form.items()})

    def answer(request: Request, said: dict[str, str]) -> Response:
        text, number = said.get("text", ""), said.get("number", "")
        if said.get("do") == "keep":
            try:
                briefs.keep(served, text, int(number) if number.isdigit() else 0)
                return RedirectResponse("/brief?kept=yes", 303)
            except BriefError:
                pass  # the page below tells what is wrong with it
        found = briefs.draft(served, text)
        status = 400 if found.wrong else 200
        of = asked(served, {})
        return rendered(request, SCREEN.template, of, status, screen=SCREEN, **shown(of, found))

    return take


def sets_outlet(served: Served) -> Callable[[Request], Any]:  # Any: as above
    """What takes what the brief shall say of an outlet; answered by the page it came from."""

    async def take(request: Request) -> Response:
        form = await request.form(max_files=0)
        said = {name: str(value) for name, value in form.items()}
        number = said.get("number", "")
        based_on = int(number) if number.isascii() and number.isdigit() else 0
        await run_in_threadpool(briefs.set_outlet, served, said.get("outlet", ""), said, based_on)
        return RedirectResponse(inside(said.get("back", "/sources"))[0], 303)

    return take
