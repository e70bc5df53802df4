"""Text without what a reader of it could take for more than text: control characters and marks that turn its order."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
INSTEAD = "\ufffd"


def plain(text: str) -> str:
    """Text with the replacement character for what XML 1.0 forbids and for the marks that turn the order of letters."""
    return _UNSEEN.sub(INSTEAD, text)
