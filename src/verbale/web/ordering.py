"""A page that is asked for: all that it depends on beside the dossier and the day, and the page made of that."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from verbale import recall
from verbale.api.accounts import Account
from verbale.api.asking import Served, asked
from verbale.store.looking import Looked
from verbale.web.rendering import CHOICES, WHO, account_of, chosen, page
from verbale.web.screen import Screen
from verbale.web.screens import SCREENS


@dataclass(frozen=True, slots=True)
class Order:
    """A screen, or its JSON where `twin`, at an address, as somebody may see it and chose to. Nothing else of a request
    goes into its page, so that whoever orders the same is given the same.

    `names` are those of the path; `who` is without password and tokens.
    """

    screen: str
    twin: bool
    path: str
    query: bytes
    names: tuple[tuple[str, str], ...]
    chosen: tuple[tuple[str, str], ...]
    who: Account | None

    @property
    def request(self) -> Request:
        """A request that says this and no more."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.chosen if value)
        scope: dict[str, Any] = {  # Any: as ASGI has it
            "type": "http",
            "method": "GET",
            "path": self.path,
            "query_string": self.query,
            "headers": [(b"host", b"desk"), (b"cookie", cookies.encode())],
            WHO: self.who,
        }
        return Request(scope)


_SCREENS = {screen.of: screen for screen in SCREENS}


def ordered(request: Request, screen: Screen, *, twin: bool = False) -> Order:
    """What a request orders of a screen."""
    account = account_of(request)
    return Order(
        screen.of,
        twin,
        request.scope["path"],
        request.scope["query_string"],
        tuple(request.path_params.items()),
        tuple((name, chosen(request, name)) for name in CHOICES),
        account and replace(account, password="", tokens=()),
    )


@dataclass(frozen=True, slots=True)
class Made:
    """A page, and what was looked at in the dossier to make it."""

    page: bytes
    looked: Looked


def made(served: Served, order: Order) -> Made:
    """The page that is ordered, no part of which knows more than another."""
    with served.store.steady() as looked:
        return Made(_made(served, order, looked), looked)


def _made(served: Served, order: Order, looked: Looked) -> bytes:
    screen, request = _SCREENS[order.screen], order.request
    of = asked(served, request.query_params, screen.resource.filters)
    looked.everything |= not recall.answers(of.store, of.known_on)  # what was added up once is held (see `Past`)
    found = screen.resource.found(of, **dict(order.names))
    if order.twin:
        value = screen.resource.served(found, of)
        return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
    return page(request, screen.template, of, screen=screen, **screen.shown(of, found))
