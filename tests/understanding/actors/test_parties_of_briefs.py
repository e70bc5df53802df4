"""Whose people are: what a brief and the text itself tell, where no table knows the parties."""

from __future__ import annotations

import pytest
from tests.understanding.actors.test_annotator import actors_in, the

from verbale.model.brief import Brief, Party, Person

LAKE = Brief(
    parties=(
        Party(code="FRW", name="Farwell Timber"),
        Party(code="OKT", name="Osk Tribal Council"),
        Party(code="TOL", name="Town of Limeport"),
        Party(code="SCH", name="Synod of Hill Parishes", aliases=("the bishops",)),
    )
)


def test_a_party_that_no_word_tells_for_a_body_is_met_again_as_the_company() -> None:
    found = actors_in("Farwell Timber turned the offer down. The company's chief executive, Ivo Lund, left.", LAKE)
    assert the("Farwell Timber", found)[1] == ["Farwell Timber", "The company"]
    assert the("Ivo Lund", found)[0].party == "FRW"


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("The Osk Tribal Council met. A lawyer for the council, Ada Moe, spoke.", "Ada Moe", "OKT"),
        ("The Osk Tribal Council met. Ada Moe, a spokeswoman for the council, left.", "Ada Moe", "OKT"),
        ("Ada Moe, negotiating for the Osk Tribal Council, said it was early.", "Ada Moe", "OKT"),
        ("The Osk Tribal Council met. For the council, Ada Moe said that it was early.", "Ada Moe", "OKT"),
        ("The Osk Tribal Council, led by Ada Moe, walked out on Monday.", "Ada Moe", "OKT"),
        ("Mayor Ada Moe said the town of Limeport would wait.", "Ada Moe", "TOL"),
        ("The text was read out by Bishop Ivo Moe on Monday.", "Ivo Moe", "SCH"),
        ("Ada Moe, the Red Cross director for Yemen, agreed.", "Ada Moe", None),
        ("The head of the World Bank, Ada Moe, said that Yemen would pay.", "Ada Moe", None),
        ("Yemen protested. The mayor of Gullhaven, Ada Moe, agreed.", "Ada Moe", None),
        ("Yemen protested. Ada Moe, secretary-general of the Hill Forum, agreed.", "Ada Moe", None),
        ("Ada Moe, heading a probe of the Osk Tribal Council, said it was early.", "Ada Moe", None),
        ("Ada Moe, chairing the talks between Farwell Timber and Yemen, agreed.", "Ada Moe", None),
        ("Ada Moe, chairing the meeting of Farwell Timber with Yemen, agreed.", "Ada Moe", None),
        ("Ada Moe, representing people who fish, against Farwell Timber, agreed.", "Ada Moe", None),
        ("Ada Moe, speaking for an hour about Farwell Timber, said it was early.", "Ada Moe", None),
        ("Farwell Timber was led on a false track by Ada Moe. Moe agreed.", "Ada Moe", None),
        ("The Osk Tribal Council was headed off by Ada Moe. Moe agreed.", "Ada Moe", None),
        ("Ada Moe, an opponent of Yemen, agreed.", "Ada Moe", None),
        ("Ada Moe, a critic of Farwell Timber, agreed.", "Ada Moe", None),
    ],
)
def test_whom_somebody_speaks_for_or_leads_tells_the_party(text: str, name: str, party: str | None) -> None:
    assert the(name, actors_in(text, LAKE))[0].party == party


def test_a_predecessor_and_a_council_have_the_party_of_whose_they_are_also_in_a_dialogue() -> None:
    head = "Chief Ada Moe of the Osk Tribal Council spoke to the paper.\n"
    text = f"{head}Q: Why?\nA: We wait.\nQ: Is it late?\nA: My predecessor signed."
    assert the("predecessor", actors_in(text, LAKE))[0].party == "OKT"


def test_a_state_whose_people_the_brief_does_not_name_has_the_adjective_that_the_press_makes_of_it() -> None:
    brief = Brief(parties=(Party(code="VLT", name="Velta", seats=("Orsk",)), Party(code="MRN", name="Moran")))
    found = actors_in("The Veltan delegation left. Moranian Foreign Minister Ada Moe stayed.", brief)
    assert the("Veltan delegation", found)[0].party == "VLT"
    assert the("Ada Moe", found)[0].party == "MRN"


def test_a_land_that_a_council_governs_has_no_ministers() -> None:
    land = Party(code="VRN", name="Varnia", aliases=("council of Varnia",), seats=("Hall",))
    brief = Brief(parties=(land, Party(code="CLD", name="Caldia", seats=("Brens",))))
    text = "Varnia voted on Sunday. Varnia wants a date from Caldia. Prime Minister Ada Moe refused."
    assert the("Ada Moe", actors_in(text, brief))[0].party == "CLD"


def test_who_is_close_to_somebody_and_who_criticises_him_do_not_speak_for_his_party() -> None:
    text = "Norwegian Prime Minister Ivo Lund left. A person close to him said it was late. Lund's critics laughed."
    assert the("person close to him", actors_in(text))[0].party is None
    assert the("Lund's critics", actors_in(text))[0].party is None


def test_a_name_with_and_in_it_acts_where_the_parse_takes_its_first_word_for_the_subject() -> None:
    brief = Brief(parties=(Party(code="NDC", name="Norlandic Dairy and Cattle Union"),))
    text = (
        "That lobby is unmoved. The Norlandic Dairy and Cattle Union, which has many members, has threatened to sue. "
        "“They can have one or the other,” said its president, Ada Moe."
    )
    assert the("Ada Moe", actors_in(text, brief))[0].party == "NDC"


def test_q_is_the_newsroom_that_interviews_and_each_question_of_a_briefing_is_somebody() -> None:
    turns = "Q: Why?\nA: We wait.\nQ: Is it late?\nA: It is.\nQ: And now?\nA: We go on."
    found = actors_in(f"Ada Moe spoke to the paper.\n{turns}", outlet="Harbour Post", kind="interview")
    assert the("Harbour Post", found)[1] == ["Q", "Q", "Q"]
    told = f"Ada Moe spoke to reporters.\n{turns}".replace("Q:", "QUESTION:").replace("A:", "MS MOE:")
    assert [words for actor, words in actors_in(told) if actor.name == "QUESTION"] == [["QUESTION"]] * 3


def test_the_mayor_is_not_the_president_of_the_union() -> None:
    found = actors_in("The union's president, Ada Moe, left. The mayor said he would wait.")
    assert "The mayor" not in the("Ada Moe", found)[1]


@pytest.mark.parametrize(
    ("office", "party"), [("The mayor", None), ("The governor", None), ("The chief executive", "FRW")]
)
def test_the_mayor_and_the_governor_are_those_of_a_place_and_not_of_the_company_told_of(
    office: str, party: str | None
) -> None:
    found = actors_in(f"Farwell Timber stayed away. {office} said that it was late.", LAKE)
    assert the(office[4:], found)[0].party == party


@pytest.mark.parametrize(
    ("phrase", "party"),
    [
        ("An EU member", None),
        ("An African Union member", None),
        ("A Hezbollah member", "HEZB"),
        ("A Greek member", "GRC"),
        ("Hezbollah's opponents", None),
        ("Hezbollah's Greek critics", "GRC"),
    ],
)
def test_a_member_is_of_the_body_unless_its_members_are_states_and_an_opponent_of_none(
    phrase: str, party: str | None
) -> None:
    found = actors_in(f"{phrase} said on Monday that it was late.")
    assert [actor.party for actor, words in found if phrase in words] == [party]


def test_a_body_of_the_tables_is_the_party_of_the_brief_that_calls_it_otherwise() -> None:
    brief = Brief(parties=(Party(code="NATO", name="North Atlantic Pact"),))
    found = actors_in("The North Atlantic Pact met. NATO said on Monday that it would wait.", brief)
    assert the("North Atlantic Pact", found)[1] == ["The North Atlantic Pact", "NATO", "it"]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Senate leader Ana Ruelas said that it was late.", None),
        ("Bolivia signed on Monday. Senate leader Ana Ruelas said that it was late.", "BOL"),
        ("The Peruvian Congress must approve it. Senate leader Ana Ruelas said that it was late.", "PER"),
        ("Washington signed on Monday. Senate leader Ana Ruelas said that it was late.", "USA"),
    ],
)
def test_a_senate_is_that_of_the_state_told_of_and_nobodys_where_none_is(text: str, party: str | None) -> None:
    assert the("Ana Ruelas", actors_in(text))[0].party == party


def test_a_senate_leader_of_the_brief_has_the_party_that_the_brief_gives() -> None:
    parties = (Party(code="BOL", name="Bolivia"), Party(code="CHL", name="Chile"))
    brief = Brief(parties=parties, people=(Person(name="Ana Ruelas", party="CHL"),))
    assert the("Ana Ruelas", actors_in("Senate leader Ana Ruelas said that it was late.", brief))[0].party == "CHL"
