"""The application: a page and its JSON twin at each address, what goes wrong in one clear line."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from http import HTTPStatus
from importlib.metadata import version
from importlib.resources import files
from mimetypes import guess_type

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from verbale.api import rest
from verbale.api.accounts import Accounts
from verbale.api.asking import Served
from verbale.errors import (
    BriefError,
    DecidedMeanwhile,
    DossierFull,
    DossierLocked,
    DossierReadOnly,
    InputError,
    NotThere,
    VerbaleError,
)
from verbale.web import access, briefing, choices, intaking, publishing, searches
from verbale.web.deciding import decides, undoes
from verbale.web.guard import Guard
from verbale.web.kept import Kept
from verbale.web.making import Makers
from verbale.web.ordering import ordered
from verbale.web.rendering import account_of, rendered, sent, tagged
from verbale.web.screen import Screen
from verbale.web.screens import SCREENS

LOOPBACK = ("localhost", "127.0.0.1", "::1")
STATUS: dict[type[VerbaleError], int] = {
    NotThere: 404,
    DecidedMeanwhile: 409,
    InputError: 400,
    BriefError: 400,
    DossierLocked: 503,
    DossierFull: 507,
    DossierReadOnly: 403,
}
log = logging.getLogger("verbale.web")


def desk_app(
    served: Served,
    hosts: Collection[str] = LOOPBACK,
    accounts: Accounts | None = None,
    makers: Makers | None = None,
) -> FastAPI:
    """The desk of a dossier, answering to some hosts (any where there are none), to those who have an account.

    Its pages are made by `makers`, in this process where None.
    """

    def by(request: Request) -> str:
        account = account_of(request)
        return account.name if account else served.by

    app = FastAPI(
        title="Verbale", version=version("verbale"), openapi_url="/api/v1/openapi.json", docs_url=None, redoc_url=None
    )
    app.include_router(rest.router(served, by))
    kept = Kept(served, makers or Makers(served))
    app.add_route("/editions.atom", publishing.feed(served))
    for screen in SCREENS:
        path = screen.resource.path
        app.add_route(f"{path if path != '/' else '/today'}.json", _twin(screen, kept))
        app.add_route(path, _page(screen, kept))
    app.add_route("/digest", publishing.changes(served), methods=["POST"])
    app.add_route("/digest/{form}", publishing.draft_in(served))
    app.add_route("/editions", publishing.publishes(served, by), methods=["POST"])
    app.add_route("/editions/{number}/{form}", publishing.edition_in(served))
    app.add_route("/intake", intaking.takes(served, by), methods=["POST"])
    app.add_route("/sources", briefing.sets_outlet(served), methods=["POST"])
    app.add_route("/brief", briefing.takes(served), methods=["POST"])
    app.add_route("/lines/{key}", decides(served, by), methods=["POST"])
    app.add_route("/judgements/{key}/undo", undoes(served, by), methods=["POST"])
    for name, twin in (("settings", choices.settings), ("keys", choices.keys)):
        app.add_route(f"/{name}.json", twin)
        app.add_route(f"/{name}", choices.page(served, name), methods=["GET"])
    app.add_route("/settings", choices.choose, methods=["POST"])
    app.add_route("/searches", searches.keeps(served, by), methods=["POST"])
    app.add_route("/searches/{number:int}.atom", searches.feeds(served), methods=["GET"])
    app.add_route("/static/{name}", _static)
    app.add_exception_handler(VerbaleError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _failed)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    if accounts is not None:
        app.add_route("/login", access.login)
        app.add_middleware(access.Access, accounts=accounts)
    app.add_middleware(Guard, hosts=hosts)
    return app


def _page(screen: Screen, kept: Kept) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return sent(request, kept.page(ordered(request, screen)))

    return answer


def _twin(screen: Screen, kept: Kept) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        return tagged(request, kept.page(ordered(request, screen, twin=True)), "application/json")

    return answer


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    asset = files("verbale.web") / "static" / name
    if not asset.is_file():
        raise HTTPException(404)
    kind = guess_type(name)[0] or "text/plain"
    kept = {"Cache-Control": "public, max-age=31536000, immutable" if request.query_params.get("v") else "no-cache"}
    return Response(asset.read_bytes(), 200, kept, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)


async def _told(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    if status == 500:
        log.error("%s failed", request.url.path, exc_info=error)
    return _in_one_line(request, status, str(error))


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    line = "There is no page at this address." if status == 404 else HTTPStatus(status).phrase
    return _in_one_line(request, status, line)


async def _failed(request: Request, error: Exception) -> Response:
    log.error("%s failed", request.url.path, exc_info=error)
    return _in_one_line(request, 500, "This page could not be made; the log of the desk tells why.")


def _in_one_line(request: Request, status: int, line: str) -> Response:
    if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
        return JSONResponse({"error": line}, status)
    return rendered(request, "error.html", None, status, line=line, headed=HTTPStatus(status).phrase)
