"""Which actors of an article its reading shows."""

from __future__ import annotations

from typing import Any

from verbale.model.evidence import Finding, Findings, Observation, finding
from verbale.model.negotiation import Actor, Event, Statement
from verbale.model.text import Article
from verbale.views.readings import involved

ARTICLE = Article(
    name="a.txt",
    text="Chad and Niger met. Ada Orum spoke. Togo slept. A source left. Lomas rose.",
    paragraphs=((0, 74),),
)


def actor(words: str, kind: Any, confidence: float = 0.9, members: tuple[str, ...] = ()) -> Finding[Actor]:
    at = ARTICLE.text.index(words)
    content = Actor(name=words, kind=kind, mentions=((at, at + len(words)),), members=members)
    return finding(ARTICLE, content, Observation("actors@1", "actors.test", confidence))


CHAD, NIGER, NAMED = actor("Chad", "state"), actor("Niger", "state"), actor("Togo", "state", 0.5)
BOTH = actor("Chad and Niger", "group", members=(CHAD.key, NIGER.key))
ORUM, SOURCE, LOMAS = actor("Ada Orum", "person"), actor("A source", "anonymous"), actor("Lomas", "person", 0.5)


def names(*found: Finding[Any]) -> list[str]:
    return [f.content.name for f in involved(Findings(found))]


def test_a_state_that_does_nothing_is_left_out_and_a_source_is_not() -> None:
    assert names(NAMED, SOURCE, ORUM, LOMAS) == ["A source", "Ada Orum"]


def test_a_state_that_acts_is_shown_though_nothing_refers_to_it() -> None:
    assert names(CHAD, NAMED) == ["Chad"]


def test_who_speaks_or_acts_is_shown_and_a_group_takes_its_members_with_it() -> None:
    seen = Observation("x@1", "x", 1.0)
    said = Statement(
        kind="speech", speaker=LOMAS.key, speaker_span=None, cue=None, content=((20, 35),), manner="indirect"
    )
    met = Event(
        type="CONSULT",
        mode=None,
        status="occurred",
        actors=(BOTH.key,),
        recipients=(),
        when=None,
        where=None,
        trigger=(15, 18),
    )
    found = (CHAD, NIGER, BOTH, NAMED, LOMAS, finding(ARTICLE, said, seen), finding(ARTICLE, met, seen))
    assert names(*found) == ["Chad", "Niger", "Chad and Niger", "Lomas"]
