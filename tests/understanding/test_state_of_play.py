"""What must not reach the state of play: kinds of sentence that only sound like a demand, a refusal or a stop."""

from __future__ import annotations

import re

from verbale.model.brief import Brief, Issue, Party
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.pipeline import Reading


def read(text: str, brief: Brief | None = None) -> Reading:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    return build(brief or Brief()).read(
        Article(name="t", text=text, paragraphs=paragraphs, published="2024-05-17", published_basis="stated")
    )


def test_to_promise_to_keep_urging_is_no_refusal() -> None:
    found = read("Norway's prime minister promised to keep urging Sweden to reopen the ferries.")
    assert {s.content.act for s in found.findings.statements} & {"reject"} == set()


def test_what_comes_by_itself_is_no_precondition() -> None:
    found = read("Norway said that if the quay was emptied, its right to it would naturally be proven.")
    assert [link.content for link in found.findings.linkages] == []


def test_a_round_that_is_put_off_stops_no_talks_and_one_that_is_called_off_does() -> None:
    talks = "Norway and Sweden hold talks on the ferries. "
    assert stops(read(talks + "A round of the talks was put off.")) == 0
    assert stops(read(talks + "The second round of the talks was called off.")) == 1


def stops(found: Reading) -> int:
    return sum(phase.content.status == "suspended" for phase in found.findings.phases)


def test_what_is_denied_of_an_account_reaches_the_event_it_tells_of() -> None:
    found = read("Norway's foreign minister dismissed as “a dream” a report that Norway had asked for another ferry.")
    assert {e.content.status for e in found.findings.events if e.content.type == "REQUEST"} == {"denied"}
    assert [p.content for p in found.findings.positions] == []


def test_what_an_agency_has_from_a_nameless_source_is_no_position_of_the_state_it_tells_of() -> None:
    parties = (Party(code="NOR", name="Norway"), Party(code="SWE", name="Sweden"))
    brief = Brief(parties=parties, issues=(Issue(id="pledges", name="Pledges", terms=("pledge",)),))
    found = read("Sweden's Sund Agency, citing an unnamed source, said Oslo had made no new pledge.", brief)
    assert [s.content.act for s in found.findings.statements] == ["state", "state"]
    assert [p.content for p in found.findings.positions] == []
