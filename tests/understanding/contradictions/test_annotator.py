"""Contradictions: what the article sets against each other, and what it does not. Every sentence here is invented."""

from __future__ import annotations

import re
from functools import cache

import pytest

from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.contradictions import rivals, told
from verbale.understanding.pipeline import Pipeline


@cache
def pipeline() -> Pipeline:
    return build(Brief(), names=["contradictions"])


def pairs(text: str) -> list[tuple[str, str]]:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    findings = pipeline().read(Article(name="test", text=text, paragraphs=paragraphs, published="2024-05-17")).findings

    def cue(key: str) -> str:
        found = findings.get(key)
        assert found is not None
        assert found.content.cue is not None
        return text[slice(*found.content.cue)]

    return [(cue(c.content.a), cue(c.content.b)) for c in findings.contradictions]


@pytest.mark.parametrize(
    "text",
    [
        (
            "The mayor of Oslo said that the bridge treaty was signed. "
            "However, the mayor of Lima said that the bridge treaty was never signed."
        ),
        "Oslo told reporters that Lima had offered to sell the bridge. No such offer was made, the mayor of Lima said.",
        (
            "The mayor of Oslo said that the bridge was sold. "
            "The mayor of Lima contradicted him, claiming that the bridge was not sold."
        ),
    ],
)
def test_two_accounts_stand_against_each_other(text: str) -> None:
    assert len(pairs(text)) == 1


@pytest.mark.parametrize("asked", ["if Lima had sold the bridge", "whether Lima had sold the bridge"])
def test_a_question_is_no_account_that_one_may_deny(asked: str) -> None:
    assert (
        pairs(f"Reporters asked the mayor of Lima {asked}. The mayor denied that anything had been put to him.") == []
    )
    claimed = (
        "Oslo told reporters that Lima had sold the bridge. The mayor of Lima denied that the bridge had been sold."
    )
    assert len(pairs(claimed)) == 1


@pytest.mark.parametrize(("day", "count"), [("May 10", 0), ("May 15", 1)])
def test_no_offer_was_made_on_one_day_does_not_oppose_an_offer_of_another(day: str, count: int) -> None:
    offer = "The mayor of Oslo proposed on May 15 that Lima sell the bridge."
    denial = f"The mayor of Lima denied that Oslo had made any such proposal when the mayors met on {day}."
    assert len(pairs(f"{offer} {denial}")) == count


def test_a_bare_denial_of_what_the_writer_tells_opposes_no_statement_before_it() -> None:
    told, own, denial = "The mayor of Oslo said that the bridge was sold.", "The bridge leaks.", "Lima denies this."
    assert pairs(f"{told} {denial}") == [("said", "denies")]
    assert pairs(f"{told} {own} {denial}") == []


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        (
            "The mayor of Oslo told reporters that they had sold the bridge. The mayor of Lima denied it.",
            ("told", "denied"),
        ),
        (
            "The Oslo Gazette said that Lima had told the mayor that the bridge was cracked. Lima denied the report.",
            ("said", "denied"),
        ),
        (
            "The mayor of Oslo announced that Lima had agreed to a toll. Lima denied this, saying it merely listened.",
            ("announced", "denied"),
        ),
        (
            "The mayor of Oslo claimed that Lima promised to lower the toll. “Lima never promised that,” Lima said.",
            ("claimed", "said"),
        ),
        (
            "The mayor of Oslo proposed a lower toll. The guild met on Friday. Lima denied any offer had been made.",
            ("proposed", "denied"),
        ),
        (
            "Oslo alleged that Lima had felled the pines. Quito said the harvest was late. Lima denied the charge.",
            ("alleged", "denied"),
        ),
        (
            "The mayor of Oslo instructed the guild to wait. The mayor of Lima said she knew nothing of any order.",
            ("instructed", "said"),
        ),
        (
            (
                "The mayor of Oslo told aides about the plan of the guild, who had warned that the bridge was weak. "
                "Lima called the report false."
            ),
            ("told", "called"),
        ),
        ("The mayor of Oslo said they had settled. But Lima denied any accord had been reached.", ("said", "denied")),
        (
            "Lima denied a report in the Gazette, a weekly sold on the quay, that it had raised the toll.",
            ("denied", "report"),
        ),
        (
            "The clerk denied that he had seen the bill. The guild, however, insisted that the bill lay on his desk.",
            ("denied", "insisted"),
        ),
        (
            "The mayor of Oslo said it was sold. The mayor of Lima contradicted him. She said nothing had been signed.",
            ("said", "said"),
        ),
        (
            "The mayor of Oslo said Lima had lowered the toll. Lima, by contrast, told aides it had not touched tolls.",
            ("said", "told"),
        ),
    ],
)
def test_a_denial_finds_what_it_denies(text: str, opposed: tuple[str, str]) -> None:
    assert opposed in pairs(text)


def test_two_figures_for_one_thing_are_two_accounts() -> None:
    count = "The guild said that forty boats had sunk."
    assert pairs(f"{count} The harbour put the number of boats at twelve.") == [("said", "put")]
    assert pairs(f"{count} The harbour put the number of boats at forty.") == []
    assert pairs(f"{count} The mayor of Oslo said that the harbour had twelve cranes.") == []
    assert pairs(f"{count} The harbour put the age of the pier at 80 years.") == []
    assert pairs(f"{count} The harbour put the number of injured at twelve.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a wagon had gone to Lima", "no wagon had come from Quito"),
        ("the council had dropped its plea for a pier", "the guild had dropped nothing"),
        ("two porters had fallen ill in March", "no porter had fallen ill on his ship"),
        ("a vote had been held on the mill", "no vote had gone against the ferry"),
        ("the gate would stay locked until the guild paid", "it had not paid since the gate was locked"),
        ("nine barns burned in the heat", "no barn had burned the year before"),
    ],
)
def test_what_did_not_happen_does_not_oppose_what_only_shares_a_word_with_it(one: str, other: str) -> None:
    assert pairs(f"The mayor of Oslo said that {one}. The master of the guild said that {other}.") == []


@pytest.mark.parametrize(
    "after",
    [
        "On the other hand, the guild said that the port was open.",
        "Still, the guild said that wages were low.",
        "But the guild said that it would come on Monday.",
    ],
)
def test_what_is_set_against_a_denial_without_a_word_in_common_changes_the_topic(after: str) -> None:
    assert pairs(f"The mayor of Oslo denied that he had seen the bill. {after}") == []


def test_what_is_called_a_lie_was_told_before() -> None:
    told, denial = "The mayor of Oslo claimed that Lima raised the toll.", "The clerk of Lima called the claim a lie."
    after = "The guild said that Lima had raised the toll twice."
    assert pairs(f"{told} {denial} {after}") == [("claimed", "called")]


def test_what_a_denier_goes_on_to_say_takes_the_place_of_a_bare_denial() -> None:
    text = "The mayor of Oslo said that Lima had agreed to a toll. Lima denied this, saying it had merely listened."
    assert pairs(text)[-1][0] == "said"
    assert len(pairs(text)) == 1


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        ("The mayor of Lima dismissed speculation that the bridge had been sold.", {"dismissed", "speculation"}),
        ("The mayor of Oslo said the tolls had been paid. But the guild said not one toll had been paid.", {"said"}),
        ("Oslo said the crews were pirates. Rain fell. The guild rejected the charge of piracy.", {"said", "rejected"}),
        ("The mayor of Oslo said Lima had dropped the toll. The guild called that “fiction.”", {"said", "called"}),
        ("Oslo said the gates were open. The guild sees things differently. Its clerk said they were shut.", {"said"}),
        ("The mayor of Oslo promised to pay. The guild said it was unaware of any pledge.", {"promised", "said"}),
        ("The mayor of Oslo claimed Lima had walked out. Lima denied there had been a walkout.", {"claimed", "denied"}),
        (
            "Oslo claimed that Lima moved the guns. Lima said nothing of the kind took place.",
            {"claimed", "said"},
        ),
        ("The clerk claimed that the tolls were paid; the guild said that not one coin came.", {"claimed", "said"}),
        ("The clerk claimed that Lima paid, whereas the guild says that no coin came.", {"claimed", "says"}),
        (
            "Oslo claimed the guild had told Lima to wait. The guild called that story a fantasy.",
            {"claimed", "called"},
        ),
        (
            "The clerk claimed the guild paid a bribe. The guild said there was no such payment.",
            {"claimed", "said"},
        ),
    ],
)
def test_the_signs_of_a_denial_and_of_two_accounts(text: str, opposed: set[str]) -> None:
    assert [set(p) for p in pairs(text)] == [opposed]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Oslo said that rain was near. But he added that the mayor of Lima had told him of a drought.",
        "The mayor of Oslo said that the guards would stay. The mayor of Oslo said that the guards would go.",
        "The mayor of Oslo said that the bridge was sold. But the mayor of Lima said that rain was near.",
        "The mayor of Oslo said that the bridge was sold. The mayor of Oslo said that the bridge was dear.",
        "The mayor of Oslo said that the bridge was sold.",
        "Oslo said the bridge was sold. The guild said that nobody was working for such an outcome.",
        "The mayor of Oslo said that Oslo had never sought to sell the bridge.",
        "The clerk asked for a lower toll; the guild said that no coin came.",
        "The clerk said that the road was long; the guild said that rain was near.",
        "Oslo said it wanted a lower toll. But the mayor of Lima said he wanted a higher one.",
        "The Gazette said that Lima sold the bridge. The mayor of Lima would neither confirm nor deny the report.",
        "",
    ],
)
def test_no_contradiction_without_a_common_question_or_a_second_voice(text: str) -> None:
    assert pairs(text) == []


def test_a_wish_that_is_turned_down_contradicts_nobody() -> None:
    wish = "The mayor of Oslo suggested that guards be brought in. "
    assert pairs(wish + "The mayor of Lima rejected the suggestion that guards be brought in.") == []


def test_what_was_asked_for_is_what_nothing_of_the_kind_was_asked_for() -> None:
    asked = "The mayor of Oslo said that Lima had insisted on a toll. The clerk of Oslo said that the bridge leaks. "
    assert pairs(asked + "Lima had insisted on nothing of the kind, the mayor of Lima said.")[0][0] == "said"


def test_who_denies_an_account_means_what_was_told_to_have_been_and_no_forecast() -> None:
    told = (
        "The palace claimed that it was Lima that had ended the dialogue. "
        "It said that no accord was likely unless the mood changed. Lima rejected this account."
    )
    assert pairs(told) == [("claimed", "rejected")]
    assert pairs(told.replace("account", "view")) != [("claimed", "rejected")]


def test_an_account_is_set_against_another_once_a_sentence() -> None:
    text = (
        "The mayor of Oslo said that the gates were open. "
        "Conversely, the guild claimed that the gates were shut and warned that the key was lost."
    )
    assert pairs(text) == [("said", "claimed")]


def test_a_paragraph_of_many_statements_costs_no_more_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "MOST", 8)
    of_others, compared = rivals.of_others, [0]

    def counted(one: told.Told, other: told.Told) -> bool:
        compared[-1] += 1
        return of_others(one, other)

    monkeypatch.setattr(rivals, "of_others", counted)
    said = "Mr. Orr said that Arland would sign. Ms. Ames denied that. The clerk called the report a fiction. "
    for many in (20, 40):
        pairs(said * many)
        compared.append(0)
    assert 0 < compared[1] <= 2.2 * compared[0]


def test_what_a_denier_adds_tells_which_claim_is_denied() -> None:
    text = (
        "A report by the guild claimed that an envoy was on the way to Lima.\n\n"
        "The mayor of Lima said that a deal was close.\n\nThe clerk of Lima said that the quay was shut.\n\n"
        "Oslo denied these claims, saying: “No envoy is on the way to Lima.”"
    )
    assert pairs(text) == [("claimed", "denied")]


def test_who_stands_by_what_was_just_denied_opposes_the_denial() -> None:
    denied = "The mayor of Lima denied that a note had reached the town. "
    assert pairs(denied + "The clerk of Oslo maintained that it was delivered in May.") == [("denied", "maintained")]
    assert pairs(denied + "But the clerk of Oslo said that the note came in May.") == [("denied", "said")]
    assert pairs(denied + "The clerk of Oslo said that the road was long.") == []
    assert pairs(denied + "It rained for a week. But the clerk of Oslo said that the road was long.") == []


def test_who_contradicts_an_account_in_so_many_words_opposes_the_likeliest_one_however_far() -> None:
    claim = "The mayor of Lima said that Oslo had shut the bridge.\n\nThe clerk of Lima said that no toll was due."
    assert pairs(f"{claim}\n\nOslo contradicts this account.") == [("said", "contradicts")]
    assert pairs(f"{claim}\n\nOslo belies its name.") == []


def test_an_argument_that_is_rejected_is_that_of_whoever_made_it() -> None:
    claim = "The mayor of Lima said that the ban was an answer to the tolls. "
    assert pairs(claim + "The clerk of Oslo rejected the argument that the ban answered the tolls.") == [
        ("said", "rejected")
    ]
