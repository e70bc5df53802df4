"""Block quotations of HTML pages as running text: in quotation marks, with who is named under them behind a dash.

Markup says there what marks say in print; in extracted text it is gone, and whose words they are with it.
"""

from __future__ import annotations

import re

_BLOCK = re.compile(r"<blockquote\b[^>]*>((?:(?!</?blockquote\b).)*)</blockquote>", re.IGNORECASE | re.DOTALL)
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.IGNORECASE | re.DOTALL)
_CREDIT = re.compile(r"<(footer|cite|figcaption)\b[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_OPENING = "“\"'‘«„"
_DASHES = "—–- \t\r\n"
_LONGEST = 2000
"""Characters; a longer block is a page laid out in block quotations, and quotes nothing."""


def with_marks(html: str) -> str:
    """`html` with the words of its block quotations in quotation marks, each block in paragraphs of its own."""
    return _BLOCK.sub(_marked, html) if "<blockquote" in html.lower() else html


def _marked(block: re.Match[str]) -> str:
    named = [_plain(m[2]) for m in _CREDIT.finditer(block[1])]
    inner = _CREDIT.sub(" ", block[1])
    paragraphs = [p for p in (_plain(m[1]) for m in _PARAGRAPH.finditer(inner)) if p]
    rest = _plain(_PARAGRAPH.sub(" ", inner))
    if not paragraphs:
        paragraphs, rest = ([rest] if rest else []), ""
    if not paragraphs or len(inner) > _LONGEST:
        return block[0]
    credit = " ".join(c.strip(_DASHES) for c in [rest, *named] if c.strip(_DASHES))
    if paragraphs[0][0] not in _OPENING:
        paragraphs = [f"“{p}" for p in paragraphs]
        paragraphs[-1] += "”"
    if credit:
        paragraphs[-1] += f" — {credit}"
    return "".join(f"<p>{p}</p>" for p in paragraphs)


def _plain(markup: str) -> str:
    """The words without tags; entities stay as they are, for the whole is parsed again."""
    return " ".join(_TAG.sub(" ", markup).split())
