"""A brief proposed from clippings, and what two dossiers differ in."""

from __future__ import annotations

from tests.views.press import Sheet, happened, read, record_of, said

from verbale.model.brief import brief_from_toml
from verbale.model.evidence import Findings, Observation, Reading, finding
from verbale.model.negotiation import Actor, Statement
from verbale.model.record import Record
from verbale.model.text import Article
from verbale.views.comparison import comparison
from verbale.views.drafting import KnownIssue, draft

ISSUES = [KnownIssue("water", "Water", ("water", "weir", "gauge")), KnownIssue("trade", "Trade", ("tariff",))]


def clippings() -> Record:
    readings = []
    for n in range(5):
        sheet = Sheet()
        said(sheet, "Ada Orum said that the weir talks go on.", "Ada Orum", "said", "that the weir talks go on")
        happened(sheet, "Norland and the Front for Lakes (FFL) met at the weir.", "met", actors=("Norland",))
        sheet.sentences.append(f"So it stood on page {n}.")
        reading = read(sheet, f"{n}.txt", outlet="The Bank", published=f"2020-05-0{n + 1}")
        article, seen = reading.article, Observation("t@1", "t", 1.0)
        at = article.text.index("Ada Orum")
        orum = Actor(name="Ada Orum", kind="person", party="NOR", role="water minister", mentions=((at, at + 8),))
        place = article.text.index("FFL")
        office = Actor(
            name="Norland’s water minister", kind="person", party="NOR", role="water minister", mentions=((at, at + 8),)
        )
        front = Actor(name="FFL", kind="organisation", mentions=((place, place + 3),))
        added = finding(article, front, seen)
        spoke = Statement(
            kind="speech",
            speaker=added.key,
            speaker_span=None,
            cue=None,
            content=((place, place + 3),),
            manner="indirect",
        )
        more = [finding(article, orum, seen), finding(article, office, seen), added, finding(article, spoke, seen)]
        readings.append(Reading(article, Findings([*reading.findings, *more])))
    return record_of(*readings)


def test_what_several_articles_tell_is_proposed_and_the_proposal_is_a_brief() -> None:
    brief = brief_from_toml(draft(clippings(), ISSUES))
    assert {p.code for p in brief.parties} == {"NOR", "FFL"}
    assert "weir talks" in brief.talks
    assert [i.id for i in brief.issues] == ["water"]
    assert "weir" in brief.issues[0].terms
    assert [(p.name, p.party, [o.title for o in p.offices]) for p in brief.people] == [
        ("Ada Orum", "NOR", ["water minister"])
    ]
    assert [o.name for o in brief.outlets] == ["The Bank"]


def test_an_office_with_the_adjective_of_its_state_or_without_a_department_is_one_with_the_other() -> None:
    roles = ("Norlandic Water Minister", "Water Minister", "minister", "Deputy Water Minister", "Sudlandic Envoy")
    readings = []
    for n, role in enumerate(roles):
        sheet = Sheet()
        said(sheet, "Ada Orum said that the weir talks go on.", "Ada Orum", "said", "that the weir talks go on")
        reading = read(sheet, f"{n}.txt", outlet="The Bank", published=f"2020-05-0{n + 1}")
        at = reading.article.text.index("Ada Orum")
        orum = Actor(name="Ada Orum", kind="person", party="NOR", role=role, mentions=((at, at + 8),))
        made = finding(reading.article, orum, Observation("t@1", "t", 1.0))
        readings.append(Reading(reading.article, Findings([*reading.findings, made])))
    states = {"norlandic": "NOR", "sudlandic": "SUD"}
    (person,) = brief_from_toml(draft(record_of(*readings), ISSUES, states)).people
    assert {o.title for o in person.offices} == {"Water Minister", "Deputy Water Minister", "Sudlandic Envoy"}


def test_the_sections_of_the_pages_are_proposed_as_those_of_the_digest() -> None:
    pages = [("WORLD", "Rivers"), ("WORLD", "Rivers"), ("LIFE",)]
    readings = []
    for n, section in enumerate(pages):
        article = Article(name=f"{n}", text=f"Text {n}.", paragraphs=((0, 7),), section=section)
        readings.append(Reading(article, Findings([])))
    sections = brief_from_toml(draft(record_of(*readings), ISSUES)).sections
    assert [(s.name, s.under, s.pages) for s in sections] == [
        ("World", None, ("WORLD",)), ("Rivers", "World", ("WORLD > Rivers",)), ("Life", None, ("LIFE",)),
    ]  # fmt: skip


def test_nothing_is_proposed_from_nothing() -> None:
    assert brief_from_toml(draft(record_of(), ISSUES)).parties == ()


def page(act: str, *more: str) -> Reading:
    sheet = Sheet()
    said(sheet, "Ada Orum said that the weir holds.", "Ada Orum", "said", "that the weir holds", act)
    for sentence in more:
        said(sheet, sentence, "Ben Lusk", "said", sentence.partition(" said ")[2].rstrip("."))
    return read(sheet)


def test_a_line_that_is_told_otherwise_is_changed_and_the_others_are_gained_or_lost() -> None:
    gates, rust = "Ben Lusk said that gates rust.", "Ben Lusk said that pumps rust."
    old, new = record_of(page("state", gates, rust)), record_of(page("deny", gates, rust))
    (changed,) = [d for d in comparison(old, new).lines if d.kind == "utterances"]
    assert (changed.old, changed.new) == (
        "Ada Orum (NOR) said that the weir holds",
        "Ada Orum (NOR) [denial] said that the weir holds",
    )
    assert comparison(old, old).lines == ()


def test_articles_that_one_dossier_lacks_are_named() -> None:
    found = comparison(record_of(), record_of(page("state")))
    assert (found.articles_gained, found.articles_lost) == (("a.txt",), ())
    assert found.counted()["utterances", "gained"] == 1
    assert comparison(record_of(page("state")), record_of()).counted()["utterances", "lost"] == 1


def test_hyphens_without_end_cost_a_proposed_brief_no_more_than_their_length() -> None:
    sheet = Sheet()
    said(sheet, f"Ada Orum said that the weir talks {'so-' * 30_000} go on.", "Ada Orum", "said", "that the weir talks")
    assert "weir talks" in draft(record_of(read(sheet, "a.txt")))
