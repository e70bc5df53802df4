"""Rich text (RTF 1.9): its running text, a line for each paragraph, a tab between the cells of a table.

Offsets count in the extracted text.
"""

from __future__ import annotations

import re

from verbale.errors import InputError
from verbale.reading import pages
from verbale.reading.formats.plain import extracted_articles
from verbale.reading.formats.source import Found, Source

_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_ASIDE = re.compile(r"\\(?:bin\d+ |(?:header|footer)[lrf]?(?![a-z]))")
_BREAKS = re.compile(r"\n+")


def rtf_articles(source: Source) -> Found:
    """The article of a rich text file, or those of an export."""
    text = text_of_rich(source.raw())
    if len(text) > 20 * pages.LONGEST:
        raise InputError(f"{source.name} has more than {20 * pages.LONGEST:,} characters; give one article at a time")
    yield from extracted_articles(source, text)


def text_of_rich(raw: bytes) -> str:
    """The running text of rich text, a blank line between two paragraphs."""
    from striprtf.striprtf import rtf_to_text

    rich = raw.decode("latin-1").lstrip("\ufeff")
    bare = _CELL.sub(r"\\tab ", _without_asides(rich))
    text: str = rtf_to_text(bare, errors="replace")  # type: ignore[no-untyped-call]  # half of its types are missing
    return _BREAKS.sub("\n\n", text.replace("\r", "")).strip()


def _without_asides(rich: str) -> str:
    """`rich` without the groups of running heads and feet, and without bare bytes."""
    out, at = [], 0
    for match in _ASIDE.finditer(rich):
        if match.start() < at:
            continue
        if match[0].startswith(r"\bin"):
            out.append(rich[at : match.start()])
            at = match.end() + int(match[0][4:])
        elif rich[match.start() - 1 : match.start()] == "{":
            out.append(rich[at : match.start()])
            at = _group_end(rich, match.end())
    return "".join(out) + rich[at:]


def _group_end(rich: str, at: int) -> int:
    """Where the group ends that is open at a place."""
    depth = 1
    for match in re.compile(r"\\[{}\\]|[{}]").finditer(rich, at):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return len(rich)
