"""Text without what a reader of it could take for more than text, in forms that have no escapes for that."""

from __future__ import annotations

from verbale.views.visible import visible

_FORBIDDEN = str.maketrans({0xFFFE: "\ufffd", 0xFFFF: "\ufffd"})
"""What XML 1.0 forbids beside control characters (2.2)."""


def plain(text: str) -> str:
    """Text with its control characters, and the marks that turn the order of letters, made visible."""
    return visible(text).translate(_FORBIDDEN)
