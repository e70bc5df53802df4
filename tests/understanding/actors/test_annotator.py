"""Actors as the annotator gives them for short invented articles."""

from __future__ import annotations

from typing import Any

import pytest

from verbale.model.brief import Brief, Office, Organisation, Party, Person, Place, PlaceName
from verbale.model.evidence import Reading
from verbale.model.negotiation import Actor
from verbale.model.text import Article, Dateline
from verbale.understanding.builtin import build


def actors_in(text: str, brief: Brief | None = None, **fields: Any) -> list[tuple[Actor, list[str]]]:
    """The actors of a text of one or more paragraphs, each with the words of its mentions."""
    found = reading_of(text, brief, **fields).findings.actors
    return [(f.content, [text[s:e] for s, e in f.content.mentions]) for f in found]


def reading_of(text: str, brief: Brief | None = None, **fields: Any) -> Reading:
    """The reading of such a text with the actors in it."""
    paragraphs, at = [], 0
    for part in text.split("\n"):
        paragraphs += [(at, at + len(part))] if part else []
        at += len(part) + 1
    article = Article(name="a.txt", text=text, paragraphs=tuple(paragraphs), **fields)
    return build(brief or Brief(), names=["actors"]).read(article)


def the(name: str, found: list[tuple[Actor, list[str]]]) -> tuple[Actor, list[str]]:
    """The one actor of that name."""
    (one,) = [pair for pair in found if pair[0].name == name]
    return one


def test_a_capital_that_speaks_is_the_state_and_one_where_people_meet_is_not() -> None:
    found = actors_in("Athens said it would wait. The envoys met in Athens. Greece has waited since May.")
    greece, words = the("Greece", found)
    assert (greece.kind, greece.party) == ("state", "GRC")
    assert words == ["Athens", "it", "Greece"]


def test_a_title_is_no_part_of_the_mention_and_gives_the_party() -> None:
    found = actors_in("Norwegian Foreign Minister Liv Dahlstrand left on Monday. Dahlstrand had come alone.")
    minister, words = the("Liv Dahlstrand", found)
    assert (minister.kind, minister.party) == ("person", "NOR")
    assert minister.role == "Norwegian Foreign Minister"
    assert words == ["Liv Dahlstrand", "Dahlstrand"]


def test_the_minister_and_she_are_the_one_just_named() -> None:
    found = actors_in("Swedish Foreign Minister Karin Ahlvik came to Riga. The minister said she would stay.")
    assert the("Karin Ahlvik", found)[1] == ["Karin Ahlvik", "The minister", "she"]


def test_two_sources_are_two_until_the_text_ties_them() -> None:
    found = actors_in("A Greek source gave May as the date. An Egyptian source gave June. The Greek source left.")
    assert the("Greek source", found)[1] == ["A Greek source", "The Greek source"]
    assert the("Egyptian source", found)[1] == ["An Egyptian source"]


def test_government_ministry_and_state_are_three_actors() -> None:
    found = actors_in("Peru wrote a letter. The Peruvian government signed it. The Peruvian Foreign Ministry sent it.")
    kinds = sorted(actor.kind for actor, _ in found if actor.party == "PER")
    assert kinds == ["government", "ministry", "state"]


def test_the_two_leaders_are_a_group_with_its_members() -> None:
    text = "Chilean President Rosa Quilodran met Bolivian President Juan Apaza. The two leaders agreed on water."
    found = actors_in(text)
    group, words = the("Rosa Quilodran and Juan Apaza", found)
    assert (group.kind, words) == ("group", ["The two leaders"])
    assert len(group.members) == 2


def test_an_office_alone_is_that_of_the_outlets_country() -> None:
    found = actors_in("The Foreign Ministry gave no date.", outlet="TASS")
    assert [(a.kind, a.party) for a, _ in found] == [("ministry", "RUS")]


def test_a_brief_adds_parties_people_and_bodies() -> None:
    brief = Brief(
        parties=(Party(code="NRTH", name="Northern Command", demonyms=("Northern",), seats=("Harfa",)),),
        people=(Person(name="Omar Selim", party="NRTH"),),
        organisations=(Organisation(name="River Board", party="NRTH"),),
    )
    found = actors_in("Harfa said Omar Selim would lead. The River Board agreed. Northern officials left.", brief)
    assert {a.name: a.party for a, _ in found} == {
        "Northern Command": "NRTH", "Omar Selim": "NRTH", "River Board": "NRTH", "Northern officials": "NRTH",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["It was clear that rain would come.", "It is hard to say.", "Prices rose in Lima."])
def test_nobody_acts(text: str) -> None:
    assert actors_in(text) == []


def test_a_clause_before_the_subject_is_no_apposition() -> None:
    found = actors_in("Nepali President Bina Thapa came late. Asked about Omar Lund, the president shook her head.")
    assert the("Bina Thapa", found)[1] == ["Bina Thapa", "the president", "her"]


def test_they_are_not_the_reporters_where_islands_are_nearer() -> None:
    found = actors_in("The envoy told reporters that the islands had no water and that they were empty.")
    assert the("reporters", found)[1] == ["reporters"]


def test_two_of_one_surname_and_two_parties_are_two() -> None:
    found = actors_in("Iraqi President Karim Hadid spoke first. Jordanian Prime Minister Hadid spoke last.")
    assert the("Karim Hadid", found)[0].party == "IRQ"
    assert the("Hadid", found)[0].party == "JOR"


def test_a_given_name_keeps_she_from_a_man() -> None:
    found = actors_in("Robert Lund met Swiss Ambassador Maria Keller. She left at noon.")
    assert the("Maria Keller", found)[1] == ["Maria Keller", "She"]


def test_a_dateline_gives_the_home_of_what_a_world_agency_wrote() -> None:
    text = "Prime Minister Ada Quist resigned, a spokesman said."
    found = actors_in(text, outlet="Reuters", dateline=Dateline("OSLO", None))
    assert the("Ada Quist", found)[0].party == "NOR"


def test_the_two_governments_are_the_two_states() -> None:
    found = actors_in("Chad wants a treaty and Niger wants a truce. The two governments will meet in May.")
    group, words = the("two governments", found)
    assert (words, len(group.members)) == (["The two governments"], 2)


def test_a_disputed_place_of_the_brief_is_nobody() -> None:
    brief = Brief(places=(Place(id="shoal", names=(PlaceName(name="Heron Shoal"),)),))
    assert actors_in("Heron Shoal lies to the north.", brief) == []


def test_a_listed_seat_is_the_ministry_and_a_body_is_met_again_under_a_common_noun() -> None:
    found = actors_in("Foggy Bottom gave no answer. The African Union sent a note. The bloc asked for calm.")
    assert the("Foggy Bottom", found)[0].kind == "ministry"
    assert the("African Union", found)[1] == ["The African Union", "The bloc"]


def test_whoever_speaks_is_somebody() -> None:
    found = actors_in("A beekeeper said the border was open. A study said it was shut.")
    assert [words for _, words in found] == [["A beekeeper"]]


def test_a_president_is_not_of_a_state_that_has_none() -> None:
    text = "The Turkish side sent a note. President Kemal Duru signed it, and Foreign Minister Aki Mori read it."
    found = actors_in(text, outlet="Yomiuri")
    assert the("Kemal Duru", found)[0].party == "TUR"
    assert the("Aki Mori", found)[0].party == "JPN"


def test_an_office_that_one_party_alone_has_tells_it() -> None:
    found = actors_in("Secretary of State Ann Poole met High Representative Luc Maes.")
    assert the("Ann Poole", found)[0].party == "USA"
    assert the("Luc Maes", found)[0].party == "EU"


def test_who_backs_a_front_is_not_its_party() -> None:
    found = actors_in("The Chad-backed militia left. A Malian-led team stayed.")
    assert {a.name: a.party for a, _ in found if a.kind != "state"} == {
        "Chad-backed militia": None,
        "Malian-led team": None,
    }


def test_a_body_named_only_in_a_phrase_is_met_again_as_the_bloc() -> None:
    found = actors_in("An African Union official left. The bloc's mediator stayed.")
    assert the("African Union", found)[1] == ["The bloc"]


def test_the_counterpart_of_a_negotiator_is_one_of_the_two_negotiators() -> None:
    text = "Peru's negotiator, Ana Quispe, came. Her Chilean counterpart, Luis Rojas, left. The two negotiators agreed."
    assert the("Ana Quispe and Luis Rojas", actors_in(text))[1] == ["The two negotiators"]


def test_a_state_that_acts_is_surer_to_take_part_than_one_that_owns_or_places() -> None:
    reading = reading_of("Peru told Chile to wait. A trawler had sunk off Ecuador on its way to the Bolivian lake.")
    sure = {f.content.name: f.observation.confidence for f in reading.findings.actors}
    assert sure["Peru"] > 0.8 and sure["Chile"] > 0.8
    assert sure["Ecuador"] == 0.5


def test_one_with_two_offices_in_two_parties_speaks_for_that_of_the_day() -> None:
    found = actors_in("Josep Borrell came to the talks.", published="2021-05-05")
    assert the("Josep Borrell", found)[0].party == "EU"


def test_an_office_told_before_the_name_is_the_one_named_later() -> None:
    text = "The Norwegian foreign minister left at noon. Norwegian Foreign Minister Liv Dahlstrand had come alone."
    assert the("Liv Dahlstrand", actors_in(text))[1] == ["The Norwegian foreign minister", "Liv Dahlstrand"]


def test_a_verb_that_looks_like_a_noun_leaves_the_official_to_speak() -> None:
    found = actors_in("A senior official fears that the round will fail. Another official doubts it.")
    assert [a.kind for a, _ in found] == ["anonymous", "anonymous"]


def test_the_name_of_a_state_is_as_the_article_has_it() -> None:
    assert the("Britain", actors_in("Britain refused. London said so twice."))[0].party == "GBR"
    assert the("United Kingdom", actors_in("London refused."))[0].party == "GBR"
    assert the("United Kingdom", actors_in("Britain refused. The United Kingdom said so twice."))[0].party == "GBR"


def test_a_newsroom_has_the_country_that_its_title_gives() -> None:
    assert the("Fjordposten", actors_in("The Norwegian newspaper Fjordposten wrote of it."))[0].party == "NOR"


def test_two_who_speak_as_one_are_a_group() -> None:
    text = "Prime Minister Ada Lund and President Oke Berg agreed to hurry. The negotiators met again."
    group, words = the("Ada Lund and Oke Berg", actors_in(text))
    assert group.kind == "group" and len(group.members) == 2
    assert words == ["Ada Lund and President Oke Berg", "The negotiators"]


def test_an_agency_that_inspects_is_no_news_agency() -> None:
    text = "The IAEA wants answers, an envoy told the AFP news agency. The agency sent a letter."
    assert the("International Atomic Energy Agency", actors_in(text))[1] == ["The IAEA", "The agency"]


def test_one_of_a_negotiating_team_has_its_party() -> None:
    found = actors_in("A member of the Peruvian negotiating team denied this.")
    assert the("member of the Peruvian negotiating team", found)[0].party == "PER"


def test_a_short_form_in_brackets_is_a_mention_too() -> None:
    text = "The International Atomic Energy Agency (IAEA) refused. The IAEA said so."
    assert the("International Atomic Energy Agency", actors_in(text))[1] == [
        "The International Atomic Energy Agency",
        "IAEA",
        "The IAEA",
    ]


def test_the_chief_of_a_body_is_its_secretary_general() -> None:
    text = "The U.N. chief flew in. U.N. Secretary-General Ida Moe met both sides, and the U.N. chief left."
    assert the("Ida Moe", actors_in(text))[1] == ["The U.N. chief", "Ida Moe", "the U.N. chief"]


def test_both_sides_are_the_two_sides_met_before() -> None:
    text = "Peru and Chile agreed to talk. The two sides will meet in May. Norway and Oman urged patience in the hall."
    words = {w for _, all_ in actors_in(text) for w in all_}
    assert "The two sides" in words


def test_a_parliament_is_that_of_the_minister_who_tells_it() -> None:
    found = actors_in("Norwegian Foreign Minister Liv Dahlstrand told parliament so.", outlet="TASS")
    assert the("parliament", found)[0].party == "NOR"


def test_who_tells_of_somebody_by_name_is_somebody_else() -> None:
    text = "Foreign Minister Jan Berg spoke. Prime Minister Ole Vik is still looking for a way, he said."
    assert "he" not in the("Ole Vik", actors_in(text))[1]


def test_a_source_before_a_comma_is_not_the_minister_behind_it() -> None:
    found = actors_in("According to the source, Norwegian Foreign Minister Liv Dahlstrand refused.")
    assert the("source", found)[0].kind == "anonymous"


def test_a_numeral_belongs_to_those_it_counts() -> None:
    assert the("22 cadets", actors_in("The bomb killed 22 cadets."))[0].kind == "group"


def test_a_paper_handed_over_is_no_newspaper() -> None:
    assert not actors_in("He handed over a six-point paper.")[1:]


def test_mediators_of_two_states_have_no_party() -> None:
    found = actors_in("Sudan agreed to wait, Peruvian and Chilean mediators said.")
    assert the("Peruvian and Chilean mediators", found)[0].party is None


def test_the_spokesman_of_an_armed_body_speaks_for_it() -> None:
    found = actors_in("Sudan's army held the bridge. A spokesman for the RSF, Yousif Harun, denied it.")
    assert the("Yousif Harun", found)[0].party == "RSF"


def test_who_is_accused_of_something_ends_before_it() -> None:
    assert the("army", actors_in("He accused the army of shelling the market."))[1] == ["the army"]


def test_a_movement_named_in_the_plural_is_they() -> None:
    found = actors_in("The Houthis refused. Their chief negotiator, Hisham Sharaf, flew home.")
    assert the("Houthis", found)[1] == ["The Houthis", "Their"]
    assert the("Hisham Sharaf", found)[0].party == "HOUTHI"


def test_an_adverb_before_an_adjective_is_in_the_phrase() -> None:
    found = actors_in("They met the internationally recognised government of Yemen.")
    assert ["the internationally recognised government of Yemen"] in [words for _, words in found]


def test_a_surname_alone_is_the_person_of_the_brief() -> None:
    brief = Brief(people=(Person(name="Ole Vik", party="NOR"),))
    assert the("Ole Vik", actors_in("Vik said the plan was dead.", brief))[1] == ["Vik"]


def test_whom_the_brief_names_is_no_part_of_the_office_of_the_next_in_a_list() -> None:
    brief = Brief(people=(Person(name="Ole Vik", party="NOR"),))
    found = actors_in("The paper says Norwegian President Ole Vik and Chile Prime Minister Ana Silva met.", brief)
    assert the("Ole Vik", found)[0].party == "NOR"
    assert (the("Ana Silva", found)[0].party, the("Ana Silva", found)[0].role) == ("CHL", "Chile Prime Minister")


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Norway and Chile are far apart. After the meeting in Peru the two sides parted.", ["Chile", "Norway"]),
        (
            "Chile looked on. The shepherds in Peru blamed Norway for dead sheep. The two sides broke off relations.",
            ["Norway", "Peru"],
        ),
    ],
)
def test_a_state_where_others_meet_is_none_of_the_two_sides_and_one_where_somebody_is_may_be(
    text: str, sides: list[str]
) -> None:
    brief = Brief(parties=(Party(code="NOR", name="Norway"), Party(code="CHL", name="Chile")))
    found = reading_of(text, brief).findings.actors
    name_of = {f.key: f.content.name for f in found}
    (group,) = [f.content for f in found if f.content.members]
    assert sorted(name_of[key] for key in group.members) == sides


def test_letters_that_a_brief_gives_with_an_article_are_not_cut_from_a_longer_name() -> None:
    brief = Brief(parties=(Party(code="NRTH", name="Northern River Council", aliases=("the NRC",)),))
    found = actors_in("The NRC Fishing Board hired a cook.", brief)
    assert [a.name for a, _ in found if "Board" in a.name] == ["NRC Fishing Board"]


@pytest.mark.parametrize("alias", ["the NRC", "NRC"])
def test_letters_that_a_brief_gives_with_an_article_are_known_before_an_office_too(alias: str) -> None:
    brief = Brief(parties=(Party(code="NRTH", name="Northern River Council", aliases=(alias,)),))
    found = actors_in("NRC Envoy Ana Silva warned of a delay.", brief)
    assert the("Ana Silva", found)[0].party == "NRTH"


@pytest.mark.parametrize("spelt", ["Sergei Lavrov", "Sergéy Lavrov", "Sergey Lavrov"])
def test_a_brief_may_spell_whom_the_tables_know_in_another_way(spelt: str) -> None:
    office = Office(title="Foreign Minister", since="2004-03-09")
    brief = Brief(people=(Person(name=spelt, party="RUS", offices=(office,)),))
    found = actors_in("Lavrov left Lima on Monday.", brief, published="2023-03-10")
    assert the(spelt, found)[0].party == "RUS"


def test_a_chief_negotiator_speaks_for_the_side_that_sent_him() -> None:
    found = actors_in("Mr Barnier said a deal was near.", published="2020-10-22")
    assert the("Barnier", found)[0].party == "EU"


def test_a_capital_spoken_of_in_a_quotation_gives_nobody_outside_it_a_country() -> None:
    found = actors_in(
        "Moldova's chief negotiator said talks would resume. "
        '"We will be in Vienna on April 9," Finance Minister Oleg Munteanu told reporters.'
    )
    minister, _ = the("Oleg Munteanu", found)
    assert minister.party == "MDA"


TALKS = Brief(
    parties=(
        Party(code="TCD", name="Chad"),
        Party(code="NER", name="Niger"),
        Party(code="PLF", name="Plain Liberation Front", aliases=("the Front",)),
        Party(code="NOR1", name="Norland Oil"),
    )
)


def test_a_party_of_the_brief_that_is_no_state_is_a_body_and_goes_on_under_its_nouns() -> None:
    text = (
        "The Plain Liberation Front left the hall. The movement said it had waited. Norland Oil stayed. The firm slept."
    )
    found = actors_in(text, TALKS)
    front, words = the("Plain Liberation Front", found)
    assert (front.kind, front.party, words) == (
        "organisation",
        "PLF",
        ["The Plain Liberation Front", "The movement", "it"],
    )
    assert the("Norland Oil", found)[1] == ["Norland Oil", "The firm"]


def test_a_short_form_means_the_party_only_where_it_stands_alone() -> None:
    found = actors_in("The Front said no. The Front of the Coast agreed, and the National Front laughed.", TALKS)
    assert the("Plain Liberation Front", found)[1] == ["The Front"]


def test_the_name_of_a_body_without_its_people_is_not_that_of_another_people() -> None:
    brief = Brief(parties=(Party(code="LNA", name="Libyan National Army"),))
    assert [a.party for a, _ in actors_in("The National Army said no.", brief)] == ["LNA"]
    for text in ("Sudan’s National Army said no.", "The Lebanese National Army did.", "A National Army of Peru did."):
        assert "LNA" not in [a.party for a, _ in actors_in(text, brief)]


def test_an_office_without_a_country_is_of_the_state_that_acted_last_and_not_of_a_body() -> None:
    text = "Chad closed the road. Water Minister Ada Orum said Norland Oil had been told."
    assert the("Ada Orum", actors_in(text, TALKS))[0].party == "TCD"


def test_an_office_is_not_that_of_the_state_it_acts_against() -> None:
    text = "Niger wants the well. Chad wants it too. Foreign Minister Ada Orum accused Chad of theft."
    assert the("Ada Orum", actors_in(text, TALKS))[0].party == "NER"


def test_an_office_that_a_state_does_not_have_is_another_states() -> None:
    text = "The United States and Chad met. The United States was late. Finance Minister Ada Orum left."
    assert the("Ada Orum", actors_in(text))[0].party == "TCD"


def test_members_belong_to_the_body_that_they_lead_sign_or_speak_for() -> None:
    text = (
        "The Plain Liberation Front met Norland Oil. Idris Sow, who signed for the Front, "
        "stayed. Ruth Lund of Norland Oil slept. A spokesman for Norland Oil said so."
    )
    found = actors_in(text, TALKS)
    assert the("Idris Sow", found)[0].party == "PLF"
    assert the("Ruth Lund", found)[0].party == "NOR1"
    assert the("spokesman for Norland Oil", found)[0].party == "NOR1"


def test_in_a_dialogue_i_and_you_are_the_one_interviewed_and_we_the_side() -> None:
    text = (
        "Chadian Foreign Minister Ada Orum received us on Friday.\nQ: Will you sign?\nA: I think we will.\n"
        "Q: And your critics?\nA: They wait. I do not."
    )
    found = actors_in(text)
    assert the("Ada Orum", found)[1] == ["Ada Orum", "you", "A", "I", "your", "A", "I"]
    assert "we" in the("Chad", found)[1]


def test_we_in_a_text_without_quotation_marks_is_whoever_issues_it() -> None:
    text = "Statement of the Plain Liberation Front.\nWe hold the town. We want a road. Nobody has asked us."
    assert the("Plain Liberation Front", actors_in(text, TALKS))[1][1:] == ["We", "We", "us"]


def test_single_quotation_marks_open_and_close_a_quotation() -> None:
    text = "Chadian Foreign Minister Ada Orum shrugged. ‘We shall wait for Niger’s answer,’ she said."
    assert the("Chad", actors_in(text))[1] == ["We"]


def test_sources_told_by_a_number_are_several_and_have_the_party_of_the_many() -> None:
    text = "Two Greek officials spoke. One of them said the text was ready. The other doubted it."
    found = actors_in(text)
    assert [(a.name, a.party) for a, _ in found if a.kind == "anonymous"] == [
        ("Two Greek officials", "GRC"),
        ("One of them", "GRC"),
        ("The other", "GRC"),
    ]


def test_two_with_one_surname_are_told_apart_by_title_and_by_who_was_named_last() -> None:
    text = "Ruth Lund, the envoy, met Carl Lund, the mayor. Ms Lund smiled. Mr Lund said he had to go."
    found = actors_in(text)
    assert the("Ruth Lund", found)[1] == ["Ruth Lund", "the envoy", "Lund"]
    assert the("Carl Lund", found)[1] == ["Carl Lund", "the mayor", "Lund", "he"]


FRONT = Brief(
    parties=(
        Party(code="CHL", name="Chile"),
        Party(code="FLR", name="Front for Lake Reform", aliases=("the Front for Lake Reform",)),
    )
)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        (
            "The Front for Lake Reform will sign a pact with Chile if its men are freed, its leader, Ana Mar, said.",
            "FLR",
        ),
        ("Chile will sign a pact with the Front for Lake Reform, its minister, Ana Mar, said.", "CHL"),
        ("Chile met the Front for Lake Reform, and its minister, Ana Mar, said that it rained.", "CHL"),
    ],
)
def test_whose_leader_tells_it_is_who_acts_in_what_is_told(text: str, party: str) -> None:
    assert the("Ana Mar", actors_in(text, FRONT))[0].party == party


def test_who_says_something_in_remarks_is_whose_they_are() -> None:
    text = "Mr Ola Berg disliked the envoy Mr Per Lund’s remarks, in which he said that it rained."
    assert the("Per Lund", actors_in(text))[1][-1] == "he"
    assert the("Ola Berg", actors_in(text.replace("he said that it rained", "he saw hope")))[1][-1] == "he"
    assert the("Ola Berg", actors_in(text.replace("in which", "after which")))[1][-1] == "he"


def test_who_answers_has_the_word_and_the_envoy_of_a_community_is_no_states() -> None:
    answer = "Chile shut the lake. Peru reacted on May 4. Speaking on a boat, Foreign Minister Ana Mar denied it."
    assert the("Ana Mar", actors_in(answer))[0].party == "PER"
    envoy = "Chile and Peru thanked Ana Mar, the envoy of the Southern Lakes Community."
    assert the("Ana Mar", actors_in(envoy))[0].party is None


def test_a_short_name_given_in_brackets_means_the_same() -> None:
    text = "The Lakeside Chamber (“the Chamber”) met Chad. The Chamber asked for time. The Chamber left."
    (words,) = [w for a, w in actors_in(text) if a.name.endswith("Chamber")]
    assert words[-2:] == ["The Chamber", "The Chamber"]


def test_a_people_behind_the_article_is_the_state_that_acts_and_before_a_noun_it_is_nobody() -> None:
    found = actors_in("Switzerland waited. The Swiss refused the text. Swiss cheese was late.")
    assert the("Switzerland", found)[1] == ["Switzerland", "The Swiss"]


def test_itself_is_the_subject_of_its_clause() -> None:
    assert the("Chad", actors_in("Chad asked Niger to wait and committed itself to talks."))[1] == ["Chad", "itself"]


def test_a_text_that_ends_with_a_people_or_has_no_words_is_read_all_the_same() -> None:
    assert actors_in(" ") == []
    assert the("Switzerland", actors_in("Switzerland knows the Swiss"))[1] == ["Switzerland", "the Swiss"]


def test_whose_chief_somebody_is_tells_the_party_wherever_the_owner_s_is_told() -> None:
    brief = Brief(parties=(Party(code="LLF", name="Lowland Front"), Party(code="NOR", name="Norway")))
    text = (
        "Norway waited. Ada Lund, her chief negotiator, left with Mia Berg on Monday. Berg said she would follow.\n"
        "Mia Berg, who leads the Lowland Front, said her aide would stay."
    )
    found = actors_in(text, brief)
    assert the("Mia Berg", found)[0].party == "LLF"
    assert the("Ada Lund", found)[0].party != "NOR"


def test_who_has_chaired_a_party_of_the_brief_belongs_to_it() -> None:
    brief = Brief(parties=(Party(code="VCO", name="Varnia Council"),))
    found = actors_in("Ida Falk has chaired the Varnia Council since May. Falk said she would wait.", brief)
    assert the("Ida Falk", found)[0].party == "VCO"


def test_a_party_that_somebody_has_is_theirs_and_met_again_under_its_noun() -> None:
    brief = Brief(parties=(Party(code="CPL", name="Concord Platform"), Party(code="NDM", name="North Delta Movement")))
    text = (
        "Clara Rey was barred from office. Rey's Concord Platform refused. The North Delta Movement's chairman, "
        "Omar Adeb, stayed. Adeb said that his movement would sign."
    )
    found = actors_in(text, brief)
    assert the("Clara Rey", found)[0].party == "CPL"
    assert "his movement" in the("North Delta Movement", found)[1]


def test_a_body_of_the_brief_is_meant_by_its_noun_with_the_words_of_its_name() -> None:
    brief = Brief(
        parties=(Party(code="ORC", name="Osto River Commission"), Party(code="TUO", name="Teachers' Union of Osto"))
    )
    text = (
        "A commission was promised in May. The Osto River Commission met in June. Then the river commission left. "
        "The teachers' union stayed."
    )
    found = actors_in(text, brief)
    assert "the river commission" in the("Osto River Commission", found)[1]
    assert next(a.party for a, words in found if "The teachers' union" in words) == "TUO"


def test_a_party_of_one_word_that_is_a_company_in_full_is_no_state() -> None:
    brief = Brief(parties=(Party(code="NLD1", name="Norland", aliases=("Norland Aircraft",)),))
    company, words = the("Norland", actors_in("Norland refused. Norland Aircraft said it would pay.", brief))
    assert (company.kind, company.party) == ("organisation", "NLD1")
    assert words == ["Norland", "Norland Aircraft", "it"]


def test_the_people_of_a_party_of_the_brief_are_called_by_the_plural_of_its_adjective() -> None:
    brief = Brief(parties=(Party(code="VRN", name="Varnia", demonyms=("Varnian",)),))
    assert the("Varnia", actors_in("Varnia waited. The Varnians refused.", brief))[1] == ["Varnia", "The Varnians"]


def test_an_age_and_a_former_trade_mean_the_person_named_before_and_a_former_office_does_not() -> None:
    text = "Envoy Ada Lund came alone on Monday. The 52-year-old former pilot refused. The former envoy had agreed."
    assert the("Ada Lund", actors_in(text))[1] == ["Ada Lund", "The 52-year-old former pilot"]


def test_a_label_in_capitals_is_the_person_it_names_and_one_that_asks_is_a_newsroom() -> None:
    head = "Briefing by Ada Lund, envoy of Chad\n"
    turns = (
        "MS LUND: I have little to add.",
        "LAKE COURIER: Will you go back?",
        "MS LUND: I will.",
        "LAKE COURIER: When?",
    )
    text, paragraphs, at = head + "\n".join(turns), [], len(head)
    for turn in turns:
        paragraphs.append((at, at + len(turn)))
        at += len(turn) + 1
    article = Article(name="a.txt", text=text, paragraphs=tuple(paragraphs), kind="briefing")
    found = [f.content for f in build(Brief(), names=["actors"]).read(article).findings.actors]
    told = {a.name: [text[s:e] for s, e in a.mentions] for a in found}
    assert told["Ada Lund"] == ["LUND", "I", "you", "LUND", "I"]
    assert told["LAKE COURIER"] == ["LAKE COURIER", "LAKE COURIER"]


def test_a_capital_that_opens_the_sentence_tells_whose_ministry_acts_there() -> None:
    text = "Chad waited. Chad had asked Niger for time. In Niamey, the defence ministry refused."
    assert next(a.party for a, _ in actors_in(text) if a.kind == "ministry") == "NER"


def test_a_ministry_of_the_brief_is_its_minister_s_party_and_another_ministry_is_the_state_s() -> None:
    brief = Brief(
        title="The Greek dockers' pay dispute",
        parties=(Party(code="MOT", name="Ministry of Transport"), Party(code="DOU", name="Dockers' Union")),
    )
    text = (
        "The Ministry of Health waited. The ministry said it had no money, and Transport Minister Ada Lund left. "
        "The dockers stayed away."
    )
    found = actors_in(text, brief)
    assert the("Ada Lund", found)[0].party == "MOT"
    assert "The ministry" in the("Ministry of Transport", found)[1]
    assert the("Ministry of Health", found)[0].party == "GRC"
    assert next(a.party for a, words in found if "The dockers" in words) == "DOU"


def test_whose_owner_does_not_act_and_who_is_from_a_continent_have_no_party() -> None:
    text = "Chad waited. A Western ambassador in N'Djamena said so. The freighter's captain said no."
    assert [(a.name, a.party) for a, _ in actors_in(text) if a.kind == "anonymous"] == [
        ("Western ambassador in N'Djamena", None),
        ("freighter's captain", None),
    ]


def test_european_means_the_union_only_where_it_is_a_party() -> None:
    text = "A European official said no."
    chad, union = Party(code="TCD", name="Chad"), Party(code="EU", name="European Union")
    assert [a.party for a, _ in actors_in(text, Brief(parties=(chad,)))] == [None]
    assert [a.party for a, _ in actors_in(text, Brief(parties=(chad, union)))] == ["EU"]


def test_each_side_and_the_two_are_those_who_met() -> None:
    found = actors_in("Chad and Niger met. Neither side signed. Either party may leave. The two had agreed on a text.")
    assert the("Chad and Niger", found)[1] == ["Chad and Niger", "Neither side", "Either party", "The two"]


def test_the_newsroom_of_the_page_is_called_by_its_last_word_or_this_newspaper() -> None:
    found = actors_in(
        "Ada Lund told the Mail she would wait. She told this newspaper so.", outlet="THE LAKE MAIL", byline="Bo Kern"
    )
    assert the("Mail", found)[1] == ["the Mail", "this newspaper"]


def test_its_means_nobody_before_what_only_a_text_has() -> None:
    found = actors_in("Chad signed the accord. Under its terms Niger pays. Chad sent its envoy.")
    assert the("Chad", found)[1] == ["Chad", "Chad", "its"]


def test_they_is_nobody_where_something_else_in_the_plural_is_the_subject_since() -> None:
    found = actors_in("Chad and Niger met two miners. The talks ended. They will resume.")
    assert all("They" not in words for _, words in found)


def test_short_names_behind_a_code_in_brackets_mean_the_firm_and_its_chief_executive_is_the_firm_s() -> None:
    brief = Brief(parties=(Party(code="NOI", name="Norland Oil"), Party(code="TCD", name="Chad")))
    text = (
        "Norland Oil (OSE: NLO) (“Norland” or the “Firm”) left Chad. The Firm asked for time.\n"
        "“We waited,” said Ada Lund, President and Chief Executive Officer."
    )
    found = actors_in(text, brief)
    assert the("Norland Oil", found)[1][-2:] == ["The Firm", "We"]
    assert the("Ada Lund", found)[0].party == "NOI"


def test_who_is_told_by_an_office_alone_is_surer_where_that_one_acts() -> None:
    def surety(text: str) -> list[float]:
        found = reading_of(text).findings.actors
        return [f.observation.confidence for f in found if f.content.kind == "person"]

    assert surety("The mayor refused.") > surety("It is near the house of the mayor.")


def test_a_firm_based_somewhere_is_not_that_state_s() -> None:
    found = actors_in("Ida Berg, chief financial officer of a Lima-based firm, said no. Chad waited.")
    assert the("Ida Berg", found)[0].party is None


def test_a_month_that_the_parse_takes_for_a_subject_is_nobody() -> None:
    assert all(a.name != "February" for a, _ in actors_in("Rebels who have held it since February agreed to go."))


FERRIES = Brief(
    parties=(
        Party(code="PEF", name="Peninsula Ferries", aliases=("the company",)),
        Party(code="SSU", name="Sailors' Society", aliases=("the union", "the sailors' union")),
        Party(code="MIN", name="Department of Harbours", aliases=("Harbour Minister", "the Department")),
    ),
)


def test_the_we_of_a_company_that_publishes_the_page_is_the_company() -> None:
    text = "Peninsula Ferries regrets the strike.\nBoth sides met in Lima. We have asked for a review."
    company, words = the("Peninsula Ferries", actors_in(text, FERRIES, outlet="PENINSULA FERRIES"))
    assert (company.party, words[-1]) == ("PEF", "We")


def test_an_office_among_the_names_of_a_party_is_held_for_it_and_is_not_the_party() -> None:
    found = actors_in("Harbour Minister Ida Berg left early. The minister gave no reason.", FERRIES)
    berg, words = the("Ida Berg", found)
    assert (berg.party, words) == ("MIN", ["Ida Berg", "The minister"])


def test_a_chief_executive_is_the_companys_and_a_general_secretary_the_unions() -> None:
    text = (
        "The Sailors' Society and Peninsula Ferries met on Monday. Chief executive Ida Berg left early. "
        "General secretary Idris Orum stayed."
    )
    found = actors_in(text, FERRIES)
    assert (the("Ida Berg", found)[0].party, the("Idris Orum", found)[0].party) == ("PEF", "SSU")


def test_a_short_name_before_a_noun_tells_whose_it_is() -> None:
    found = actors_in("A Department spokesman denied it. Peninsula Ferries said nothing.", FERRIES)
    assert the("Department spokesman", found)[0].party == "MIN"


def test_what_a_state_has_among_its_names_in_the_brief_is_not_the_state() -> None:
    brief = Brief(parties=(Party(code="TCD", name="Chad", aliases=("the government", "Chadian water ministry")),))
    found = actors_in("Chad waits. The government refused. The Chadian water ministry agreed.", brief)
    assert {(a.kind, a.party) for a, _ in found} == {("state", "TCD"), ("government", "TCD"), ("ministry", "TCD")}


def test_the_kingdom_is_the_state_that_calls_itself_so() -> None:
    found = actors_in("Norway and Chad met. Chad agreed at once. The kingdom asked for a day.")
    assert the("Norway", found)[1] == ["Norway", "The kingdom"]


def test_they_can_be_a_state_told_as_its_people() -> None:
    found = actors_in("The Norwegians refused on Monday. They want more.")
    assert the("Norway", found)[1] == ["The Norwegians", "They"]


def test_mrs_with_a_surname_is_the_woman_of_that_name() -> None:
    found = actors_in("Ida Berg said it was late. Owen Berg said it was not. Mrs Berg left.")
    assert the("Ida Berg", found)[1] == ["Ida Berg", "Berg"]


def test_this_diplomat_is_the_source_told_of_just_before() -> None:
    found = actors_in("A European official doubted it. Norway, this diplomat said, was late.")
    assert the("European official", found)[1] == ["A European official", "this diplomat"]


def test_a_newsroom_is_told_by_what_stands_behind_its_name() -> None:
    assert the("Fjordposten", actors_in("Fjordposten, a Norwegian daily, reported it."))[0].kind == "outlet"


def test_a_capital_acts_where_something_is_its_own() -> None:
    assert the("Norway", actors_in("The round was moved at Oslo's request."))[1] == ["Oslo"]


def test_a_lone_lawmaker_or_priest_speaks_for_no_state() -> None:
    text = "Norway signed.\nThe government waited. Lawmaker Ida Berg doubted it. A priest said so too."
    found = actors_in(text, outlet="Aftenposten")
    assert the("Ida Berg", found)[0].party is None
    assert the("priest", found)[0].party is None


def test_a_korean_surname_stands_first() -> None:
    found = actors_in("Han Seo-jun met Min Ha-eun. Min said it was late.")
    assert the("Min Ha-eun", found)[1] == ["Min Ha-eun", "Min"]


def test_an_ambassador_recalled_from_a_capital_is_his_own_states() -> None:
    found = actors_in("Chad recalled its ambassador from Oslo. The ambassador said nothing.")
    assert {a.party for a, _ in found if a.kind in ("person", "anonymous")} == {"TCD"}


def test_for_his_part_means_whom_the_sentence_goes_on_to_tell_of() -> None:
    found = actors_in("Idris Orum left early. For his part, Ole Vik said he would wait.")
    assert the("Ole Vik", found)[1] == ["his", "Ole Vik", "he"]


def test_the_official_who_is_quoted_is_nobody_of_whom_the_quotation_tells() -> None:
    found = actors_in(
        "Norway's chief delegate, Ida Berg, spoke of a pause. “Yesterday Deputy Secretary Ole Vik and I met,” the "
        "official announced."
    )
    assert "the official" in the("Ida Berg", found)[1]
    named = (
        "Norwegian Foreign Minister Ole Vik was in Rome. “When they see Ole Vik they see Norway,” the minister said."
    )
    assert the("Ole Vik", actors_in(named))[1][-1] == "the minister"


def test_the_national_security_adviser_is_one_person_before_and_after_the_name() -> None:
    found = actors_in(
        "It holds, the Norwegian national security adviser said. Norwegian national security adviser Ida Berg left."
    )
    assert the("Ida Berg", found)[1][0] == "the Norwegian national security adviser"


def test_an_unnamed_source_speaks_of_others() -> None:
    found = actors_in("Idris Orum put the plan aside. A Western diplomat said he had lost patience.")
    assert the("Idris Orum", found)[1] == ["Idris Orum", "he"]


def test_it_in_a_clause_that_tells_what_somebody_does_is_somebody() -> None:
    found = actors_in("Norway published a list of goods that it would hit with duties.")
    assert the("Norway", found)[1] == ["Norway", "it"]


def test_a_noun_with_the_short_name_of_a_body_is_the_body() -> None:
    brief = Brief(parties=(Party(code="PLU", name="Plain Labourers' Union"),))
    union, words = the("Plain Labourers' Union", actors_in("The PLU union refused. The union wants more.", brief))
    assert (union.party, words) == ("PLU", ["The PLU union", "The union"])


def test_nobody_stands_between_its_and_whom_it_means() -> None:
    found = actors_in("Norway asked both to wait so that nobody is hurt. Ole Vik, its envoy, agreed.")
    assert the("Norway", found)[1] == ["Norway", "its"]


def test_two_states_named_by_one_compound_are_both_actors() -> None:
    found = actors_in("A Peruvian–Chilean summit was set for June. The Peruvian ferry lay idle.")
    assert {"Peru", "Chile"} <= {actor.name for actor, _ in found}


def test_its_spokesman_behind_what_a_state_hopes_is_that_states() -> None:
    text = "China hopes the United States will wait, its ministry spokesman, Gao Lin, said."
    assert the("Gao Lin", actors_in(text))[0].party == "CHN"


def test_a_ministry_spokesman_belongs_to_the_ministry_told_of() -> None:
    text = "China’s Ministry of Commerce met the U.S. team. The U.S. waited. Ministry spokesman Gao Lin left."
    assert the("Gao Lin", actors_in(text))[0].party == "CHN"


def test_people_of_several_states_have_no_party() -> None:
    for text in ("The ministers of Peru, Chile and Norway left.", "U.S. and Qatari officials left."):
        assert [a.party for a, _ in actors_in(text) if a.kind in ("group", "anonymous")][:1] == [None]


def test_a_state_is_known_by_its_own_word_whatever_it_calls_itself() -> None:
    brief = Brief(
        parties=(
            Party(code="QRA", name="Republic of Quorra", aliases=("the Republic",)),
            Party(code="VLM", name="Velmar Republic", aliases=("the Republic",)),
            Party(code="DUN", name="Kingdom of Dunmark"),
        )
    )
    text = (
        "Quorra said it would wait. Velmar denied that. Dunmark offered to host the Velmar Republic. The Republic left."
    )
    found = {(m, a.party, a.kind) for a, mentions in actors_in(text, brief) for m in mentions}
    assert {("Quorra", "QRA", "state"), ("Velmar", "VLM", "state"), ("Dunmark", "DUN", "state")} <= found
    assert not any(m == "The Republic" for m, _, _ in found)  # it may be either


def test_a_body_that_ends_like_a_state_in_no_way_is_no_state() -> None:
    brief = Brief(parties=(Party(code="RUN", name="Republican Union of Selm"),))
    (union,) = [a for a, _ in actors_in("The Republican Union of Selm said it would wait.", brief)]
    assert union.kind == "organisation"


def test_an_office_before_a_name_ends_where_the_name_begins_whatever_it_is_of() -> None:
    for office, party in (
        ("President of the Republic of Peru", "PER"),
        ("Commissioner of the European Union for Energy", "EU"),
    ):
        found = actors_in(f"{office} Ana Torres received the envoys on Monday. Ana Torres thanked them.")
        minister, words = the("Ana Torres", found)
        assert (minister.party, words[:2]) == (party, ["Ana Torres", "Ana Torres"])


def test_a_ministry_in_a_capital_is_that_states() -> None:
    found = actors_in("Chile denied it. The energy ministry in Lima confirmed it.")
    assert [a.party for a, _ in found if a.kind == "ministry"] == ["PER"]


def test_a_coordinator_belongs_to_the_body_whose_coordinator_it_is() -> None:
    found = actors_in("Ida Lund, the UN’s coordinator for the coast, said the road was open.")
    assert the("Ida Lund", found)[0].party == "UN"


def test_an_office_that_few_have_goes_to_the_party_among_them_and_never_to_a_state_untold_of() -> None:
    union = Brief(parties=(Party(code="PER", name="Peru"), Party(code="EU", name="European Union")))
    found = actors_in("Peru waited for Peru’s answer. Energy Commissioner Marta Sand left.", union)
    assert the("Marta Sand", found)[0].party == "EU"
    lands = Brief(parties=(Party(code="VLT", name="Velta"), Party(code="SUD", name="Sudria")))
    found = actors_in("Velta waited. Velta was silent. Velta said no. The Foreign Secretary, Ida Lund, left.", lands)
    assert the("Ida Lund", found)[0].party != "GBR"


def test_the_head_of_a_page_tells_whose_ministers_need_no_country() -> None:
    brief = Brief(parties=(Party(code="VLT", name="Velta", demonyms=("Veltan",)), Party(code="SUD", name="Sudria")))
    body = "Sudria wrote to Velta. Sudria waited. Finance Minister Ida Lund answered."
    for head in ("Harbour Daily\nHome | Velta | World | Sport", "HARINFORM\nVeltan Information Agency"):
        text = f"{head}\nLake talks go on\n{body}"
        at = text.index(body)
        article = Article(name="a.txt", text=text, title="Lake talks go on", paragraphs=((at, len(text)),))
        found = {f.content.name: f.content.party for f in build(brief, names=["actors"]).read(article).findings.actors}
        assert found["Ida Lund"] == "VLT"


def test_a_minister_told_by_the_field_is_the_one_named_with_it_further_on() -> None:
    found = actors_in(
        "Peru’s energy minister warned that he would go. Peruvian Energy Minister Juan Soto left on Monday."
    )
    assert the("Juan Soto", found)[1] == ["Peru’s energy minister", "he", "Juan Soto"]


def test_an_envoy_told_by_whose_is_the_one_named_further_on_with_the_same_title() -> None:
    text = "The Secretary-General's Special Adviser told the Security Council that the lull held. "
    behind = "OLGA BRANDT, Special Adviser of the Secretary-General, asked for calm. "
    found = actors_in(text + behind + "The representative of Peru said that his country would wait.")
    actor, words = the("OLGA BRANDT", found)
    assert words[:2] == ["The Secretary-General's Special Adviser", "OLGA BRANDT"]
    assert (actor.party, "The representative of Peru" in words) == ("UN", False)
    other = actors_in(text + "Olga Brandt, Special Rapporteur of the African Union, asked for calm.")
    assert "The Secretary-General's Special Adviser" not in the("Olga Brandt", other)[1]


def test_whoever_speaks_for_somebody_is_told_by_whose_name_and_has_that_party() -> None:
    found = actors_in("A spokesman for the Peruvian customs service denied it. Chile waited.")
    assert [(a.name, a.party) for a, _ in found if a.kind == "anonymous"] == [
        ("spokesman for the Peruvian customs service", "PER")
    ]


def test_who_held_an_office_once_speaks_for_nobody() -> None:
    found = actors_in("Ida Lund, a former Peruvian ambassador, called the draft weak.")
    assert the("Ida Lund", found)[0].party is None


def test_the_label_of_a_turn_is_who_speaks_it_in_whatever_letters() -> None:
    text = (
        "Ida Teder, the envoy of Peru, met the press.\nTEDER: Good morning. I am glad that you came.\n"
        "QUESTION: Is it over?\n"
        "TEDER: No. I said so.\nQUESTION: When is it?\nTEDER: I do not know."
    )
    words = the("Ida Teder", actors_in(text))[1]
    assert words.count("TEDER") == 3 and words.count("I") == 3


def test_a_political_party_speaks_and_has_a_spokesman() -> None:
    found = actors_in("The opposition Civic Party refused the draft. Its spokesman, Nils Moe, left.")
    assert the("Civic Party", found)[1] == ["Civic Party", "Its"]


def test_what_only_stresses_a_name_or_counts_some_out_is_no_place_of_its_own() -> None:
    found = actors_in("Two officials left. One of them said the envoy himself had gone.")
    assert not any(word in ("them", "himself") for _, words in found for word in words)


def test_the_vice_president_is_not_the_president_who_is_named_behind() -> None:
    found = actors_in("Vice President Rosa Lund rang President Ana Silva of Peru. The vice president urged calm.")
    assert [(a.name, len(words)) for a, words in found if a.kind == "person"] == [("Rosa Lund", 2), ("Ana Silva", 1)]
