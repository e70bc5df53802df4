"""Whose an office told without its country is: what the page says of who publishes it and for whom it was made."""

from __future__ import annotations

from typing import Any

import pytest

from verbale.model.brief import Brief, Party
from verbale.model.text import Article
from verbale.understanding.builtin import build

TALKS = Brief(
    parties=(
        Party(code="VLT", name="Velta", demonyms=("Veltan",), seats=("Orsk",)),
        Party(code="DRN", name="Dornia", demonyms=("Dornian",), seats=("Maal",)),
        Party(code="HAV", name="Northern Haven Administration", demonyms=("northern",)),
        Party(code="BAS", name="Union of the Basins", aliases=("the Union",)),
    )
)


def actors(body: str, head: str = "", **fields: Any) -> dict[str, tuple[str | None, list[str]]]:
    """The party and the words of each actor found in the body, by name."""
    text, paragraphs, at = head + body, [], len(head)
    for line in body.split("\n"):
        paragraphs += [(at, at + len(line))] if line else []
        at += len(line) + 1
    article = Article(name="page", text=text, paragraphs=tuple(paragraphs), **fields)
    found = [f.content for f in build(TALKS, names=["actors"]).read(article).findings.actors]
    return {a.name: (a.party, [text[s:e] for s, e in a.mentions]) for a in found}


def parties(body: str, head: str = "", **fields: Any) -> dict[str, str | None]:
    """The party of each actor found in the body, by name."""
    return {name: party for name, (party, _) in actors(body, head, **fields).items()}


@pytest.mark.parametrize(
    ("outlet", "party"),
    [
        ("The Orsk Gazette", "VLT"),
        ("THE MAAL COURIER", "DRN"),
        ("Ministry of Water of the Republic of Dornia", "DRN"),
        ("Embassy of Velta in Dornia", "VLT"),
        ("Orsk and Maal Review", None),
        ("The Weekly Ledger", None),
    ],
)
def test_an_office_alone_is_that_of_the_country_in_the_name_of_the_outlet(outlet: str, party: str | None) -> None:
    assert parties("The fisheries minister, Ida Berg, said that it was late.", outlet=outlet)["Ida Berg"] == party


@pytest.mark.parametrize(
    ("head", "party"),
    [
        ("Harbour Post\n(Abridged translation, Embassy of Maravia in Orsk)\n\n", "VLT"),
        ("Harbour Post\nEmbassy of Maravia in Maal: review of the press\n\n", "DRN"),
        ("Harbour Post\nEmbassy of Maravia in Maal: review of the accord\n\n", None),
        ("Harbour Post\nA reception at the Embassy of Maravia in Maal\n\n", None),
    ],
)
def test_the_papers_that_an_embassy_sums_up_are_those_of_the_country_it_sits_in(head: str, party: str | None) -> None:
    assert parties("The fisheries minister, Ida Berg, said that it was late.", head)["Ida Berg"] == party


def test_a_review_of_the_press_gives_each_paper_its_own_foreign_ministry() -> None:
    found = parties(
        "THE HARBOUR POST (Velta), p. 1\n\nThe water minister, Ida Berg, said that it was late.\n\n"
        "THE LANTERN (Dornia), pp. 2 and 3\n\nThe water minister, Olav Rind, said that it was early.\n"
    )
    assert (found["Ida Berg"], found["Olav Rind"]) == ("VLT", "DRN")


def test_the_minister_of_one_paper_is_not_that_of_the_next_in_a_review_of_the_press() -> None:
    paper = "THE {} ({}), p. 1\n\nThe water minister, {}, left. The water minister said that it was late.\n\n"
    posts = paper.format("HARBOUR POST", "Velta", "Ida Berg")
    found = actors(posts + "THE LANTERN (Dornia), p. 2\n\nThe water minister said that it was early.\n")
    assert [words for name, (_, words) in found.items() if name == "Ida Berg"] == [
        ["The water minister", "Ida Berg", "The water minister"]
    ]
    assert any(party == "DRN" for name, (party, _) in found.items() if name != "Ida Berg")


def test_whoever_briefs_on_a_ministrys_page_speaks_for_that_state() -> None:
    body = (
        "Ida Berg: We have sent the draft to Maal.\n\nPost: Has your water minister read it?\n\n"
        "Berg: We are waiting for an answer.\n\nPost: Until when?\n\nBerg: Until Friday.\n"
    )
    found = parties(body, "Regular press conference by Ida Berg\n\n", outlet="Republic of Velta")
    assert found["Ida Berg"] == "VLT"


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Stavan Orlo of Velta and Denak Ruval, who leads the northern administration, met.", "Denak Ruval", "HAV"),
        ("In March the Union’s commissioner for water, Rosa Adik, wrote a draft.", "Rosa Adik", "BAS"),
        (
            "For Foreign Minister Olav Rind, the commissioner for water of the Union, Rosa Adik, will come.",
            "Rosa Adik",
            "BAS",
        ),
    ],
)
def test_an_office_beside_two_names_is_that_of_the_one_it_belongs_to(text: str, name: str, party: str) -> None:
    assert parties(text)[name] == party


@pytest.mark.parametrize("noun", ["Lawmakers", "Negotiators", "Allies"])
def test_many_of_whom_no_word_tells_whose_they_are_have_no_party(noun: str) -> None:
    found = parties(f"Velta signed on Monday, and Velta paid. {noun} told reporters on Tuesday that it was late.")
    assert found[noun] is None


def test_the_writer_of_a_report_is_the_i_of_it() -> None:
    text = "The envoy waits. “I saw it,” he said. I doubt it, and nobody told me why."
    assert actors(text, outlet="The Post", byline="Ida Berg")["Ida Berg"] == (None, ["I", "me"])
    for byline in ("Ida Berg and Olav Rind", "Berg and Rind", "Velta Desk"):
        assert byline not in actors(text, outlet="The Post", byline=byline)


@pytest.mark.parametrize(
    "behind", ["Fisherman Olav Rind said he had lost his boat.", "Ida Berg said the minister lied."]
)
def test_the_office_that_opens_a_report_is_nobody_who_is_named_without_it(behind: str) -> None:
    found = actors(f"Velta’s fisheries minister said on Monday that the port was shut.\n\n{behind}")
    named = next(words for name, (_, words) in found.items() if name.endswith(("Berg", "Rind")))
    assert "Velta’s fisheries minister" not in named


def test_our_minister_is_of_the_side_that_speaks() -> None:
    text = (
        "Ida Berg, Velta’s envoy, spoke to the Post.\n\nQ: Is it late?\n\nBerg: Our water minister has said so.\n\n"
        "Q: When?\n\nBerg: In May, in Maal.\n\nQ: Did Dornia answer?\n\nBerg: No.\n"
    )
    assert {party for party, words in actors(text).values() if "Our water minister" in words} == {"VLT"}


def test_a_party_that_is_but_named_has_no_bare_office_of_the_article() -> None:
    text = (
        "The Veltan premier, Ida Berg, today called Dornia's halt of the talks after the raid on the Union wrong.\n\n"
        "For her part, the spokeswoman, Olga Rind, said that a note had gone to the Dornian ambassador, Tor Holm."
    )
    assert parties(text)["Olga Rind"] != "BAS"


def test_he_is_who_spoke_and_not_whose_remark_was_spoken_of() -> None:
    text = (
        "The Veltan premier, Tor Holm, said in Orsk on Monday that he would sign.\n\n"
        "A senior Dornian official, meanwhile, said Maal considers Holm’s apparently off-the-cuff remark "
        "unofficial.\n\n"
        "“It would be odd of us to answer it,” he said."
    )
    found = actors(text)
    assert found["senior Dornian official"][1][-1] == "he"
    assert found["Tor Holm"][1].count("he") == 1
