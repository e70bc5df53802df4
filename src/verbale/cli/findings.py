"""One reading as people see it: the page's facts, then what is found in it, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.panel import Panel
from rich.text import Text

from verbale.cli.show import console_for_people, hanging, heading
from verbale.model.evidence import Finding, Reading
from verbale.model.negotiation import (
    Actor,
    Content,
    Contradiction,
    Event,
    Linkage,
    Phase,
    Position,
    Remark,
    Statement,
    Time,
)  # fmt: skip
from verbale.model.text import Article, Span
from verbale.model.times import written
from verbale.views import cited, readings, wording

HEADINGS: dict[type[Content], str] = {
    Actor: "Actors",
    Time: "Times",
    Statement: "Statements",
    Event: "Events",
    Linkage: "Linkages",
    Position: "Positions",
    Phase: "Phases",
    Contradiction: "Contradictions",
    Remark: "Remarks",
}


def show(shown: Reading, *, explain: bool) -> None:
    """One reading for people; with `explain` the rule, confidence and anchor behind each finding."""
    console = console_for_people()
    article, findings = shown.article, shown.findings
    console.print(Panel(Group(*_page(article)), title=escape(article.title or article.name), title_align="left"))
    for kind, kind_heading in HEADINGS.items():
        told: Sequence[Finding[Any]] = readings.involved(findings) if kind is Actor else findings.of(kind)
        found = sorted(told, key=lambda f: (f.passages[0].start if f.passages else 0, f.key))
        if found:
            console.print(heading(kind_heading))
        for one in found:
            console.print(hanging(console, Text(_told(one.content, shown)), rest=4))
            if explain:
                seen = one.observation
                why = f"{_why(one.content)}{seen.rule} ({seen.confidence:.2f}) by {seen.annotator}"
                console.print(hanging(console, Text(why, "dim"), first=6))


def _page(article: Article) -> Iterator[str]:
    facts = {
        "section": " > ".join(article.section),
        "source": cited.cite(article),
        "credit": article.credit,
        "by": article.byline,
        "from": article.dateline and article.dateline.place,
        "kind": article.kind if article.kind != "news" else None,
        "abridged": "yes" if article.abridged else None,
        "terms": article.terms,
    }
    yield from (f"[dim]{name:9}[/]{escape(value)}" for name, value in facts.items() if value)
    yield from (f"[dim]takeaway [/]{escape(words)}" for words in article.synopsis)


def _told(content: Content, reading: Reading) -> str:
    text = reading.article.text

    def at(span: Span) -> str:
        return " ".join(text[span[0] : span[1]].split())

    def who(key: str | None) -> str:
        found = reading.findings.get(key)
        return found.content.name if found else "someone"

    match content:
        case Actor():
            about = ", ".join(x for x in (content.kind, content.party, content.role) if x)
            return f"{content.name} ({about}): {len(content.mentions)}×"
        case Time():
            when = written(content.edtf) if content.edtf else content.timex3 or "cannot be placed"
            return f"{at(content.span)} = {when}"
        case Statement():
            to = f" to {who(content.addressee)}" if content.addressee else ""
            outer = reading.findings.get(content.within)
            via = f" (told by {who(outer.content.speaker)})" if outer else ""
            words = " … ".join(at(s) for s in content.content)
            return f"{who(content.speaker)}{to}{via} [{content.act}, {content.manner}]: {words}"
        case Event():
            sides = " and ".join(map(who, content.actors)), " and ".join(map(who, content.recipients))
            code = f"{content.type}-{content.mode}" if content.mode else content.type
            what = f"{wording.plain(content)} [{code}, {content.status}], {written(content.when)}"
            return f"{what}: {' → '.join(side for side in sides if side) or 'someone'}: {at(content.trigger)}"
        case Linkage():
            return f"{content.kind}: {at(content.antecedent)} → {at(content.consequent)} [{at(content.cue)}]"
        case Position():
            change = f" ({content.change})" if content.change else ""
            return f"{content.party} on {content.issue}{change}: {content.stance}"
        case Phase():
            since = f" since {written(content.since).removeprefix('since ')}" if content.since else ""
            return f"{content.status.replace('_', ' ')}{since}: {at(content.evidence)}"
        case Contradiction():
            return f"{content.about}: {' / '.join(at(s) for s in content.evidence)}"
        case Remark():
            return f"{content.label}: {'; '.join(at(s) for s in content.places)}"


def _why(content: Content) -> str:
    """What a finding was resolved against, beside its rule."""
    return f"anchor: {content.anchor}; " if isinstance(content, Time) else ""
