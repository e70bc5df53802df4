"""What keeps strangers out of a desk: the hosts it answers to, where changes may come from, what pages may load."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Content Security Policy, level 3: nothing inline, nothing from elsewhere."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = ("GET", "HEAD", "OPTIONS")
OWN = ("same-origin", "none")
"""Values of Sec-Fetch-Site for what a page of the desk, or its user, sends."""


class Guard:
    """Answers only to the hosts it is served under, changes nothing for another site's page, sets the headers.

    Without hosts it answers to any: where people log in, a page of another name has no session.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = {host.casefold() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(scope["method"], Headers(scope=scope))
        await (refused or self.app)(scope, receive, with_headers)

    def _refused(self, method: str, headers: Headers) -> PlainTextResponse | None:
        if self.hosts and _host(headers.get("host", "")) not in self.hosts:
            return PlainTextResponse("This desk is not served under that name.\n", 421)
        if method not in SAFE and not self._of_this_desk(headers):
            return PlainTextResponse("Another site's page may not change anything here.\n", 403)
        return None

    def _of_this_desk(self, headers: Headers) -> bool:
        """Whether a change comes from a page of this desk, or from no page at all."""
        if headers.get("sec-fetch-site", "none") not in OWN:
            return False
        origin = headers.get("origin")
        return origin is None or urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold()


def _host(named: str) -> str:
    """The host of a Host header, without its port."""
    return (urlsplit(f"//{named}").hostname or "").casefold()
