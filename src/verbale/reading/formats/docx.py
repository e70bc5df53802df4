"""Word files (ECMA-376): the words of the body in order, a block for each paragraph, a line for each row of a table.

What stands in a text box follows the paragraph to which the box is tied. Only the body's own part of the archive is
unpacked, so that running heads, footnotes, comments and pictures are never touched. Deleted words are left out,
inserted ones kept. Offsets count in the extracted text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verbale.reading.formats.plain import extracted_articles
from verbale.reading.formats.source import Found, Source
from verbale.reading.formats.xml import safe_tree

BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""What the strict form of the standard calls the same words."""
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}instrText", f"{_W}footnoteReference"})
_BOX = f"{_W}txbxContent"
_LONGEST_CELL = 200


def docx_articles(source: Source, body: bytes) -> Found:
    """The article of a Word file whose body is `body`, or those of an export."""
    blocks = list(_blocks(safe_tree(source.name, body.replace(_STRICT, _W[1:-1].encode()))))
    yield from extracted_articles(source, "\n\n".join(blocks))


def _blocks(element: Any) -> Iterator[str]:  # Any: lxml's element
    """Paragraphs and rows in the order in which they are read; content controls are looked through."""
    stack = [element]
    while stack:
        here = stack.pop()
        if here.tag == f"{_W}p":
            if words := _words(here):
                yield words
            boxes = [box for box in here.iter(_BOX) if next(box.iterancestors(_FALLBACK, _BOX), None) is None]
            stack.extend(reversed(boxes))
        elif here.tag == f"{_W}tr":
            yield from _row(here)
        elif here.tag not in _LEFT_OUT:
            stack.extend(reversed(here))


def _row(row: Any) -> Iterator[str]:
    """A row of short cells as a line, one of running text as the paragraphs of its cells."""
    cells = [
        [w for p in cell.iter(f"{_W}p") if next(p.iterancestors(_FALLBACK), None) is None and (w := _words(p))]
        for cell in row.iter(f"{_W}tc")
    ]
    if all(len(cell) <= 1 and len("".join(cell)) <= _LONGEST_CELL for cell in cells[:-1]) and len(cells) > 1:
        line = "\t".join(words for cell in cells for words in cell[:1])
        yield from [line, *cells[-1][1:]] if line else []
        return
    for cell in cells:
        yield from cell


def _words(paragraph: Any) -> str:
    out: list[str] = []
    stack = [paragraph]
    while stack:
        here = stack.pop()
        if here.tag in _LEFT_OUT or here.tag == _BOX:
            continue
        if here.tag == f"{_W}t":
            out.append(here.text or "")
        elif here.tag in (f"{_W}tab", f"{_W}ptab"):
            out.append("\t" if here.getparent().tag == f"{_W}r" else "")
        elif here.tag in (f"{_W}br", f"{_W}cr"):
            out.append("\n")
        elif here.tag == f"{_W}noBreakHyphen":
            out.append("\u2011")
        else:
            stack.extend(reversed(here))
    return "".join(out).strip()
