"""The REST API under `/api/v1`: every resource by GET, decisions by POST and DELETE; described as OpenAPI 3.1.

Every answer bears an entity tag; a decision names in If-Match that of the line as it was looked at (RFC 9110, 13.1.1).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Header, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from verbale.api import deciding, editions, intake, lines
from verbale.api.asking import FARTHEST, LARGEST, ON_A_PAGE, Served, asked, statuses
from verbale.api.deciding import WHY, Decision, Verdict
from verbale.api.editions import Does
from verbale.api.resources import RESOURCES, Resource
from verbale.model.intake import STATES
from verbale.model.negotiation import Manner
from verbale.views.cited import without_folders
from verbale.views.tables import wording

By = Callable[[Request], str]
"""Who sends a request."""

DAY = r"^[12]\d{3}(-\d{2}(-\d{2})?)?$"
TEXT = {"max_length": 200}


class Problem(BaseModel):
    """What was wrong, in one line."""

    error: str


class Page(BaseModel):
    """A page of entries; `more` says that others follow."""

    model_config = ConfigDict(extra="allow")
    as_known_on: str
    page: int
    more: bool
    entries: list[dict[str, Any]]


class Thing(BaseModel):
    """Whatever its view gives: see the reference of the command of the same name with `--json`."""

    model_config = ConfigDict(extra="allow")


class Decided(BaseModel):
    """The key of a decision, by which it is taken back."""

    decision: str


class Changed(BaseModel):
    """The version of the draft after a change."""

    version: int


class Published(BaseModel):
    """The number of the edition that was published."""

    number: int


class Said(BaseModel):
    """What somebody sends, taken as the description tells it: `true` is no number and "1" none either."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Changing(Said):
    """A change of the draft of that version; `words` by the mark of a sentence, `path` that of a section."""

    does: Does
    version: int = Field(ge=0, lt=10**9)
    what: str = Field("", max_length=100)
    path: list[str] = Field([], max_length=5)
    words: dict[str, str] = Field({}, max_length=100)
    name: str = Field("", max_length=1_000)
    since: str = Field("", max_length=10)
    until: str = Field("", max_length=10)
    since_last: bool = False


class Publishing(Said):
    """The version of the draft that is published."""

    version: int = Field(ge=0, lt=10**9)


class Deciding(Said):
    """What is decided on a line: a field and its value for a correction, another line for same and different."""

    verdict: Verdict
    field: str = Field("", max_length=50)
    value: str = Field("", max_length=2_000)
    other: str = Field("", max_length=100)
    why: str = Field("", max_length=WHY)


class Triage(Said):
    """What is decided on items of the intake, by their numbers."""

    do: intake.Verdict
    items: list[Annotated[int, Field(ge=1, le=2**31 - 1)]] = Field(min_length=1, max_length=intake.MOST)


class Triaged(BaseModel):
    """The items that a decision changed."""

    items: list[int]


FILTERS: dict[str, tuple[str, dict[str, Any]]] = {  # Any: keywords of a query parameter
    "speaker": ("Part of the speaker's name.", TEXT),
    "party": ("A party, by code or name.", TEXT),
    "issue": ("An issue, by id or name.", TEXT),
    "outlet": ("An outlet of the dossier.", TEXT),
    "since": ("From that day, month or year on.", {"pattern": DAY}),
    "until": ("Up to and including that day, month or year.", {"pattern": DAY}),
    "act": ("The act, such as deny.", {"enum": list(wording()["act"])}),
    "manner": ("How it is quoted.", {"enum": list(get_args(Manner))}),
    "status": ("What became of it.", {"enum": list(statuses())}),
    "undated": ("Also events of which no article tells the day.", {"enum": ["yes"]}),
    "state": ("What became of it.", {"enum": list(STATES)}),
    "q": ("Words, and operators such as speaker: and before:.", {"max_length": 500}),
    "as_known_on": ("As known on that day (the last of a year or month).", {"pattern": DAY}),
}
OWN = {"/search": ("q",), "/intake": ("state",)}
"""What resources take beside their filters."""
WRONG: dict[int | str, dict[str, Any]] = {  # Any: as OpenAPI describes answers
    400: {"model": Problem, "description": "What was asked for does not fit."},
    404: {"model": Problem, "description": "It is not there."},
}
MEANWHILE: dict[int | str, dict[str, Any]] = {  # Any: as OpenAPI describes answers
    409: {"model": Problem, "description": "The draft is not what it was when it was looked at."},
}
CHANGED: dict[int | str, dict[str, Any]] = {
    412: {"model": Problem, "description": "The line is not what it was when it was looked at."},
    428: {"model": Problem, "description": "If-Match is missing."},
}


def router(served: Served, by: By) -> APIRouter:
    """The routes of the API; `by` tells who decides."""
    routes = APIRouter(prefix="/api/v1", tags=["record"])
    for resource in RESOURCES.values():
        routes.add_api_route(
            resource.path if resource.path != "/" else "/today",
            _get(resource, served),
            summary=resource.about,
            operation_id=resource.name,
            response_model=Page if resource.paged else Thing,
            responses=WRONG,
        )
    routes.add_api_route("/lines/{key}/decisions", _decide(served, by), methods=["POST"], status_code=201,
                         summary="Decide on a line.", response_model=Decided, responses={**WRONG, **CHANGED},
                         operation_id="decide")  # fmt: skip
    routes.add_api_route("/decisions/{key}", _undo(served, by), methods=["DELETE"], summary="Take back a decision.",
                         response_model=Decided, responses=WRONG, operation_id="undo")  # fmt: skip
    routes.add_api_route("/digest/changes", _change(served), methods=["POST"], status_code=201,
                         summary="Change the draft of the next edition.", response_model=Changed,
                         responses={**WRONG, **MEANWHILE}, operation_id="change")  # fmt: skip
    routes.add_api_route("/editions", _publish(served, by), methods=["POST"], status_code=201,
                         summary="Publish the draft as the next edition.", response_model=Published,
                         responses={**WRONG, **MEANWHILE}, operation_id="publish")  # fmt: skip
    routes.add_api_route("/intake/decisions", _triage(served, by), methods=["POST"], responses=WRONG,
                         summary="Keep or drop what came in, try again what was refused, or take that back.",
                         response_model=Triaged, operation_id="triage")  # fmt: skip
    return routes


def _get(resource: Resource, served: Served) -> Callable[..., Response]:
    names = [part[1:-1] for part in resource.path.split("/") if part.startswith("{")]

    def found(request: Request, **said: Any) -> Response:  # Any: parameters as they are declared below
        path = {name: said.pop(name) for name in names}
        given = {name: str(value) for name, value in said.items() if value is not None}
        with served.store.steady():
            of = asked(served, given, resource.filters)
            return _answer(request, resource.served(resource.found(of, **path), of))

    found.__signature__ = Signature([_REQUEST, *_parameters(resource, names)])  # type: ignore[attr-defined] # FastAPI reads it, functions may have one
    return found


_REQUEST = Parameter("request", Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)


def _parameters(resource: Resource, names: list[str]) -> list[Parameter]:
    """The parameters of a resource as FastAPI takes them."""
    of_path = [(name, Annotated[str, Path(max_length=100)], Parameter.empty) for name in names]
    takes = (*resource.filters, *OWN.get(resource.path, ()), "as_known_on")
    filters = [(name, _query(name), None) for name in takes]
    pages: list[tuple[str, Any, Any]] = [
        ("page", Annotated[int, Query(ge=1, le=FARTHEST, description="Which page.")], 1),
        ("size", Annotated[int, Query(ge=1, le=LARGEST, description="So many on a page.")], ON_A_PAGE),
    ]
    every = [*of_path, *filters, *(pages if resource.paged else [])]
    return [Parameter(n, Parameter.KEYWORD_ONLY, annotation=hint, default=value) for n, hint, value in every]


def _query(name: str) -> Any:  # Any: an annotation
    about, said = FILTERS[name]
    extra: dict[str, Any] = {"min_length": 1, "json_schema_extra": {"enum": said["enum"]}} if "enum" in said else said
    return Annotated[str | None, Query(description=about, **extra)]


def _answer(request: Request, value: Any) -> Response:  # Any: JSON
    tag = tag_of(value)
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return JSONResponse(value, headers=headers)


def tag_of(value: Any) -> str:  # Any: JSON
    """The entity tag of what is answered."""
    packed = json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return f'"{hashlib.sha256(packed).hexdigest()[:20]}"'


def _decide(served: Served, by: By) -> Callable[..., Response]:
    def decide(
        request: Request,
        key: Annotated[str, Path(max_length=100)],
        said: Deciding,
        if_match: Annotated[str | None, Header(description="The tag of the line as it was looked at.")] = None,
    ) -> Response:
        if if_match is None:
            return JSONResponse({"error": "say in If-Match which state of the line you decide on: its ETag"}, 428)
        shown = lines.line(asked(served, {}), key)
        there = tag_of(without_folders(lines.as_json(shown)))
        if if_match not in (there, "*"):
            return JSONResponse({"error": f"{key} is not what it was when you looked at it; look again"}, 412)
        decision = Decision(**said.model_dump(), version=shown.version)
        return JSONResponse({"decision": deciding.decide(served, key, decision, by(request))}, 201)

    return decide


def _triage(served: Served, by: By) -> Callable[..., Response]:
    def triage(request: Request, said: Triage) -> Response:
        return JSONResponse({"items": intake.decide(served, said.do, said.items, by(request))})

    return triage


def _undo(served: Served, by: By) -> Callable[..., Response]:
    def undo(
        request: Request,
        key: Annotated[str, Path(min_length=6, max_length=100)],
        why: Annotated[str, Query(max_length=WHY)] = "",
    ) -> Response:
        return JSONResponse({"decision": deciding.undo(served, key, by(request), why)})

    return undo


def _change(served: Served) -> Callable[..., Response]:
    def change(said: Changing) -> Response:
        made = editions.Change(**{**said.model_dump(), "path": tuple(said.path)})
        return JSONResponse({"version": editions.change(served, made)}, 201)

    return change


def _publish(served: Served, by: By) -> Callable[..., Response]:
    def publish(request: Request, said: Publishing) -> Response:
        return JSONResponse({"number": editions.publish(served, said.version, by(request)).number}, 201)

    return publish
