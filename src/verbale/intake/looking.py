"""What a look at an input finds before anybody decides on it: its articles, and what the queue shows of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from email.utils import parsedate_to_datetime
from itertools import islice

from verbale.errors import InputError
from verbale.intake.fetching import Fetched
from verbale.model.intake import Incoming
from verbale.model.text import Article
from verbale.reading import files
from verbale.reading.encodings import labelled
from verbale.record.origins import text_of

OPENING = 300
"""Characters of running text that the queue shows."""
LOOKED_AT = 50
"""Articles of one input that are looked at for what the queue shows: a feed or an archive may hold any number."""
_EARLIEST = date(1995, 1, 1)
"""Before there were newspapers on the web; servers without a clock say such days."""


def with_answer(incoming: Incoming, fetched: Fetched, on: date) -> tuple[Incoming, bytes]:
    """What came in with what the server said of it on a day, and its bytes as they are kept: in UTF-8 if it says more.

    What the label of the encoding says counts where the bytes are no UTF-8 and it fits them.
    """
    bounds = days_until(fetched.validators.last_modified, on)
    return replace(incoming, address=fetched.address, bounds=bounds), _in_utf8(fetched)


def days_until(last_modified: str | None, on: date) -> str | None:
    """The days on which a page was published that a server says was last changed then: up to that day.

    None where it says no day, one that has not been yet, or one on which nobody published on the web.
    """
    try:
        day = parsedate_to_datetime(last_modified or "").date()
    except ValueError:
        return None
    return f"../{day.isoformat()}" if _EARLIEST <= day < on else None


def _in_utf8(fetched: Fetched) -> bytes:
    raw, charset = fetched.raw, fetched.charset
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        text = labelled(raw, charset)
        return raw if text is None else text.encode("utf-8")  # without a label the reader tells it by the bytes
    return raw


def articles_of(incoming: Incoming, raw: bytes) -> Iterator[Article | InputError]:
    """The articles in what came in, with address, outlet and days as server and feed tell them, if the page does not.

    An InputError stands for each that cannot be read.
    """
    for number, found in enumerate(files.articles_in(incoming.name, raw)):
        if isinstance(found, InputError):
            yield found
            continue
        if found.published is None and incoming.given_date and not number:  # as if the page had been given that day
            day = incoming.given_date
            found = replace(found, published=day, published_basis="stated", published_bounds=None, given_date=day)
        unknown = found.published is None and found.published_bounds is None
        yield replace(
            found,
            url=found.url or incoming.address,
            outlet=found.outlet or incoming.outlet,
            published_bounds=incoming.bounds if unknown else found.published_bounds,
        )


def looked_at(incoming: Incoming, raw: bytes) -> tuple[Incoming, tuple[str, ...]]:
    """What came in with what the queue shows of it, refused where no article can be read; the keys of its articles."""
    try:
        found = list(islice(articles_of(incoming, raw), LOOKED_AT))
    except Exception as error:  # noqa: BLE001 - one page must not end a watch, and what broke is told
        found = [InputError(f"{incoming.name} cannot be read: {type(error).__name__}: {error}")]
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        reasons = [str(one) for one in found] or [f"{incoming.name} holds no article"]
        return replace(incoming, state="refused", reason=first_of(reasons), again_at=None), ()
    lead = articles[0]
    start, end = lead.body or (0, len(lead.text))
    shown = replace(
        incoming,
        title=lead.title or incoming.title,
        outlet=lead.outlet,
        published=lead.published,
        opening=" ".join(lead.text[start : min(end, start + OPENING)].split()),
        runs=text_of(lead, "").sample,
    )
    return shown, tuple(article.key for article in articles)


def first_of(reasons: Sequence[str]) -> str:
    """The first of some reasons, with how many more there are."""
    return reasons[0] if len(reasons) == 1 else f"{reasons[0]} (and {len(reasons) - 1:,} more)"
