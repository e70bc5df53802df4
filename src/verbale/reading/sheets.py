"""Style sheets, scripts and comments that were copied along with a page's text."""

from __future__ import annotations

import re

_COMMENTS = re.compile(
    r"<!--.*?(?:-->|\Z)|/\*.*?(?:\*/|\Z)|<(style|script|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_RULE = re.compile(r"[^\n{}]{0,300}\{([^{}]*)\}")
_DECLARATION = re.compile(r"\s*[\w-]+\s*:[^;\n]*;?\s*")
_AT_RULE = re.compile(r"^[ \t]*@(?:import|charset|namespace)\b[^\n;]*;", re.MULTILINE)
_STATEMENT = re.compile(
    r"^[ \t]*(?:var|let|const|window\.|document\.|function\s*\w*\s*\()[^\n]*[;{][ \t]*$|^[ \t]*\}[);,]*[ \t]*$",
    re.MULTILINE,
)


def without_markup(text: str) -> str:
    """`text` with comments, style rules and script blanked out; line breaks and all offsets stay."""
    text = _COMMENTS.sub(_blank, text)
    if "{" in text and "}" in text:
        before = None
        while before != text:
            before, text = text, _RULE.sub(_blank_rule, text)
        text = _STATEMENT.sub(_blank, text)
    return _AT_RULE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n\r]", " ", match[0])


def _blank_rule(match: re.Match[str]) -> str:
    """Blanks where braces hold nothing but declarations ("margin: 0;"), or no more than was blanked before."""
    declarations = [d for d in re.split(r"[;\n]", match[1]) if d.strip()]
    return _blank(match) if all(_DECLARATION.fullmatch(d) for d in declarations) else match[0]
