"""Who is at the desk: a session after log-in, a token for programs, and what each role may do."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from http.cookies import SimpleCookie
from urllib.parse import quote

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from verbale.api.accounts import Account, Accounts, Role
from verbale.web.guard import SAFE
from verbale.web.rendering import WHO, rendered

COOKIE = "verbale_session"
LASTS = 12 * 3600
"""Seconds after which a session ends."""
OPEN = ("/login", "/static/")
FOR_EDITORS = ("/brief", "/editions", "/sources", "/api/v1/brief", "/api/v1/editions")
"""Where only editors change anything."""
FOR_ALL = ("/settings", "/searches")
"""Where everyone does: what is kept for their browser alone."""
TRIES = RateLimitItemPerMinute(5)
"""Tries to log in, of one name and of one address."""


class Access:
    """Lets in who is logged in, and lets each role do what it may; `clock` gives seconds."""

    def __init__(self, app: ASGIApp, accounts: Accounts, clock: Callable[[], float] = time.monotonic) -> None:
        self.app = app
        self._accounts = accounts
        self._clock = clock
        self._sessions: dict[str, tuple[Account, float]] = {}
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        account = await run_in_threadpool(self._account, Headers(scope=scope))
        scope[WHO] = account
        await (await self._answer(request, account) or self.app)(scope, receive, send)

    async def _answer(self, request: Request, account: Account | None) -> Response | None:
        """What is answered here; None for what the desk answers."""
        path, method = request.url.path, request.method
        if path == "/login" and method == "POST":
            return await self._log_in(request)
        if path == "/logout" and method == "POST":
            return self._log_out(request)
        if path.startswith(OPEN):
            return None
        if account is None:
            return _unknown(request)
        needed: Role = "editor" if path.startswith(FOR_EDITORS) else "analyst"
        if method in SAFE or path in FOR_ALL:
            return None
        return (
            None
            if account.may(needed)
            else _refused(request, f"{account.name} is {account.role} here; this needs a role of {needed}.")
        )

    def _account(self, headers: Headers) -> Account | None:
        kind, _, token = headers.get("authorization", "").partition(" ")
        if kind.casefold() == "bearer":
            return self._accounts.with_token(token.strip())
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        begun, ends = self._sessions.get(cookie.value, (None, 0.0)) if cookie else (None, 0.0)
        if begun is None or ends <= self._clock():
            return None
        account = self._accounts.all().get(begun.name)
        # A new password ends the sessions that the old one began.
        return account if account and account.password == begun.password else None

    async def _log_in(self, request: Request) -> Response:
        form = await request.form(max_files=0)
        name, password, to = (str(form.get(field, "")) for field in ("name", "password", "to"))
        address = request.client.host if request.client else ""
        if not all(self._limiter.hit(TRIES, *who) for who in (("name", name[:100]), ("address", address))):
            return _login_page(request, "Too many tries; wait a minute.", 429)
        account = await run_in_threadpool(self._accounts.with_password, name, password)
        if account is None:
            return _login_page(request, "Name and password do not fit.", 401)
        now = self._clock()
        self._sessions = {s: held for s, held in self._sessions.items() if held[1] > now}
        session = secrets.token_urlsafe(32)
        self._sessions[session] = (account, now + LASTS)
        answer = RedirectResponse(to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, session, max_age=LASTS, httponly=True, samesite="lax", secure=secure)
        return answer

    def _log_out(self, request: Request) -> Response:
        self._sessions.pop(request.cookies.get(COOKIE, ""), None)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE)
        return answer


def login(request: Request) -> Response:
    """The page to log in on."""
    return _login_page(request, "", 200)


def _login_page(request: Request, line: str, status: int) -> Response:
    return rendered(request, "login.html", None, status, line=line)


def _unknown(request: Request) -> Response:
    if _for_programs(request):
        return JSONResponse({"error": "log in, or send a token"}, 401, {"WWW-Authenticate": "Bearer"})
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/login?to={quote(request.url.path + query)}", 303)


def _refused(request: Request, line: str) -> Response:
    if _for_programs(request):
        return JSONResponse({"error": line}, 403)
    return rendered(request, "error.html", None, 403, line=line, headed="Not allowed")


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path.endswith(".json")
