"""Searches that a reader saved in this browser: each is its words, the last saved first."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

COOKIE = "searches"
PATH = "/search"
"""Where they are shown."""
MOST = 20
LONGEST = 3_500
"""Characters that the cookie may have (RFC 6265, 6.1: browsers keep 4,096 bytes with name and attributes)."""
LASTS = 365 * 24 * 3600


def saved(request: Request) -> tuple[str, ...]:
    """What was saved, each once."""
    found = (words for name, words in parse_qsl(request.cookies.get(COOKIE, "")) if name == "q")
    return tuple(dict.fromkeys(found))[:MOST]


async def keep(request: Request) -> Response:
    """Save the search that a form names, or with `do=forget` give it up; back to that search."""
    form = await request.form(max_files=0)
    words = " ".join(str(form.get("q", "")).split())
    others = [other for other in saved(request) if other != words]
    kept = others if form.get("do") == "forget" or not words else [words, *others]
    answer = RedirectResponse(f"{PATH}?q={quote(words)}" if words else PATH, 303)
    answer.set_cookie(COOKIE, _packed(kept), max_age=LASTS, httponly=True, samesite="lax")
    return answer


def _packed(searches: Iterable[str]) -> str:
    """As many searches as a cookie holds, the first ones."""
    pairs = [("q", words) for words in searches][:MOST]
    while len(packed := urlencode(pairs)) > LONGEST:
        pairs.pop()
    return packed
