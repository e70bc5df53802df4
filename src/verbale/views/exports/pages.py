"""Pages that stand by themselves: one HTML file each, which runs nothing and loads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import BinaryIO

from verbale.model.record import Step
from verbale.model.times import written
from verbale.views.context import Context
from verbale.views.exports.material import Material
from verbale.views.exports.rows import words_of
from verbale.views.positions import change, cited, headed, step_told
from verbale.views.positions import shown as steps_shown
from verbale.views.visible import visible

STYLE = """
body { font: 1rem/1.5 Georgia, "Noto Serif", serif; color: #1d2733; max-width: 72rem; margin: 2rem auto }
figure { margin: 0 0 2rem; overflow-x: auto } blockquote { margin: .2rem 0 .2rem 1rem } li { margin-bottom: .8rem }
cite, .known { color: #5b6672; font-size: .85rem; font-style: normal; display: block } ol { padding-left: 1.4rem }
h2 { margin-top: 2rem; border-top: 1px solid #9aa4af; padding-top: .6rem } .change { color: #8a5a2f }
@media print { body { margin: 0 } li { break-inside: avoid } }
"""


def page(title: str, on: str, body: Iterable[str]) -> str:
    """A page with a title, as known on a day; the body is HTML."""
    called = escape(visible(title))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{called}</title><style>{STYLE}</style></head>\n"
        f'<body><h1>{called}</h1><p class="known">As known on {escape(written(on))}</p>\n'
        f"{''.join(body)}</body></html>\n"
    )


def positions(of: Material, out: BinaryIO) -> None:
    """What each party wants on each issue, step by step with its sources."""
    out.write(page(f"{of.title}: positions", of.on, _threads(of)).encode())


def _threads(of: Material) -> Iterator[str]:
    for course, against in of.courses():
        steps = steps_shown(course, against)
        yield f"<h2>{_text(headed(course.thread, against))}</h2><ol>"
        for step in steps:
            yield _step(step, against)
        yield "</ol>\n"


def _step(step: Step, against: Context) -> str:
    told = step.telling
    words = f"<blockquote>{_text(step_told(step, against))}</blockquote>" if words_of(told) else ""
    moved = f' <span class="change">{_text(change(step))}</span>' if change(step) else ""
    return f"<li><b>{_text(written(told.known_from))}</b>{moved}{words}<cite>{_text(cited(step, against))}</cite></li>"


def _text(words: str) -> str:
    return escape(visible(words))
