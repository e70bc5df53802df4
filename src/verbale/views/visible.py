"""Text from anywhere as people may be shown it: nothing in it can hide, turn other text around, or steer a terminal."""

from __future__ import annotations

import re

CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
"""C0 controls, the escape of terminals among them, by their pictures (Unicode, Control Pictures)."""
CONTROLS |= dict.fromkeys([0x7F, *range(0x80, 0xA0)], "␡")
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "⸮")
"""What turns the direction of the text that follows: embeddings, overrides and isolates (Unicode UAX 9)."""
HIDDEN = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF, *range(0xE0000, 0xE0080)], "")
"""What shows nothing and only hides letters from a reader or a search."""
NO_CHARACTERS = dict.fromkeys([*range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
"""Halves of surrogate pairs, and what XML 1.0 forbids beside controls (2.2)."""
_TABLE = {**CONTROLS, **TURNING, **HIDDEN, **NO_CHARACTERS}
_ON_PAPER = {
    **dict.fromkeys([*CONTROLS, *TURNING, *HIDDEN], ""),
    **NO_CHARACTERS,
    **dict.fromkeys(map(ord, "\t\n\r"), " "),
}
_IN_JSON = re.compile("[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Text with its control characters made visible; line feeds and tabs stay."""
    return text if text.isprintable() else text.translate(_TABLE)  # nothing that the table holds is printable


def on_paper(text: str) -> str:
    """Text on one line without its control characters, which a reader of print would only wonder at."""
    plain = text if text.isascii() and text.isprintable() else text.translate(_ON_PAPER)
    if "  " not in plain and not (plain.startswith(" ") or plain.endswith(" ")):
        return plain
    return " ".join(part for part in plain.split(" ") if part)


def escaped_json(text: str) -> str:
    """JSON that means the same, with what could steer a terminal written as escapes; C0 controls are so already."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
