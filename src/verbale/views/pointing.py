"""Words that point back at the sentence before them: "could not accept this", "on that day"; and that sentence."""

from __future__ import annotations

import re
from functools import cache

from verbale.model.text import Article
from verbale.views.tables import word_set
from verbale.views.wording import one_line

_END = re.compile(r"(\S+)[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[]?[A-Z0-9])")


def points_back(words: str) -> bool:
    """Whether a sentence has a bare "this", "on that day", or begins with an "it" that stands for something."""
    return _pointing().search(words) is not None


@cache
def _pointing() -> re.Pattern[str]:
    names = ("bare_pointers", "after_pointers", "spans_of_time")
    bare, then, days = ("|".join(sorted(word_set(name))) for name in names)
    return re.compile(
        rf"\b(?:{bare})(?=[.,;:!?”’\"]|$|\s+(?:{then})\b)|\bthat (?:day|{days})\b"
        r"|^(?:according to [^,]+, )?it\b(?!(?:\s+\w+){1,3}\s+(?:that|to|who)\b)",
        re.IGNORECASE,
    )


def sentence_before(article: Article, place: int) -> str:
    """The sentence that ends before a place of the running text, on one line; "" at its beginning."""
    before = ((start, min(end, place)) for start, end in reversed(article.paragraphs) if start < place)
    words = next((told for start, end in before if (told := one_line(article.text[start:end]))), "")
    ends = [m.end() for m in _END.finditer(f"{words} ") if not _is_abbreviation(m[1])]
    return words[max(ends, default=0) :]


def _is_abbreviation(word: str) -> bool:
    plain = word.strip("(“\"'‘").casefold()
    return plain in word_set("abbreviations") or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", plain) is not None
