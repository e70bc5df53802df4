"""Text from anywhere as a page may show it: nothing in it can hide, turn other text around, or break the layout."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
"""C0 controls, the escape of terminals among them, by their pictures (Unicode, Control Pictures)."""
CONTROLS |= dict.fromkeys([0x7F, *range(0x80, 0xA0)], "␡")
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "⸮")
"""What turns the direction of the text that follows: embeddings, overrides and isolates (Unicode UAX 9)."""
HIDDEN = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080)], "")
"""What shows nothing and only hides letters from a reader or a search."""
LONE = dict.fromkeys(range(0xD800, 0xE000), "�")
_TABLE = {**CONTROLS, **TURNING, **HIDDEN, **LONE}


def visible(value: Any) -> Any:  # Any: whatever a template prints
    """Text with its control characters made visible; anything else as it is, and what is markup already."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return value.translate(_TABLE)
    return value
