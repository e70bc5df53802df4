"""Pages from templates: what every template knows, and how a page is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from verbale.api.accounts import Account
from verbale.api.asking import Asked, told_day
from verbale.model.times import bounds, written
from verbale.views import (
    actors,
    articles,
    calendar,
    citation,
    cited,
    contradictions,
    intake,
    judgements,
    phases,
    positions,
    statements,
    ties,
    timeline,
    wording,
)
from verbale.views.tables import called
from verbale.views.tables import wording as wording_tables
from verbale.views.visible import visible
from verbale.web import navigation
from verbale.web.highlights import LAYERS

CHOICES: Mapping[str, tuple[str, ...]] = {"theme": ("light", "dark"), "keys": ("off",)}
"""What a reader may choose beside the default, by the cookie that keeps it."""
WHO = "verbale.account"
"""Where a request bears the account of who is logged in."""
KEPT = ("as_known_on",)
"""What every link of a page takes along from its address."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page stands: its path and what its address says. Links are made from it."""

    path: str
    given: Mapping[str, str]

    def to(self, path: str, fragment: str = "", **said: Any) -> str:  # Any: what is printed in an address
        """The address of another page, as known on the same day."""
        kept = {name: self.given[name] for name in KEPT if name in self.given}
        return _address(path, {**kept, **said}, fragment)

    def but(self, **said: Any) -> str:  # Any: as above
        """The address of this page with something said otherwise; None takes it out. It begins at its first page."""
        return _address(self.path, {**self.given, "page": None, "done": None, **said})

    @property
    def twin(self) -> str:
        """The address of this page's JSON."""
        return _address(f"{self.path if self.path != '/' else '/today'}.json", self.given)


def _address(path: str, said: Mapping[str, Any], fragment: str = "") -> str:
    given = [(name, value) for name, value in said.items() if value not in (None, "")]
    query = f"?{urlencode(given)}" if given else ""
    return _quoted(path) + query + (f"#{fragment}" if fragment else "")


@lru_cache(maxsize=4096)
def _quoted(path: str) -> str:
    return quote(path, safe="/:")


def _shown(value: Any) -> Any:  # Any: whatever a template prints
    """Text as a page may show it; anything else as it is, and what is markup already."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def templates() -> Environment:
    """The environment of all templates."""
    environment = Environment(
        loader=PackageLoader("verbale.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        undefined=StrictUndefined,
    )
    views = (
        actors, articles, calendar, citation, cited, contradictions, intake, judgements, phases, positions, statements,
        ties, timeline,
    )  # fmt: skip
    environment.globals |= {view.__name__.rpartition(".")[2]: view for view in views}
    environment.globals |= {
        "wording": wording,
        "tables": wording_tables,
        "called": called,
        "written": written,
        "bounds": bounds,
        "asset": asset,
        "groups": navigation.GROUPS,
        "layer_of": LAYERS,
        "version": version("verbale"),
    }
    environment.filters |= {"day": told_day, "zip": zip}
    return environment


@cache
def asset(name: str) -> str:
    """The address of a file that belongs to every page; another one whenever its content is."""
    content = (files("verbale.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def rendered(request: Request, template: str, of: Asked | None, status: int = 200, **shown: Any) -> Response:
    """A page made of a template and what it takes; `of` is None where no dossier can be opened."""
    return sent(request, page(request, template, of, **shown), status)


def page(request: Request, template: str, of: Asked | None, **shown: Any) -> bytes:  # Any: what the template takes
    """The text of such a page."""
    account = account_of(request)
    given = {name: value for name, value in request.query_params.items() if value}
    address = Address(request.url.path, given)
    text = (
        templates()
        .get_template(template)
        .render(
            address=address,
            to=address.to,
            but=address.but,
            of=of,
            theme=chosen(request, "theme"),
            keys=chosen(request, "keys") != "off",
            account=account,
            may_decide=account is None or account.may("analyst"),
            may_edit=account is None or account.may("editor"),
            **shown,
        )
    )
    return text.encode("utf-8", "replace")


def sent(request: Request, text: bytes, status: int = 200) -> Response:
    """A page on its way."""
    return tagged(request, text, "text/html; charset=utf-8", status)


def account_of(request: Request) -> Account | None:
    """Who sends a request; None where nobody needs to log in."""
    found: Account | None = request.scope.get(WHO)
    return found


def tagged(request: Request, body: bytes, media_type: str, status: int = 200) -> Response:
    """A response with its tag; where the reader has it already, only that it does (RFC 9110, 13.1.2)."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if status == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type)


def chosen(request: Request, name: str) -> str:
    """What the reader chose and keeps in a cookie; "" where nothing of what there is."""
    value = request.cookies.get(name, "")
    return value if value in CHOICES[name] else ""
