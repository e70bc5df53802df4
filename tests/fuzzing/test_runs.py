"""No sign costs more than its number, however often it stands in a row: what is read, is read in linear time."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from verbale.errors import VerbaleError
from verbale.model.record import Source
from verbale.model.text import Article
from verbale.reading import files, pages
from verbale.record import wording
from verbale.understanding.grammar.quotation import quotations
from verbale.understanding.times.grammar import grammar
from verbale.views import citation, pointing
from verbale.views.digest import whole

SIGNS = (
    *" \t\n.,-–\"'“”‘(<&0aAé»/_*|:>[", "a ", "Aa ", "1 ", "1.", "a-", "A.", ", ", '" ', "\r\n", " \n", "A. ", "A\n",
    "a\n\n", "(a) ", "[a] ", "1\n", "By ", "\u2028", "A:\n", "March ", "1 March ", "2018", " – ", "> ",
)  # fmt: skip
MOST = 1_000_000
HEAD = "Talks resume\n\nMarch 3, 2020\n\n"


def an_article(text: str) -> Article:
    """One that is nothing but that text, as its credit too."""
    return Article(name="page", text=text, paragraphs=((0, len(text)),), credit=text)


ENTRIES: dict[str, tuple[Callable[[str], object], int]] = {
    "page": (lambda text: pages.article("page", text[:MOST]), MOST),
    "body": (lambda text: pages.article("page", (HEAD + text)[:MOST]), MOST),
    "HTML": (lambda text: list(files.articles_in("page", f"<h1>T</h1><p>{text}</p>".encode())), 200_000),
    "quotations": (lambda text: quotations(text, [(0, len(text))]), 200_000),
    "dates": (lambda text: grammar().phrases(text, [(0, len(text))]), 100_000),
    "sentences before": (lambda text: pointing.sentence_before(an_article(text), len(text)), 200_000),
    "voices": (lambda text: whole.speaks(f"We go on. {text}"), 200_000),
    "quotations compared": (lambda text: wording.quotations(text), 200_000),
    "citations": (lambda text: citation.csl(Source(an_article(text), *["2020-03-03"] * 2, "", "", "")), 200_000),
}
"""What takes a text, and how long a run it is given."""
SECONDS = 6.0
"""Of computing for one run: what is quadratic takes minutes at such lengths."""


class TooLongError(BaseException):
    """It was still at it."""


@pytest.fixture
def limited() -> Iterator[Callable[[], None]]:
    def ended(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, ended)
    yield lambda: signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS) and None
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_long_run_of_any_sign_is_read_or_refused_in_time(entry: str, limited: Callable[[], None]) -> None:
    read, size = ENTRIES[entry]
    grammar()
    slow = []
    for sign in SIGNS:
        limited()
        try:
            read(sign * (size // len(sign)))
        except VerbaleError as error:
            assert "\n" not in str(error)
        except TooLongError:
            slow.append(sign)
    assert slow == []
