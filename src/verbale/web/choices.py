"""What a reader chooses for this browser, kept in its cookies: the theme, and whether single keys do anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from verbale.api.asking import Served, asked
from verbale.web.deciding import inside
from verbale.web.keys import KEYS
from verbale.web.rendering import CHOICES, chosen, rendered

YEAR = 365 * 24 * 3600
PAGES: Mapping[str, str] = {"settings": "Settings", "keys": "Keys"}


def page(served: Served, name: str) -> Callable[[Request], Response]:
    """The page on which something is chosen."""

    def shown(request: Request) -> Response:
        return rendered(request, f"{name}.html", asked(served, {}), title=PAGES[name], listed=KEYS)

    return shown


def settings(request: Request) -> Response:
    """What is chosen, as JSON."""
    return JSONResponse({name: chosen(request, name) or "default" for name in CHOICES})


def keys(_: Request) -> Response:
    """The keys, as JSON."""
    entries = [{"where": where, "key": k.key, "does": k.does} for where, group in KEYS for k in group]
    return JSONResponse({"entries": entries})


async def choose(request: Request) -> Response:
    """Keep what a form chooses, and go back to the page that it names; what is none of the choices is the default."""
    form = await request.form(max_files=0)
    answer = RedirectResponse(inside(str(form.get("back", "/settings")))[0], 303)
    for name in CHOICES:
        said: Any = form.get(name)
        if said in CHOICES[name]:
            answer.set_cookie(name, said, max_age=YEAR, httponly=True, samesite="lax")
        elif said is not None:
            answer.delete_cookie(name, httponly=True, samesite="lax")
    return answer
