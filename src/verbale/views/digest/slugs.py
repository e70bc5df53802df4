"""What wires set before a headline to tell its version: "UPDATE 1-", "2nd Ld:", "(LEAD)", "URGENT:"."""

from __future__ import annotations

import re

from verbale.views.tables import word_set


def without_slug(headline: str) -> tuple[str, str]:
    """A headline without the mark of its version, and that mark; what is nothing but a mark stays."""
    words = "|".join(sorted(word_set("slugs")))
    mark = rf"(?:(?:\d+(?:st|nd|rd|th)\s+(?:lead|ld)|{words})(?:\s*\d+)?)"
    bare = rf"{mark}(?:\s*:|\s*[-–—](?=\s|{mark}|(?-i:[A-Z\d“\"‘'])))"
    inside = rf"\((?:(?:\d+(?:st|nd|rd|th)\s+)?(?:lead|ld)|{mark})\)"
    before = re.match(rf"(?:(?:{bare}|{inside}\s*[-–—:]?)\s*)+", headline, re.IGNORECASE)
    behind = re.search(rf"\s*{inside}\s*$", headline, re.IGNORECASE)
    start, end = (before.end() if before else 0), (behind.start() if behind else len(headline))
    if start >= end:
        return headline, ""
    marks = (headline[:start], headline[end:])
    return headline[start:end], " ".join(m.strip(" -–—:()") for m in marks if m.strip())
