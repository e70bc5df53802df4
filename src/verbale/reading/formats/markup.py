"""All text of a page of HTML: a paragraph for each block, a line for each row, a tab between the cells of a table."""

from __future__ import annotations

import re

_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "tr", "article", "section", "title", "body")
_SILENT = "//script|//style|//noscript|//comment()"
_BLANKS = re.compile(r"[^\S\n\t]+")
_BREAKS = re.compile(r"\s*\n\s*\n\s*")


def text_of_markup(html: str, *, dropped: str = "", within: str = "") -> str:
    """The text of a page, of the elements `within` alone where there are any, without those `dropped` (XPath).

    It is empty where there is no tree to be had.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types
    from lxml import html as parser

    try:
        tree = parser.fromstring(html.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for element in tree.xpath("|".join(filter(None, (_SILENT, dropped)))):
        if element.getparent() is not None:
            element.drop_tree()
    for told in tree.xpath("//text()[not(ancestor::pre)]"):  # a break in the source is a blank
        setattr(told.getparent(), "tail" if told.is_tail else "text", re.sub(r"\s+", " ", told))
    for element in tree.iter(*_BLOCKS, "br", "td", "th"):
        sign = {"br": "\n", "td": "\t", "th": "\t"}.get(element.tag, "\n\n")
        element.tail = sign + (element.tail or "")
        if sign == "\n\n":
            element.text = sign + (element.text or "")
    rooms = tree.xpath(within) if within else []
    whole = "\n\n".join(room.text_content() for room in rooms or [tree])
    paragraphs = _BREAKS.split("\n".join(_BLANKS.sub(" ", line).strip(" ") for line in whole.split("\n")))
    return "\n\n".join(filter(None, (p.strip() for p in paragraphs)))
