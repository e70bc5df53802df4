"""Small press worlds for the laws: invented articles that quote, copy, contradict and update each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

from hypothesis import strategies as st

from verbale.model.evidence import Finding, Findings, Judgement, Observation, Reading, finding
from verbale.model.negotiation import Actor, Event, Linkage, Phase, Position, Statement
from verbale.model.text import Article, Span
from verbale.record.assembly import Known

BY = Observation("law@1", "drawn", 0.5, "b")
OUTLETS = ("The Quay", "Arland Wire", "Benland Post", None)
DAYS = ("2024-01-01", "2024-01-02", "2024-01-05", "2024-02-11")
PEOPLE = (
    ("Ada Holm", "ARL", "foreign minister"),
    ("Ben Holm", "ARL", "spokesman"),
    ("Cora Reed", "BEN", "envoy"),
    ("Reed", None, None),
    ("an official", "BEN", None),
)
POINTS = (
    "that the dam would stay closed until the flood studies arrived",
    "“The dam stays closed until the studies are here,”",
    "that the flood studies had been handed over",
    "that no flood studies had been handed over",
    "that the dam would stay closed",
    "this",
)
ACTS = ("state", "deny", "reject", "promise", "request")
ASKED = ("the flood studies are handed over", "the troops leave")


@dataclass
class Draft:
    """A text that grows sentence by sentence, and what is found in it."""

    text: str = ""
    contents: tuple[Any, ...] = ()

    def write(self, *parts: str) -> list[Span]:
        """Add a sentence of parts; where each of them stands."""
        spans: list[Span] = []
        for part in parts:
            spans.append((len(self.text), len(self.text) + len(part)))
            self.text += part
            self.text += " "
        self.text = self.text.rstrip() + ".\n"
        return spans


Sentence = tuple[Literal["said", "event", "wants", "phase", "tie"], int, int, int, int]
sentences = st.tuples(
    st.sampled_from(["said", "event", "wants", "phase", "tie"]),
    st.integers(0, len(PEOPLE) - 1),
    st.integers(0, len(POINTS) - 1),
    st.integers(0, 4),
    st.integers(0, 3),
)


def reading_of(name: str, outlet: str | None, published: str | None, told: list[Sentence]) -> Reading:
    """The reading of an article that tells some sentences, one after the other."""
    draft = Draft()
    actors: dict[int, Span] = {}
    found: list[Any] = []
    for kind, who, point, how, when in told:
        person = PEOPLE[who]
        day = (None, "2024-01-03", "2024-02-10", "2024-01")[when]
        if kind == "said":
            at, _, what = draft.write(person[0], "said", POINTS[point])
            found.append((who, at, "said", what, how, day))
        elif kind == "event":
            verb = ("will visit", "visited", "is to meet", "met", "put off a visit to")[how]
            at, trigger, _ = draft.write(person[0], verb, f"Benport ({day})")
            found.append((who, at, "event", trigger, how, day))
        elif kind == "wants":
            at, _, what = draft.write(person[0], "wants", "the water of the river")
            found.append((who, at, "wants", what, how, day))
        elif kind == "phase":
            at, what, _ = draft.write(person[0], "put the talks on hold", f"on {day}")
            found.append((who, what, "phase", what, how, day))
        else:
            at, to, _, source = draft.write(
                person[0],
                "will negotiate over the dam",
                "only if",
                ("the studies are handed over", "troops leave")[how % 2],
            )
            found.append((who, at, "tie", to, how, source))
        actors.setdefault(who, at)
    article = Article(
        name=name, text=draft.text, outlet=outlet, published=published, paragraphs=_paragraphs(draft.text)
    )
    people = {w: _actor(article, w, at) for w, at in actors.items()}
    others = [_content(article, people, *f) for f in found]
    return Reading(article, Findings({f.key: f for f in (*people.values(), *others)}.values()))


def _paragraphs(text: str) -> tuple[Span, ...]:
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((at, at + len(line.rstrip("\n"))))
        at += len(line)
    return tuple(spans)


def _actor(article: Article, who: int, at: Span) -> Finding[Actor]:
    name, party, role = PEOPLE[who]
    kind: Any = "anonymous" if name.startswith("an ") else "person"
    return finding(article, Actor(name=name, kind=kind, party=party, role=role, mentions=(at,)), BY)


def _content(
    article: Article, people: dict[int, Finding[Actor]], who: int, at: Span, kind: str, what: Span, how: int, day: Any
) -> Finding[Any]:
    actor = people[who].key
    content: Any
    if kind == "said":
        act: Any = ACTS[how]
        content = Statement(
            kind="speech", speaker=actor, speaker_span=at, cue=None, content=(what,), manner="indirect", act=act,
            said_on=day,
        )  # fmt: skip
    elif kind == "event":
        status: Any = ("planned", "occurred", "planned", "occurred", "cancelled")[how]
        mode = "visit" if how in (0, 1, 4) else None
        content = Event(
            type="CONSULT", mode=mode, status=status, actors=(actor,), recipients=(), when=day, where="Benport",
            trigger=what,
        )  # fmt: skip
    elif kind == "wants":
        party = PEOPLE[who][1] or "ARL"
        content = Position(party=party, issue="water" if how % 2 else "talks", stance="water", evidence=what)
    elif kind == "phase":
        content = Phase(status="suspended" if how % 2 else "resumed", since=day, by=None, evidence=what)
    else:
        content = Linkage(kind="precondition", antecedent=day, consequent=what, cue=day, holder=actor)
    return finding(article, content, BY)


articles = st.tuples(
    st.sampled_from(OUTLETS), st.none() | st.sampled_from(DAYS), st.lists(sentences, min_size=1, max_size=4)
)


@st.composite
def worlds(draw: st.DrawFn, most: int = 5) -> list[Known]:
    """Articles known from a day, some of them copies of others under another outlet."""
    made: dict[str, Known] = {}
    for number, (outlet, published, told) in enumerate(draw(st.lists(articles, min_size=1, max_size=most))):
        reading = reading_of(f"{number}", outlet, published, told)
        made.setdefault(reading.article.key, Known(reading, published or draw(st.sampled_from(DAYS)), DAYS[0]))
    for number in range(draw(st.integers(0, 2))):
        copied = draw(st.sampled_from(sorted(made.values(), key=lambda k: k.reading.article.key)))
        known = copy_of(copied, f"copy {number}", draw(st.sampled_from(OUTLETS)), draw(st.sampled_from(DAYS)))
        made.setdefault(known.reading.article.key, known)
    return list(made.values())


def copy_of(known: Known, name: str, outlet: str | None, day: str) -> Known:
    """The same text as another outlet printed it, its findings found there."""
    old = known.reading.article
    article = replace(old, name=name, outlet=outlet, published=day, given_date=f"{day} {outlet}")
    renamed: dict[str, str] = {}
    for f in known.reading.findings.actors:
        renamed[f.key] = finding(article, f.content, BY).key
    return Known(
        Reading(article, Findings(_found_again(f, article, renamed) for f in known.reading.findings)), day, day
    )


def _found_again(found: Finding[Any], article: Article, renamed: dict[str, str]) -> Finding[Any]:
    content = found.content
    if isinstance(content, Statement):
        content = replace(content, speaker=renamed.get(content.speaker or ""))
    elif isinstance(content, Event):
        content = replace(content, actors=tuple(renamed[a] for a in content.actors))
    elif isinstance(content, Linkage):
        content = replace(content, holder=renamed.get(content.holder or ""))
    return finding(article, content, BY)


@st.composite
def judgements_on(draw: st.DrawFn, known: list[Known], most: int = 4) -> list[Judgement]:
    """Decisions on the findings of some articles, some of them taken back."""
    found = [f for k in known for f in k.reading.findings]
    made: list[Judgement] = []
    for number in range(draw(st.integers(0, most))):
        on, other = draw(st.sampled_from(found)), draw(st.sampled_from(found))
        verdict: Any = draw(st.sampled_from(["rejected", "corrected", "accepted", "same", "different"]))
        pair = verdict in ("same", "different") and on.kind == other.kind and on.key != other.key
        if not pair and verdict in ("same", "different"):
            verdict = "accepted"
        field, value = _FIELDS.get(on.kind, (None, None)) if verdict == "corrected" else (None, None)
        made.append(
            Judgement(
                key=f"j{number}", verdict=verdict, kind=on.kind, passage=on.passages[0],
                other=other.passages[0] if pair else None, field=field, value=value,
                by="Eve", made_on=draw(st.sampled_from(DAYS)),
                undoes=draw(st.none() | st.sampled_from([j.key for j in made])) if made else None,
            )
        )  # fmt: skip
    return made


_FIELDS: dict[str, tuple[str, Any]] = {
    "statement": ("act", "agree"),
    "event": ("when", "2024-03-01"),
    "position": ("issue", "land"),
    "actor": ("party", "ARL"),
    "phase": ("status", "concluded"),
}
