"""Hard cases of positions: who wants or refuses what, and whose word does not count."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.understanding.staging import Case, cases, found_by

from verbale.model.brief import Brief, Issue, Party
from verbale.understanding.positions.annotator import positions
from verbale.understanding.positions.slots import names
from verbale.understanding.positions.tables import toml
from verbale.understanding.positions.taking import TABLE

CASES = cases("positions")


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_hard_case(case: Case) -> None:
    found, text = found_by(positions, case), case["text"]
    told = [(f.content.party, f.content.issue, text[slice(*f.content.evidence)]) for f in found]
    assert len(told) == len(case["want"]), told
    for one, want in zip(found, case["want"], strict=True):
        assert one.content.party == want["party"]
        assert want["words"] in text[slice(*one.content.evidence)]
        assert "issue" not in want or one.content.issue == want["issue"]
        assert one.content.change == want.get("change", one.content.change)
        assert "unchanged" not in want or one.content.change is None


def test_a_stance_in_single_quotation_marks_is_without_who_says_it() -> None:
    case = {
        "text": "'We will not sign,' Greek envoy Petra Markou said.",
        "actors": ["Petra Markou | person | GRC | Petra Markou | envoy"],
        "statements": [{"speaker": "Petra Markou", "cue": "said", "content": "'We will not sign,'"}],
    }
    (stance,) = [case["text"][slice(*f.content.evidence)] for f in found_by(positions, case)]
    assert "will not sign" in stance
    assert "Markou" not in stance


def test_the_stance_is_in_the_words_of_the_text() -> None:
    for case in CASES:
        for found in found_by(positions, case):
            assert found.content.stance in " ".join(case["text"].replace("“", "").replace("”", "").split())


def test_an_issue_of_the_brief_comes_before_the_default_ones() -> None:
    brief = Brief(issues=(Issue(id="river", name="The river", terms=("drought clause",)),))
    case = {"text": "Sudan demands a drought clause in the treaty.", "actors": ["Sudan | state | SDN | Sudan"]}
    assert [f.content.issue for f in found_by(positions, case, brief)] == ["river"]
    assert [f.content.issue for f in found_by(positions, case)] == ["treaty"]


VISITS = Brief(
    issues=(
        Issue(id="talks", name="How to talk", terms=("visit to Oslo", "summit")),
        Issue(id="visits", name="Visits of old islanders", terms=("grave visits", "visa-free")),
    )
)


@pytest.mark.parametrize(
    "words",
    [
        "Norway wants the visits to resume",
        "Norway refused to allow a visit of the tombs",
        "Norway demanded that the visits to the pier be stopped",
    ],
)
def test_a_plain_word_for_an_issue_stays_with_it_though_a_term_of_another_has_it(words: str) -> None:
    case = {"text": f"{words}.", "actors": ["Norway | state | NOR | Norway"]}
    assert [f.content.issue for f in found_by(positions, case, VISITS)] == ["visits"]


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("Norway said it was impossible to discuss such a document", "talks"),
        ("Norway will not discuss such a treaty", "treaty"),
        ("Norway will not discuss such a plan", "talks"),
        ("Norway will not discuss such a plan for the return of the islets", "sovereignty"),
        ("Norway will not discuss such an idea as joint rule of the islets", "sovereignty"),
    ],
)
def test_such_a_paper_names_no_matter_unless_it_is_told(words: str, issue: str) -> None:
    content = words.partition("said ")[2]
    statements = [{"speaker": "Norway", "cue": "said", "content": content}] if content else []
    case = {"text": f"{words}.", "actors": ["Norway | state | NOR | Norway"], "statements": statements}
    assert [f.content.issue for f in found_by(positions, case)] == [issue]


@pytest.mark.parametrize(
    ("words", "issue"),
    [
        ("Oslo will leave the dialogue on drift nets", "nets"),
        ("Oslo will leave the talks", "talks"),
        ("Oslo will leave the talks on the lake and its drift nets", "talks"),
        ("Oslo will leave the dialogue of the mayors who cut drift nets", "talks"),
        ("Oslo will leave the dialogue on drift nets in the lake", "talks"),
    ],
)
def test_a_dialogue_on_one_thing_is_about_that_and_the_talks_are_about_whether_to_talk(words: str, issue: str) -> None:
    brief = Brief(
        talks=("talks on the lake",),
        issues=(Issue(id="talks", name="Talking", terms=("dialogue", "talks")),
                Issue(id="nets", name="Nets", terms=("drift nets",))),
    )  # fmt: skip
    case = {"text": f"{words}.", "actors": ["Norway | state | NOR | Oslo"]}
    assert {f.content.issue for f in found_by(positions, case, brief)} == {issue}


def test_what_the_two_sides_say_is_the_stance_of_both_parties_of_the_brief() -> None:
    brief = Brief(parties=(Party(code="NOR1", name="Norland"), Party(code="SUD1", name="Sudland")))
    case = {
        "text": "The two sides agreed that the gates will be opened.",
        "actors": ["two sides | group | | The two sides"],
        "statements": [
            {"speaker": "two sides", "cue": "agreed", "content": "that the gates will be opened", "act": "agree"}
        ],
    }
    assert [f.content.party for f in found_by(positions, case, brief)] == ["NOR1", "SUD1"]
    assert found_by(positions, case) == []


@pytest.mark.parametrize(
    ("wanted", "issue"),
    [
        ("Sudan wants Egypt to pull back its warplanes.", "security"),
        ("Sudan wants Egypt to delineate the seabed.", "sovereignty"),
        ("Sudan wants Egypt to buy its bananas.", "economic"),
        ("Sudan wants Egypt to remove the appendix.", "treaty"),
        ("Sudan wants Egypt to open a backchannel.", "talks"),
    ],
)
def test_plain_words_name_the_issue(wanted: str, issue: str) -> None:
    case = {"text": wanted, "actors": ["Sudan | state | SDN | Sudan", "Egypt | state | EGY | Egypt"]}
    assert [f.content.issue for f in found_by(positions, case)] == [issue]


@pytest.mark.parametrize(
    ("paper", "as_of"),
    [
        ("In the declaration", "1961"),
        ("In the talks", None),
        ("In a declaration", None),
        ("In the treaty", "1855"),
        ("In the lake declaration", "1961"),
        ("In the treaty with Sweden,", None),
        ("Under the treaty now before the house", None),
        ("Under the treaty that Mr Berg read out,", None),
        ("In this new treaty", None),
        ("Mr Berg showed a second treaty. In the treaty", None),
    ],
)
def test_what_was_undertaken_in_a_paper_is_of_its_year(paper: str, as_of: str | None) -> None:
    text = "The Lake Declaration of 1961 and the treaty of 1855 stand. "
    case = {
        "text": f"{text}{paper} Norway undertook to hand over the pier.",
        "actors": ["Norway | state | NOR | Norway"],
        "times": ["1961 | 1961", "1855 | 1855"],
    }
    assert [f.content.as_of for f in found_by(positions, case)] == [as_of]


def test_why_something_is_wanted_names_no_issue() -> None:
    brief = Brief(issues=(Issue(id="penal", name="Penalties", terms=("penalties",)),))
    case = {
        "text": "Egypt refused any visit because of the penalties.",
        "actors": ["Egypt | state | EGY | Egypt"],
    }
    (found,) = found_by(positions, case, brief)
    assert found.content.issue == "visits"


def test_where_the_words_leave_the_issue_open_the_name_of_the_negotiation_decides() -> None:
    case = {"text": "Sudan has asked for ten.", "actors": ["Sudan | state | SDN | Sudan"]}
    dam, pay = (Brief(title=title) for title in ("The dam on the upper Nile", "The pay dispute at the port"))
    assert [f.content.issue for f in found_by(positions, case, dam)] == ["other"]
    assert [f.content.issue for f in found_by(positions, case, pay)] == ["economic"]


def test_every_class_of_names_has_words() -> None:
    assert all(names(name) for name in toml("positions")["names"])


def test_the_reference_names_every_row() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "positions.md").read_text(encoding="utf-8")
    assert [row.name for row in TABLE.rows if f"`{row.name}`" not in page] == []


def test_a_stance_told_beside_ends_where_the_clause_above_goes_on() -> None:
    case = {
        "text": "What Peru wanted surprised Chile.",
        "actors": ["Peru | state | PER | Peru", "Chile | state | CHL | Chile"],
    }
    (stance,) = [case["text"][slice(*f.content.evidence)] for f in found_by(positions, case)]
    assert stance == "What Peru wanted"


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("Peru said that it would not discuss a pact with a state that imposed sanctions.", "treaty"),
        ("Peru said that it would not discuss sanctions.", "sanctions"),
        ("To return to the dialogue, Peru said, Chile must show respect.", "talks"),
    ],
)
def test_the_issue_is_what_is_wanted_and_for_what_and_not_of_whom(text: str, issue: str) -> None:
    brief = Brief(
        issues=tuple(Issue(id=i, name=i, terms=(t,)) for i, t in (("sanctions", "sanctions"), ("treaty", "pact")))
    )
    content = text.split("said")[1].strip(" ,.")
    case = {
        "text": text,
        "actors": ["Peru | state | PER | Peru"],
        "statements": [{"speaker": "Peru", "cue": "said", "content": content}],
    }
    assert {f.content.issue for f in found_by(positions, case, brief)} == {issue}


def test_an_accord_that_ends_months_of_talks_stops_none() -> None:
    case = {"text": "Peru signed a pact, ending nine months of talks.", "actors": ["Peru | state | PER | Peru"]}
    assert found_by(positions, case) == []
