"""What pages of editions send and give beside themselves: changes of the draft, publishing, printed forms, a feed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from verbale.api import editions
from verbale.api.asking import Served, asked
from verbale.api.editions import DOES, Change
from verbale.errors import InputError, NotThere
from verbale.views import printing
from verbale.views.printing import MEDIA_TYPES, Form, Paper
from verbale.views.printing.sheet import Sheet
from verbale.web.rendering import tagged

By = Callable[[Request], str]
"""Who sends a request."""
INLINE: tuple[Form, ...] = ("html", "pdf", "text")
"""Forms that a browser shows; others are kept as files."""
ENDINGS: Mapping[Form, str] = {"text": "txt"}
PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page for mail may do, whose styles stand in it: nothing else."""


def changes(served: Served) -> Callable[[Request], Any]:  # Any: what awaits a response
    """What takes a change of the draft, and goes back to the story that was changed."""

    async def take(request: Request) -> Response:
        said = change_of(await request.form(max_files=0))
        await run_in_threadpool(editions.change, served, said)
        at = f"#story-{said.what}" if said.does in ("up", "down", "add") else ""
        return RedirectResponse(f"/digest?changed=yes{at}", 303)

    return take


def publishes(served: Served, by: By) -> Callable[[Request], Any]:  # Any: as above
    """What publishes the draft, and goes to the edition."""

    async def publish(request: Request) -> Response:
        form = await request.form(max_files=0)
        if form.get("sure") != "yes":
            raise InputError("say that you are sure: an edition is never changed")
        made = await run_in_threadpool(editions.publish, served, _number(form), by(request))
        return RedirectResponse(f"/editions/{made.number}", 303)

    return publish


def change_of(form: FormData) -> Change:
    """The change that a form says; raises InputError where it says none."""
    does = next((one for one in DOES if one == form.get("does")), None)
    if does is None:
        raise InputError(f"a change is one of: {', '.join(DOES)}")
    said = {name: str(form.get(name, "")).strip() for name in ("what", "name", "since", "until")}
    marks, words = _all(form, "mark"), _all(form, "words")
    if len(marks) != len(words):
        raise InputError("each sentence has its words")
    return Change(
        does,
        _number(form),
        path=tuple(_all(form, "path")),
        words=dict(zip(marks, words, strict=True)),
        since_last=form.get("since_last") == "yes",
        **said,
    )


def draft_in(served: Served) -> Callable[[Request], Response]:
    """The next edition in a form to be looked at before it is published."""

    def answer(request: Request) -> Response:
        return _answer(request, editions.printed(asked(served, {})).sheet, "draft")

    return answer


def edition_in(served: Served) -> Callable[[Request], Response]:
    """An edition in a form."""

    def answer(request: Request) -> Response:
        number = request.path_params["number"]
        return _answer(request, editions.issue(asked(served, {}), number).sheet, f"edition-{number}")

    return answer


def feed(served: Served) -> Callable[[Request], Response]:
    """The feed of editions."""

    def answer(request: Request) -> Response:
        base = str(request.base_url).rstrip("/")
        return tagged(request, editions.feed(asked(served, {}), base), "application/atom+xml; charset=utf-8")

    return answer


def _answer(request: Request, sheet: Sheet, name: str) -> Response:
    form = next((one for one in printing.FORMS if one == request.path_params["form"]), None)
    paper: Paper | None = next((p for p in printing.PAPERS if p == request.query_params.get("paper", "a4")), None)
    if form is None or paper is None:
        raise NotThere(f"forms are {', '.join(printing.FORMS)}; papers are {', '.join(printing.PAPERS)}")
    answer = tagged(request, printing.printed(sheet, form, paper), MEDIA_TYPES[form])
    kind = "inline" if form in INLINE else "attachment"
    answer.headers["Content-Disposition"] = f'{kind}; filename="{name}.{ENDINGS.get(form, form)}"'
    if form == "html":
        answer.headers["Content-Security-Policy"] = PAGE_POLICY
    return answer


def _all(form: FormData, name: str) -> Sequence[str]:
    return [str(value) for value in form.getlist(name)]


def _number(form: FormData) -> int:
    text = str(form.get("version", ""))
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise InputError("a change says which version of the draft it was made on")
    return int(text)
