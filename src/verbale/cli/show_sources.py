"""Articles, outlets, origins, digest and search hits as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from verbale.cli.show import Block, blocks, bold, console_for_people, hanging, on_one_line, short_key
from verbale.model.negotiation import Statement
from verbale.model.published import Issue
from verbale.model.record import Telling
from verbale.model.times import written
from verbale.store.queries import Hit
from verbale.views import hits as hits_view
from verbale.views import judgements as judgements_view
from verbale.views.article import Page
from verbale.views.articles import Newsroom
from verbale.views.articles import Text as Carried
from verbale.views.cited import Spread, cite, cite_source
from verbale.views.comparison import Comparison
from verbale.views.judgements import Made
from verbale.views.tables import called


def articles(found: Sequence[Carried], counts: Mapping[str, Mapping[str, int]]) -> None:
    """Articles, copies of one text together."""
    console = console_for_people()
    shown = []
    for text in found:
        lines = sum(counts.get(text.lead.article.key, {}).values())
        words = [f"{text.lead.article.name} · {lines} line{'' if lines == 1 else 's'} · {text.lead.article.key[:10]}"]
        words += [f"also {cite_source(s)}: {s.article.name} · {s.article.key[:10]}" for s in text.copies]
        shown.append(_text_block(text, words))
    if not blocks(console, shown):
        console.print("No article fits.")


def article(page: Page) -> None:
    """One article with its lines in the order of its text."""
    console = console_for_people()
    of = page.source.article
    console.print(hanging(console, Text(of.title or of.name, "bold"), first=0))
    console.print(hanging(console, Text(cite_source(page.source), "dim"), first=0))
    console.print(
        hanging(console, Text(f"{of.name} · {of.key} · added on {written(page.source.added_on)}", "dim"), first=0)
    )
    if page.versions:
        at = page.versions.index(page.source) + 1
        told = f"version {at} of {len(page.versions)}; what it changed: verbale article … --changes"
        console.print(hanging(console, Text(told, "dim"), first=0))
    console.print()
    for place in page.places:
        spot = place.telling.passages[0]
        head = Text.from_markup(f"[bold]{place.kind}[/] {spot.start}–{spot.end}  [cyan]{short_key(place.line.key)}[/]")
        console.print(head)
        console.print(hanging(console, Text(place.told), first=4, rest=4))
    if not page.places:
        console.print("Nothing is found in it.")


def _text_block(text: Carried, words: Sequence[str]) -> Block:
    article = text.lead.article
    return Block(bold(article.title or article.name), cite_source(text.lead), tuple(words))


def changes(page: Page, edits: Sequence[tuple[str, str]]) -> None:
    """What a version changed, paragraph by paragraph."""
    console = console_for_people()
    if page.before is None:
        console.print("There is no version before this one.")
        return
    console.print(
        hanging(console, Text(f"{cite_source(page.source)}, after {cite_source(page.before)}", "dim"), first=0)
    )
    for how, paragraph in edits:
        sign, style = {"gone": ("-", "red"), "new": ("+", "green")}.get(how, (" ", ""))
        if sign != " ":
            console.print(hanging(console, Text(f"{sign} {on_one_line(paragraph)}", style), first=0, rest=2))


def newsrooms(found: Sequence[Newsroom], *, is_part: bool = False) -> None:
    """Outlets with how much they published."""
    console = console_for_people()
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("outlet", "articles", "texts of its own", "from", "to", "reliability", "rights"):
        table.add_column(column, justify="right" if column in ("articles", "texts of its own") else "left")
    for n in found:
        letter = n.known.reliability if n.known and n.known.reliability else "–"
        days = (written(n.first) if n.first else "–", written(n.last) if n.last else "–")
        rights = called("rights", n.rights)
        table.add_row(Text(n.outlet or "unknown"), str(n.articles), str(n.own), *days, letter, rights)
    console.print(table if found else "No outlet fits." if is_part else "There is no article.")


def origins(found: Sequence[Carried], *, is_part: bool = False) -> None:
    """Texts that several articles carry."""
    console = console_for_people()
    shown = []
    for text in found:
        versions = {s.article.key for s in text.versions}
        words = [
            f"{cite_source(s)}: {s.article.name}{' [version]' if s.article.key in versions else ''}"
            for s in text.copies
        ]
        shown.append(_text_block(text, words))
    if not blocks(console, shown):
        console.print("No text fits." if is_part else "No text is carried by two articles.")


def judgements(found: Sequence[Made], *, is_part: bool = False) -> None:
    """What people decided, with the words that it is about."""
    console = console_for_people()
    shown = []
    for made in found:
        state = judgements_view.state(made)
        words = [f"{on_one_line(made.judgement.passage.words)} – {made.article or 'an article that is gone'}"]
        if made.judgement.other:
            words.append(on_one_line(made.judgement.other.words))
        head = f"{bold(judgements_view.told(made))}{escape(f' [{state}]') if state else ''}"
        shown.append(Block(head, f"{judgements_view.signed(made)} · {made.judgement.key}", tuple(words)))
    if not blocks(console, shown):
        console.print("No decision fits." if is_part else "Nobody has decided anything.")


def compared(found: Comparison, limit: int | None) -> None:
    """What two dossiers differ in: counts, then the lines."""
    console = console_for_people()
    for what, names in (("gained", found.articles_gained), ("lost", found.articles_lost)):
        if names:
            console.print(hanging(console, Text(f"articles {what}: {', '.join(names)}"), first=0))
    counts = found.counted()
    for kind in dict.fromkeys(d.kind for d in found.lines):
        told = ", ".join(f"{n} {how}" for how in ("gained", "lost", "changed") if (n := counts[kind, how]))
        console.print(f"[bold]{kind}[/]: {told}")
    for line in found.lines[:limit]:
        for sign, words in (("-", line.old), ("+", line.new)):
            if words is not None:
                console.print(hanging(console, Text(f"{sign} {line.kind}: {words}"), first=0, rest=4))
    if not found.lines and not found.articles_gained and not found.articles_lost:
        console.print("They do not differ.")


def counted(told: Spread, kinds: Sequence[tuple[str, int, int]]) -> None:
    """How many lines of each kind there are."""
    console = console_for_people()
    console.print(f"{told.articles:,} articles, {told.shown}")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("lines")
    table.add_column("all", justify="right")
    table.add_column("told by several articles", justify="right")
    for kind, every, across in kinds:
        table.add_row(kind, f"{every:,}", f"{across:,}")
    console.print(table)


def told(kinds: Mapping[str, int]) -> None:
    """How many entries of each kind were asked for."""
    console = console_for_people()
    for kind, count in kinds.items():
        console.print(f"{count:,} {kind}")


def editions(found: Sequence[Issue], corrected: Mapping[int, int]) -> None:
    """Editions with their days, entries, and how many errata each has."""
    table = Table(box=None, pad_edge=False)
    for name, right in (("no.", True), ("days", False), ("name", False), ("entries", True), ("published", False),
                        ("by", False), ("corrected", True)):  # fmt: skip
        table.add_column(name, justify="right" if right else "left")
    for one in found:
        days = written(one.since if one.since == one.until else f"{one.since}/{one.until}")
        moment = f"{written(one.cut_off[:10])}, {one.cut_off[11:16]} UTC"
        cells = (str(one.number), days, one.name, str(one.entries), moment, one.published_by,
                 str(corrected.get(one.number) or ""))  # fmt: skip
        table.add_row(*map(escape, cells))
    if found:
        console_for_people().print(table)
    else:
        console_for_people().print("Nothing is published yet; do it with: verbale publish DOSSIER")


def hits(found: Sequence[tuple[Hit, Telling[Statement] | None]]) -> None:
    """Places found, the words that were searched for marked, and of a statement speaker and act."""
    console = console_for_people()
    for hit, told in found:
        text = Text(hit.passage.words)
        for mark in hit.marks:
            text.stylize("bold reverse", mark.start - hit.passage.start, mark.end - hit.passage.start)
        of = hit.source.article
        about = escape(f"{hits_view.kind(told)} · {cite(of)}")
        head = f"{bold(of.title or of.name)}  [dim]{about}[/]"
        console.print(hanging(console, Text.from_markup(head), first=0))
        console.print(hanging(console, Text(" ").join(part for part in text.split() if part), rest=2))
    if not found:
        console.print("Nothing found.")
