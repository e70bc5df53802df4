"""Hits of searches as an Atom feed (RFC 4287), each under an id that it keeps for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from verbale.model.brief import Brief
from verbale.model.negotiation import Statement
from verbale.model.record import Telling
from verbale.model.text import Article, Passage
from verbale.views.atom import feed_of, id_of, put, written
from verbale.views.cited import Json, address_of, cite
from verbale.views.rights import allowed, rights_of
from verbale.views.wording import label_of, one_line


@dataclass(frozen=True, slots=True)
class Entry:
    """A hit as it is told of: by what it is known again, its headline, what it says, where it stands, when it came.

    `day` is the ISO day on which the article was added, `search` the name of the search that found it.
    """

    hit: str
    title: str
    words: str
    cited: str
    url: str | None
    day: str
    article: str
    search: str = ""


def entry(
    article: Article, passage: Passage, told: Telling[Statement] | None, added_on: str, brief: Brief, search: str = ""
) -> Entry:
    """A hit as it may be told of: of its words what the rights of the outlet allow, of a statement who made it."""
    kind = "statement" if told else "article"
    rights = rights_of(article.outlet, brief)
    (words,) = allowed(rights, [one_line(passage.words)])
    who = f"{label_of(told)}: " if told and rights != "link" else ""
    return Entry(
        hit=f"{article.key}:{kind}:{passage.start}-{passage.end}",
        title=one_line(article.title or cite(article)),
        words=f"{who}{words}" if words else "",
        cited=cite(article),
        url=address_of(article),
        day=added_on,
        article=article.key,
        search=search,
    )


def as_json(one: Entry) -> Json:
    """A hit as JSON."""
    return {
        "hit": one.hit,
        "search": one.search,
        "title": one.title,
        "words": one.words,
        "cited": one.cited,
        "url": one.url,
        "added_on": one.day,
        "article": one.article,
    }


def from_json(values: Json) -> Entry:
    """The inverse."""
    return Entry(
        values["hit"], values["title"], values["words"], values["cited"], values["url"], values["added_on"],
        values["article"], values["search"],
    )  # fmt: skip


def as_atom(title: str, name: str, entries: Sequence[Entry], address: str | None = None) -> bytes:
    """A feed of hits in the order given. Ids are made of `name` and the hit; `address` is where the feed stands."""
    feed = feed_of(name, title, [f"{one.day}T00:00:00Z" for one in entries])
    if address:
        put(feed, "link", rel="self", href=address)
    for one in entries:
        made = put(feed, "entry")
        put(made, "id", id_of(f"{name}/{one.search}/{one.hit}"))
        put(made, "title", one.title)
        put(made, "updated", f"{one.day}T00:00:00Z")
        if one.url:
            put(made, "link", rel="alternate", href=one.url)
        if one.search:
            put(made, "category", term=one.search)
        put(made, "content", "\n".join(line for line in (one.words, one.cited) if line), type="text")
    return written(feed)
