"""Lines of a digest that an editor would strike: cut short, of nobody who is named, or told twice."""

from __future__ import annotations

import pytest
from tests.views.press import Sheet, read, record_of, said
from tests.views.test_digest import brief

from verbale.model.record import Who
from verbale.model.text import Article
from verbale.views.context import context
from verbale.views.digest.naming import named, with_article
from verbale.views.digest.sentences import sentences
from verbale.views.digest.slugs import without_slug
from verbale.views.digest.synopsis import synopsis
from verbale.views.digest.takeaways import takeaways
from verbale.views.digest.whole import (
    asks,
    breaks_off,
    dangles,
    ends_open,
    is_clause,
    is_cut,
    is_paired,
    points,
    speaks,
    to_colon,
)


def taken_from(sheet: Sheet) -> list[str]:
    record = record_of(read(sheet, title="Quiet hall of the weir", outlet="The Lock"))
    (source,) = record.sources.values()
    told = [t for u in record.utterances for t in u.tellings]
    return [t.words for t in takeaways(told, sentences(source.article), (), context(record, brief()))]


@pytest.mark.parametrize(
    ("headline", "shown", "version"),
    [
        ("CORRECTED-2nd Ld: Weir holds, says mayor", "Weir holds, says mayor", "CORRECTED-2nd Ld"),
        ("UPDATE 3-Weir holds", "Weir holds", "UPDATE 3"),
        ("(LEAD) Weir holds", "Weir holds", "LEAD"),
        ("Weir holds (2nd LD)", "Weir holds", "2nd LD"),
        ("URGENT: Weir holds", "Weir holds", "URGENT"),
        ("Update on the weir: none", "Update on the weir: none", ""),
        ("Flash-point lock quiet", "Flash-point lock quiet", ""),
        ("URGENT:", "URGENT:", ""),
    ],
)
def test_a_headline_is_shown_without_the_mark_of_its_version(headline: str, shown: str, version: str) -> None:
    assert without_slug(headline) == (shown, version)


def test_words_that_break_off_before_a_quotation_are_told_by_the_whole_sentence() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    whole = "Ada Orum told the mayor that the new gauge at the upper lock “leaks like a basket” in spring."
    said(sheet, whole, "Ada Orum", "told", "that the new gauge at the upper lock", "state")
    assert taken_from(sheet) == [whole]


def test_words_end_at_a_colon_behind_which_the_sentence_is_broken() -> None:
    text = "He rejected the charge against the lock: all of the water, he said, comes from rain."
    start = text.index("the charge")
    assert to_colon(text, (start, text.index(", he said"))) == (start, text.index(": all"))
    assert to_colon(text, (start, len(text))) == (start, len(text))


def test_a_pronoun_for_whoever_is_not_named_makes_no_takeaway() -> None:
    ada = Who("a1", "Ada Orum", "person")
    lock = Who("a2", "lock council", "organisation")
    assert dangles("refused to receive her last week", ada, "reject")
    assert dangles("demanded that they be paid", lock, "request")
    assert dangles("asked us not to move the gauge", ada, "request")
    assert not dangles("has told those around him that the weir holds", ada, "state")
    assert not dangles("said the mayors were late and that they would pay", ada, "state")
    assert not dangles("said they would pay for the turbines", lock, "promise")
    assert not dangles("said: “We shall pay them”", ada, "promise")


def test_what_a_text_says_of_itself_as_we_stands_in_quotation_marks() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "We have agreed on the new gauge, the letter of Ada Orum states.", "Ada Orum", "states",
         "We have agreed on the new gauge", "agree")  # fmt: skip
    (told,) = taken_from(sheet)
    assert "“We have agreed on the new gauge”" in told


def test_a_comma_at_the_end_of_a_quotation_is_left_out() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "The first gauge was read “by candle,” Ada Orum admitted.", "Ada Orum", "admitted",
         "The first gauge was read “by candle,”", "concede")  # fmt: skip
    assert taken_from(sheet) == ["Ada Orum (Norland) conceded: The first gauge was read “by candle”."]


def test_a_noun_that_tells_a_statement_is_no_verb_of_its_sentence() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "The assurances that the weir would hold came from Ada Orum.", "Ada Orum", "assurances",
         "that the weir would hold", "promise")  # fmt: skip
    sheet.rule = "clause:nouns.promise.assurance"
    assert taken_from(sheet) == ["Ada Orum (Norland) promised that the weir would hold."]


def test_a_clause_that_lacks_what_stands_before_it_is_no_takeaway() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "Gulls rest on the rocks, which Norland calls the Seven Sisters of Arl.", "Norland", "calls",
         "the Seven Sisters of Arl", named="Norland")  # fmt: skip
    assert "Norland calls the Seven Sisters of Arl." not in taken_from(sheet)


def test_a_thing_is_taken_away_once() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "Ada Orum proposed a joint survey of the upper weir.", "Ada Orum", "proposed",
         "a joint survey of the upper weir", "propose")  # fmt: skip
    said(sheet, "Ben Lusk recalled that a joint survey of the upper weir was wanted.", "Ben Lusk", "recalled",
         "that a joint survey of the upper weir was wanted", "state")  # fmt: skip
    assert len(taken_from(sheet)) == 1


def test_a_synopsis_has_no_sentence_of_an_unnamed_speaker_or_turn_of_a_dialogue() -> None:
    assert speaks("We have told the council of Arl that the weir holds.")
    assert speaks("Ada Orum: The weir holds until May.")
    assert not speaks("Ada Orum said: “We have told them.”")
    assert not speaks("The US says that the weir holds.")
    assert not speaks("The I.M.F. and the W.I.F. say that the weir holds.") and speaks("So do I.")
    turn = "I opened the weir again in Arl on Monday with Ben Lusk."
    sheet = Sheet(["Ada Orum received the paper at the lock.", turn, "The council of Arl pays for the upper lock."])
    (source,) = record_of(read(sheet, title="Weir opened again in Arl", outlet="The Lock")).sources.values()
    assert all("I opened" not in s.words for s in synopsis(source.article, sentences(source.article), ()))
    told = Sheet(["Ben Lusk shut the weir in Arl.", turn, "The council of Arl pays for the upper lock."])
    (source,) = record_of(read(told, title="Weir opened again in Arl", outlet="The Lock")).sources.values()
    assert all("I opened" not in s.words for s in synopsis(source.article, sentences(source.article), ()))


def test_a_question_and_what_points_back_are_told_to_nobody() -> None:
    assert asks("“Why is the weir shut?”")
    assert points("denies that conversation.")
    assert not points("said the mayor would visit Arl this autumn.")
    assert is_clause("there would be no water") and not is_clause("the end of the lock")


def test_words_break_off_before_a_verb_that_is_missing_but_not_at_the_month_of_may() -> None:
    assert ends_open("now hint that they will.")
    assert not ends_open("The old weir would hold until May")
    text = "said the weir “holds"
    assert is_cut(text, [(5, len(text))])


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        (Who("a", "European diplomat", "anonymous"), "a European diplomat"),
        (Who("a", "envoy of the lock towns", "anonymous"), "an envoy of the lock towns"),
        (Who("a", "Lock Ministry official in Orms", "anonymous"), "a Lock Ministry official in Orms"),
        (Who("a", "Norland Embassy", "organisation"), "the Norland Embassy"),
        (Who("a", "Omar bin Said al-Arli", "person"), "Omar bin Said al-Arli"),
        (Who("a", "Two mayors", "group"), "the two mayors"),
        (Who("a", "Second diplomat", "anonymous"), "a second diplomat"),
        (Who("a", "Third Lock Company", "organisation"), "Third Lock Company"),
    ],
)
def test_an_actor_has_the_article_that_english_gives_it(who: Who, shown: str) -> None:
    assert with_article(who) == shown


def test_one_of_several_is_named_by_who_they_are_and_a_party_once() -> None:
    against = context(record_of(read(Sheet(["A quiet day."]))), brief())
    one = Who("a", "One of them", "anonymous", role="two engineers at the lock")
    assert named(one, against) == "One of the two engineers at the lock"
    envoy = Who("a", "Ada Orum", "person", "NOR", "Norland envoy")
    assert named(envoy, against) == "Ada Orum (Norland envoy)"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Three paid,” Orum said as she left.", False),
        ("“The lock held and the weir held.", False),
        ("“The lock held,” Orum said.", True),
        ('Orum called it "a leak" and "a flood".', True),
    ],
)
def test_a_sentence_in_which_a_quotation_is_cut_stands_nowhere_by_itself(text: str, alone: bool) -> None:
    assert is_paired(text) is alone


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Ida Berg, its chairwoman, walked to the lock in the rain.", True),
        ("Norland Ferries, a company of the port, paid for the lock.", False),
        ("On May 9, according to three of them, the lock was shut.", True),
        ("Ben Lusk agreed, one of the three said, and paid.", True),
        ("Ben Lusk met the mayors of the lake at the weir on Friday evening, and one of them wept.", False),
    ],
)
def test_a_sentence_leans_on_whoever_is_told_of_before(text: str, leans: bool) -> None:
    (sentence,) = sentences(Article(name="a.txt", text=text, paragraphs=((0, len(text)),)))
    assert sentence.leans is leans


def test_words_break_off_at_a_whether_and_a_participle_behind_an_accusation_is_no_sentence() -> None:
    assert breaks_off("has offered the weir as a venue whether")
    assert not breaks_off("has offered the weir as a venue")
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "“having used the hall to measure the weir of the council,” Ada Orum charged.", "Ada Orum", "charged",
         "“having used the hall to measure the weir of the council,”", "accuse", manner="direct")  # fmt: skip
    assert not any("charged: “having" in told for told in taken_from(sheet))


def test_a_person_whom_articles_take_for_those_of_two_parties_is_named_without_either() -> None:
    pages = []
    for n, party in enumerate(("NOR", "SUD")):
        sheet = Sheet()
        sheet.makers.append(lambda article, on, party=party: on.actor(article, "Ada Orum", party) and None)
        said(sheet, f"Ada Orum said that gauge {n} leaks.", "Ada Orum", "said", f"that gauge {n} leaks")
        pages.append(read(sheet, f"{n}.txt", outlet="The Lock"))
    against = context(record_of(*pages), brief())
    assert named(Who("a1", "Ada Orum", "person", "NOR", "mayor"), against) == "Ada Orum (mayor)"
    assert "Norland" in named(Who("a2", "Ben Lusk", "person", "NOR", "mayor"), against)
