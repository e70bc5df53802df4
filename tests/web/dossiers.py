"""A dossier that holds a line of every kind, and articles that mean harm, for tests of what is served."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from tests.views.press import Sheet, happened, read, said, stands, ties, wants

from verbale import desk
from verbale.api.asking import Served
from verbale.errors import InputError
from verbale.model.evidence import Findings, Reading
from verbale.model.intake import Incoming
from verbale.model.text import Article
from verbale.store import sql
from verbale.store.base import Store
from verbale.testing.fetching import MemoryFetcher

TODAY = date(2020, 6, 20)
BRIEF = """
title = "Talks on the Lake"
[[parties]]
code = "NOR"
name = "Norland"
[[parties]]
code = "SUD"
name = "Sudland"
[[issues]]
id = "water"
name = "Sharing the water"
[[issues]]
id = "ferry"
name = "The ferry"
[[outlets]]
name = "The Bank"
reliability = "B"
rights = "excerpt"
"""
HOSTILE = (
    "<script>document.title='pwned'</script><img src=x onerror=document.title='pwned'>"
    "<svg onload=document.title='pwned'><style>*{display:none}</style><form action=//evil.example><input name=q></form>"
    "<a href='javascript:document.title=1'>press</a> \x1b[31mred\x1b[0m \u202etxt.exe\u202c {{ 7*7 }} "
    "' onfocus=document.title='pwned' autofocus \" ]]> --> </textarea></title></main></body>"
)
"""Markup, handlers, styles, forms, links that run, an escape of terminals, an override of direction, ends of tags."""
LONG = "Aardvark" * 60
"""A name of one word that no line holds."""
HOSTILE_BRIEF = f"""
title = {json.dumps(HOSTILE + LONG)}
[[parties]]
code = "NOR"
name = {json.dumps(HOSTILE + LONG)}
[[parties]]
code = "SUD"
name = {json.dumps(LONG)}
[[issues]]
id = "water"
name = {json.dumps(HOSTILE + LONG)}
[[issues]]
id = "ferry"
name = {json.dumps(LONG)}
[[outlets]]
name = {json.dumps(HOSTILE)}
reliability = "F"
"""


def first() -> Reading:
    """What Norland said, wants and asks for, and a meeting that is announced."""
    sheet = Sheet()
    said(
        sheet,
        "Ada Orum said that the gates would stay shut.",
        "Ada Orum",
        "said",
        "the gates would stay shut",
        said_on="2020-05-03",
        issues=("water",),
    )
    said(sheet, "Ben Lusk denied that the dam leaks.", "Ben Lusk", "denied", "the dam leaks", "deny")
    wants(sheet, "Norland wants the whole lake.", "wants the whole lake")
    ties(sheet, "Norland will sign once the gates are rebuilt.", ("the gates are rebuilt", "Norland will sign", "once"))
    happened(
        sheet, "Ada Orum will visit Arl on June 18.", "visit", "planned", actors=("Ada Orum",), when="2020-06-18",
        where="Arl", mode="visit",
    )  # fmt: skip
    stands(sheet, "The talks have been suspended.", "The talks have been suspended")
    page = {"title": "Gates stay shut, says Orum", "page": "3", "credit": "Lake Desk Translation"}
    return read(sheet, "first.txt", **page)  # fmt: skip


def second() -> Reading:
    """A later article: the meeting slips, a position changes, someone is quoted through another."""
    sheet = Sheet()
    happened(
        sheet, "Ada Orum will now visit Arl on June 25.", "visit", "planned", actors=("Ada Orum",), when="2020-06-25",
        where="Arl", mode="visit",
    )  # fmt: skip
    wants(sheet, "Norland now wants half of the lake.", "now wants half of the lake", change="shifted")
    wants(sheet, "Sudland wants a ferry.", "wants a ferry", "SUD", "ferry")
    said(
        sheet,
        "Ben Lusk said that Ada Orum agreed to a truce.",
        "Ben Lusk",
        "said",
        "Ada Orum agreed to a truce",
        inner=("Ada Orum", "agreed", "a truce", "agree"),
        manner="direct",
    )
    happened(sheet, "Norland shelled the ferry on 2 June.", "shelled", when="2020-06-02", kind="ASSAULT")
    return read(sheet, "second.txt", title="Meeting put off", outlet="Lake Post", published="2020-06-10")  # fmt: skip


def hostile() -> Reading:
    """An article that means harm wherever it can: in title, outlet, names, text and every kind of line, with a line of
    200,000 letters."""
    sheet = Sheet()
    said(sheet, f"Ada Orum said {HOSTILE} {'x' * 200_000}.", "Ada Orum", "said", f"{HOSTILE} {'x' * 200_000}")
    said(sheet, f"{HOSTILE} denied {LONG} again.", HOSTILE, "denied", f"{LONG} again", "deny")
    said(sheet, f"{LONG} told everyone {HOSTILE} too.", LONG, "told", f"{HOSTILE} too", issues=("water",))
    wants(sheet, f"They want {HOSTILE} {LONG} whole.", f"{HOSTILE} {LONG} whole")
    ties(sheet, f"Once {HOSTILE} is gone {LONG} comes.", (f"{HOSTILE} is gone", f"{LONG} comes", "Once"))
    ties(
        sheet, f"As {LONG} is due, {HOSTILE} goes.", (f"{LONG} is due", f"{HOSTILE} goes", "As"), "linkage", "negative"
    )  # fmt: skip
    for day in ("18", "25"):
        happened(
            sheet, f"They will {HOSTILE} meet {LONG} on June {day}.", f"{HOSTILE} meet {LONG}", "planned",
            actors=(HOSTILE, LONG), when=f"2020-06-{day}", where=f"{HOSTILE}{LONG}", mode="meet",
        )  # fmt: skip
    happened(sheet, f"They {HOSTILE} shelled {LONG}.", "shelled", when="2020-06-02", where=LONG, kind="ASSAULT")
    stands(sheet, f"The talks {HOSTILE} stopped {LONG}.", f"{HOSTILE} stopped {LONG}")
    page = {"title": HOSTILE + LONG, "outlet": HOSTILE, "byline": HOSTILE + LONG, "credit": HOSTILE, "page": HOSTILE}
    return read(sheet, f"{HOSTILE}.txt", published="2020-06-11", **page)


def made(path: Path, *readings: Reading, brief: str = BRIEF) -> Path:
    """A dossier at a path that holds some readings."""
    with sql.create(path, brief, on=date(2020, 5, 1)) as store:
        for reading in readings:
            store.add(reading, added_on=date.fromisoformat(reading.article.published or "2020-06-12"))
        desk.settle(store)
        take_in(store)
    return path


PAGE = b"""<html><head><title>Sluice opened</title></head><body><article><h1>Sluice opened</h1>
<p>Ada Orum said on Tuesday that the eastern sluice had been opened for the ferry of the lower lake.</p></article>
</body></html>"""


def take_in(store: Store) -> None:
    """What waits: a text with a copy, a page that means harm; what was refused, dropped."""
    runs = frozenset(range(20))
    queue, came = store.queue(), "2020-06-19T08:30:00Z"
    feed = "https://bank.example/feed"
    for outlet, address in (("The Bank", "https://bank.example/sluice"), ("Lake Post", "https://post.example/9")):
        queue.put(
            Incoming(
                name=address, came_at=came, address=address, feed=feed, title="Sluice opened", outlet=outlet,
                published="2020-06-18", opening="Ada Orum said on Tuesday that the eastern sluice had been opened.",
                runs=runs,
            ),
            PAGE.replace(b"Tuesday", b"Tuesday" if outlet == "The Bank" else b"June 16"),
        )  # fmt: skip
    for title, opening in ((HOSTILE + LONG, f"{HOSTILE} {LONG}"), ("Dam inspected", "Ben Lusk looked at the dam.")):
        address = f"https://post.example/{len(title)}"
        queue.put(Incoming(name=address, came_at=came, title=title, outlet=title, opening=opening), PAGE)
    reason = "https://post.example/gone answers 404 (Not Found); check the address"
    queue.put(Incoming(name="https://post.example/gone", came_at=came, state="refused", reason=reason, tries=1))
    queue.put(
        Incoming(name=f"/press/{HOSTILE}.bin", came_at="2020-06-19", state="refused", reason=f"{HOSTILE} is binary")
    )
    dropped = queue.put(Incoming(name="https://post.example/old", came_at=came, title="Old news"), PAGE)
    queue.decide([dropped.number], "dropped", came, "Cem Arn")


@contextmanager
def served(path: Path, by: str = "Cem Arn") -> Iterator[Served]:
    """The dossier at a path as it is served on `TODAY`."""
    served = opened(path, by)
    with served.store:
        yield served


def opened(path: Path, by: str = "Cem Arn") -> Served:
    """The same, for whoever closes its store or ends with it."""
    return Served(sql.open_dossier(path), path.name, lambda: TODAY, by, mapper=blank, fetcher=MemoryFetcher({}))


def blank(articles: Iterable[Article]) -> Iterator[Reading | InputError]:
    """Reads nothing in articles, at once."""
    return (Reading(article, Findings()) for article in articles)
