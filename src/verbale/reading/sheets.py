"""Style sheets, scripts and comments that were copied along with a page's text."""

from __future__ import annotations

import re

_COMMENTS = re.compile(
    r"<!--.*?(?:-->|\Z)|/\*.*?(?:\*/|\Z)|<(style|script|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_RULE = re.compile(r"[^\n{}]{0,300}\{\s*(?:[\w-]+\s*:\s*[^;{}]*;?\s*)*\}")
_AT_RULE = re.compile(r"^\s*@(?:import|charset|namespace)\b[^\n;]*;", re.MULTILINE)
_STATEMENT = re.compile(
    r"^\s*(?:var|let|const|window\.|document\.|function\s*\w*\s*\()[^\n]*[;{]\s*$|^\s*\}[);,]*\s*$", re.MULTILINE
)


def without_markup(text: str) -> str:
    """`text` with comments, style rules and script blanked out; line breaks and all offsets stay."""
    text = _COMMENTS.sub(_blank, text)
    if "{" in text and "}" in text:
        before = None
        while before != text:
            before, text = text, _RULE.sub(_blank, text)
        text = _STATEMENT.sub(_blank, text)
    return _AT_RULE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n\r]", " ", match[0])
