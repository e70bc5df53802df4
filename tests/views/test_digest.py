"""The digest: each story once, by section, with what it tells; what changed leads; nothing that may not be shown."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from tests.views.press import Sheet, happened, read, record_of, said, stands, wants

from verbale.model.brief import Brief, brief_from_toml
from verbale.model.edition import Digest, Entry, Told
from verbale.model.record import Record, Source
from verbale.views import digest
from verbale.views.articles import newsrooms, texts
from verbale.views.context import context
from verbale.views.digest.sentences import sentences
from verbale.views.digest.takeaways import takeaways
from verbale.views.filters import Wanted
from verbale.views.printing.html import as_html
from verbale.views.printing.sheet import sheet_of
from verbale.views.rights import EXCERPT

WIRE = " ".join(f"The gauge at weir {n} showed a level of {n * 7} on that day." for n in range(12))
SPRING = Wanted(since="2020-05-01", until="2020-06-30")
BRIEF = """
[[parties]]
code = "NOR"
name = "Norland"

[[issues]]
id = "water"
name = "Sharing the water"

[[outlets]]
name = "The Quay"
rights = "link"

[[outlets]]
name = "The Bank"
rights = "excerpt"

[[sections]]
name = "Rivers"

[[sections]]
name = "Dams"
under = "Rivers"
issues = ["water"]

[[sections]]
name = "Abroad"
outlets = ["Kyodo"]
pages = ["WORLD"]
"""


def brief() -> Brief:
    return brief_from_toml(BRIEF)


def entries(shown: Digest) -> list[Entry]:
    return [entry for section in shown.sections for entry in section.entries]


def three_copies() -> Record:
    readings = []
    for name, outlet, published in (("a", "Kyodo", "2020-05-03"), ("b", "The Quay", "2020-05-04"), ("c", None, None)):
        sheet = Sheet()
        sheet.sentences.append(f"{WIRE} ({name})")
        said(sheet, "Ada Orum denied that the weir leaks.", "Ada Orum", "denied", "that the weir leaks", "deny")
        basis = "stated" if published else "unknown"
        readings.append(
            read(sheet, f"{name}.txt", outlet=outlet, published=published, published_basis=basis, title="Gauge levels")
        )
    return record_of(*readings)


def apart(name: str) -> list[str]:
    """Sentences that no other text has."""
    return [f"A{a}{name} of k{b}{name} by {a}{b}{name} saw w{b}{a}{name}." for a in "klmno" for b in "uvw"]


def one(sheet: Sheet, **page: object) -> Entry:
    (entry,) = entries(digest.digest_of(record_of(read(sheet, **page)), "Talks", SPRING, brief()))
    return entry


def test_a_text_is_told_once_with_where_else_it_stands() -> None:
    shown = digest.digest_of(three_copies(), "Talks", SPRING)
    (item,) = entries(shown)
    assert digest.source_of(item) == "Kyodo, 3 May 2020"
    assert item.also == "also in The Quay, 4 May 2020; outlet unknown, undated (2 outlets, 1 origin)"
    assert "also in The Quay, 4 May 2020" in as_html(sheet_of(shown))


def test_no_file_is_named_and_no_local_address_given() -> None:
    entry = one(Sheet(), name="/home/ada/clippings/a.txt", url="file:///home/ada/clippings/a.txt", outlet=None)
    assert (entry.headline, entry.outlet, entry.url) == ("Without headline", "outlet unknown", None)


def test_a_synopsis_takes_whole_sentences_for_what_they_tell_and_none_that_leans_on_another() -> None:
    sheet = Sheet(["The morning was grey over the river.", "Nobody could see the far bank of it."])
    said(sheet, "Ada Orum demanded that Sudland open the gates.", "Ada Orum", "demanded", "that Sudland open the gates",
         "request", issues=("water",))  # fmt: skip
    wants(sheet, "", "that Sudland open the gates")
    said(sheet, "She refused to wait.", "Ada Orum", "refused", "to wait", "reject", named="She")
    entry = one(sheet, title="Orum wants gates open", outlet="The Lock")
    assert "Ada Orum demanded that Sudland open the gates." in [t.words for t in entry.synopsis]
    assert all(not t.words.startswith(("She", "Nobody")) or n for n, t in enumerate(entry.synopsis))


def test_a_takeaway_tells_who_by_which_act_with_which_words_and_no_party_by_its_code() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "Ada Orum refused to pay for the turbines.", "Ada Orum", "refused", "to pay for the turbines", "reject")
    said(sheet, "“The gauge leaks,” Ben Lusk warned.", "Ben Lusk", "warned", "“The gauge leaks,”", "warn",
         manner="direct")  # fmt: skip
    said(sheet, "Ben Lusk said he would never sell the weir.", "Ben Lusk", "said", "he would never sell the weir",
         "reject")  # fmt: skip
    shown = [t.words for t in entries_told(sheet)]
    assert "Ada Orum (Norland) refused to pay for the turbines." in shown
    assert "Ben Lusk (Norland) warned: “The gauge leaks”." in shown
    assert "Ben Lusk said he would never sell the weir." in shown


def test_only_what_an_article_quotes_stands_in_quotation_marks_and_quotations_within_it_in_single_ones() -> None:
    sheet = Sheet(["A long quiet followed in the hall of the weir."])
    said(sheet, "The old weir would “hold” until May, Ada Orum said.", "Ada Orum", "said",
         "The old weir would “hold” until May", "state")  # fmt: skip
    said(sheet, "“The “new” gauge leaks again,” Ben Lusk warned.", "Ben Lusk", "warned",
         "“The “new” gauge leaks again,”", "warn", manner="direct")  # fmt: skip
    shown = [t.words for t in entries_told(sheet)]
    assert "Ada Orum (Norland) said: The old weir would “hold” until May." in shown
    assert "Ben Lusk (Norland) warned: “The ‘new’ gauge leaks again”." in shown


def entries_told(sheet: Sheet) -> list[Told]:
    """What is to be taken away where the synopsis tells something else."""
    record = record_of(read(sheet, title="Quiet hall of the weir", outlet="The Lock"))
    (source,) = record.sources.values()
    told = [t for u in record.utterances for t in u.tellings]
    return list(takeaways(told, sentences(source.article), (), context(record, brief())))


def test_content_that_is_a_bare_it_is_no_takeaway() -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum said it would hold.", "Ada Orum", "said", "it would hold")
    said(sheet, "Ada Orum refused to sign this.", "Ada Orum", "refused", "to sign this", "reject")
    assert entries_told(sheet) == []


def test_sections_are_those_of_the_brief_in_its_order() -> None:
    pages = {
        "a": {"section": ("WORLD", "Asia")},
        "b": {"outlet": "Kyodo"},
        "c": {"section": ("SPORTS",)},
        "d": {},
        "e": {"section": ("RIVERS",)},
    }
    readings = []
    for name, page in pages.items():
        sheet = Sheet(apart(name))
        if name == "d":
            said(sheet, "Ada Orum said that the weir holds.", "Ada Orum", "said", "that the weir holds",
                 issues=("water",))  # fmt: skip
        readings.append(read(sheet, name, title=name, **{"outlet": "The Lock", **page}))
    shown = digest.digest_of(record_of(*readings), "Talks", SPRING, brief())
    assert [(s.path, sorted(e.headline for e in s.entries)) for s in shown.sections] == [
        (("Rivers",), ["e"]), (("Rivers", "Dams"), ["d"]), (("Abroad",), ["a", "b"]), (("SPORTS",), ["c"]),
    ]  # fmt: skip


def test_of_an_outlet_that_allows_the_link_alone_no_word_of_the_text_is_told() -> None:
    sheet = Sheet()
    said(sheet, "Ada Orum denied that the weir leaks.", "Ada Orum", "denied", "that the weir leaks", "deny")
    wants(sheet, "", "that the weir leaks", change="new")
    stands(sheet, "The talks were suspended on Monday.", "talks were suspended")
    record = record_of(read(sheet, outlet="The Quay", title="Weir", url="https://quay.example/1"))
    shown = digest.digest_of(record, "Talks", SPRING, brief())
    (entry,) = entries(shown)
    assert (entry.headline, entry.url, entry.synopsis, entry.takeaways) == ("Weir", "https://quay.example/1", (), ())
    assert "leaks" not in repr(shown)
    assert "Monday" not in repr(shown)
    assert [n.told.words for n in shown.takeaways] == ["Norland took a new position (Sharing the water)."]


def test_of_an_outlet_that_allows_an_excerpt_no_more_than_that_is_told_the_lead_included() -> None:
    sheet = Sheet([f"Norland moved gate {n} of the long weir to the other bank of the river today." for n in range(9)])
    stands(sheet, "Talks on the weir were suspended by the envoys on that day.", "were suspended")
    shown = digest.digest_of(record_of(read(sheet, title="Gates")), "Talks", SPRING, brief())
    notes = [*shown.takeaways, *shown.due, *([shown.phase] if shown.phase else [])]
    places = {p for told in (*(n.told for n in notes), *entries(shown)[0].synopsis) for p in told.places}
    assert 0 < sum(p.end - p.start for p in places) <= 300


def days_apart(extra: str = "") -> Record:
    """A story, and the next day a copy of it by another outlet, with words added or not."""
    readings = []
    for outlet, day, more in (("Kyodo", "2020-05-03", ""), ("Kyodo", "2020-05-05", extra)):
        sheet = Sheet([WIRE, *([more] if more else [])])
        readings.append(read(sheet, day, outlet=outlet, published=day, title="Gauge levels at the weir"))
    return record_of(*readings)


LATER = Wanted(since="2020-05-05", until="2020-05-05")


def test_a_story_told_before_is_not_told_again_unless_it_changed_and_says_what_changed() -> None:
    assert entries(digest.digest_of(days_apart(" "), "Talks", LATER)) == []
    (entry,) = entries(digest.digest_of(days_apart("The last gauge broke."), "Talks", LATER))
    assert entry.changed == "Changed since 3 May 2020: “The last gauge broke.”"


def test_what_an_earlier_digest_printed_is_not_told_again() -> None:
    sheet = Sheet([WIRE])
    said(sheet, "Ada Orum agreed to share the gates.", "Ada Orum", "agreed", "to share the gates", "agree")
    wants(sheet, "", "to share the gates", change="new")
    stands(sheet, "Talks on the weir were suspended by the envoys on that day.", "were suspended")
    record = record_of(read(sheet, title="Gauge"))
    first = digest.digest_of(record, "Talks", SPRING)
    assert first.takeaways
    again = digest.digest_of(record, "Talks", SPRING, printed=digest.keys_printed(first))
    assert (again.takeaways, again.sections) == ((), ())
    assert again.phase == first.phase


def test_a_paragraph_that_stood_in_an_earlier_article_is_not_told_again() -> None:
    background = "The weir was built by Norland and Sudland in the year after the great flood of the plain."
    readings = []
    for day, news in (("2020-05-03", "Ada Orum went home."), ("2020-05-05", "Ben Lusk came to the weir.")):
        made = read(Sheet([news, *apart(day)]), day, published=day, outlet=f"The {day}", title=news)
        end = len(made.article.text)
        text = f"{made.article.text}\n\n{background}"
        article = replace(made.article, text=text, paragraphs=((0, end), (end + 2, len(text))))
        readings.append(replace(made, article=article))
    (entry,) = entries(digest.digest_of(record_of(*readings), "Talks", LATER))
    assert background not in [t.words for t in entry.synopsis]


def test_the_lead_tells_phase_position_and_days_that_moved() -> None:
    old, new = Sheet(), Sheet()
    happened(old, "A meeting at the weir is set for 9 May.", "meeting", "planned", actors=("Ada Orum",),
             when="2020-05-09")  # fmt: skip
    happened(new, "The meeting at the weir was moved to 20 May.", "meeting", "planned", actors=("Ada Orum",),
             when="2020-05-20")  # fmt: skip
    stands(new, "The talks on the weir were suspended by Norland.", "were suspended")
    said(new, "Ada Orum now agreed to share the gates.", "Ada Orum", "agreed", "to share the gates", "agree")
    wants(new, "", "to share the gates", change="shifted")
    readings = [read(old, "a", published="2020-05-02", outlet="The Lock"), read(new, "b", published="2020-05-05")]
    record = record_of(*readings, on="2020-05-05")
    shown = digest.digest_of(record, "Talks", LATER, replace(brief(), outlets=()))
    assert shown.phase
    assert shown.phase.told.words.startswith("The talks have been suspended: “The talks on the weir were suspended")
    told = [n.told.words for n in shown.takeaways]
    assert "Norland changed its position (Sharing the water). Ada Orum (Norland) now agreed to share the gates." in told
    assert all(n.origins == 1 and n.cited.startswith("The Bank, 5 May 2020") for n in shown.takeaways)
    assert any(n.told.words.startswith("Due 20 May 2020") for n in shown.due)


def test_a_digest_of_days_past_tells_what_was_known_on_the_last_of_them() -> None:
    old, new = Sheet(), Sheet()
    happened(old, "A meeting at the weir is set for 9 May.", "meeting", "planned", actors=("Ada Orum",),
             when="2020-05-09")  # fmt: skip
    stands(old, "The talks on the weir were suspended by Norland.", "were suspended", since="2020-05-01")
    happened(new, "The meeting at the weir was moved to 20 May.", "meeting", "planned", actors=("Ada Orum",),
             when="2020-05-20")  # fmt: skip
    stands(new, "The talks on the weir were resumed on 4 May.", "were resumed", "resumed", "2020-05-04")
    readings = [read(old, "a", published="2020-05-02", outlet="The Lock"), read(new, "b", published="2020-05-05")]
    past = Wanted(since="2020-05-01", until="2020-05-03")
    shown, then = (
        digest.digest_of(record_of(*known, on="2020-06-01"), "Talks", past, brief())
        for known in (readings, readings[:1])
    )
    assert shown == then
    assert shown.phase and shown.phase.told.words.startswith("The talks have been suspended since 1 May 2020")
    assert [n.told.words.partition(":")[0] for n in shown.due] == ["Due 9 May 2020"]


def test_no_note_of_the_lead_goes_beyond_the_excerpt_that_an_outlet_allows() -> None:
    sheet = Sheet()
    for n, words in enumerate(
        (
            "to open the upper weir in every month in which the gauge of the mill stands above two metres",
            "to pay for the dredging of the long canal between ferry and quarry from its own budget",
            "to let boats with grain pass the eastern lock at night without papers until the harvest",
            "to send surveyors of mines to the bridge whose pillars were cracked by ice last winter",
        )
    ):
        said(sheet, f"Ada Orum now agreed {words}.", "Ada Orum", "agreed", words, "agree", issues=(f"gate{n}",))
        wants(sheet, "", words, issue=f"gate{n}", change="shifted")
    shown = digest.digest_of(record_of(read(sheet, outlet="The Bank", published="2020-05-05")), "Talks", LATER, brief())
    places = {p for note in shown.takeaways for p in note.told.places}
    places |= {p for entry in entries(shown) for t in (*entry.synopsis, *entry.takeaways) for p in t.places}
    assert len(shown.takeaways) > 1
    assert sum(p.end - p.start for p in places) <= EXCERPT


def test_a_plan_without_a_day_leads_where_its_sentence_tells_of_what_is_to_come() -> None:
    sheet = Sheet()
    happened(sheet, "Norland met the envoys of Sudland twice in Arl.", "met", "planned", actors=("Norland",))
    happened(sheet, "Norland will receive the council of Sudland.", "receive", "planned", actors=("Norland",))
    shown = digest.digest_of(record_of(read(sheet, published="2020-05-05")), "Talks", LATER, brief())
    assert [n.told.words.partition(": ")[2] for n in shown.takeaways] == [
        "“Norland will receive the council of Sudland.”"
    ]


def test_no_sentence_leads_whose_this_stands_for_what_another_one_tells() -> None:
    sheet = Sheet()
    happened(sheet, "Norland will receive the council of Sudland.", "receive", "planned", actors=("Norland",))
    happened(sheet, "Norland will tell the guild that nobody can accept this and go on.", "tell", "planned",
             actors=("Norland",))  # fmt: skip
    shown = digest.digest_of(record_of(read(sheet, published="2020-05-05")), "Talks", LATER, brief())
    assert [n.told.words.partition(": ")[2] for n in shown.takeaways] == [
        "“Norland will receive the council of Sudland.”"
    ]


def test_what_is_told_by_more_texts_than_in_the_weeks_before_is_a_trend_and_names_of_parties_are_none() -> None:
    readings = []
    for n in range(40):
        news = n >= 36
        word = "salmon ladder" if news else "gate"
        day = "2020-05-05" if news else f"2020-04-{10 + n // 2:02}"
        sheet = Sheet([f"Norland spoke of the {word} there.", *apart(str(n))])
        readings.append(read(sheet, str(n), published=day, title=f"Story {n}", outlet=f"Paper {n}"))
    shown = digest.digest_of(record_of(*readings), "Talks", LATER, brief())
    assert [(t.term, t.count, t.before) for t in shown.trends] == [("salmon ladder", 4, 0.0)]


def test_an_undated_article_stands_last_and_a_guessed_day_is_said_to_be_guessed() -> None:
    guessed = read(
        Sheet([WIRE]),
        "g",
        published="2020-05-04",
        published_basis="inferred",
        published_bounds="2019-05-04/..",
        title="Guessed",
    )
    undated = read(Sheet(["Nothing is known of the day of this."]), "u", published=None, published_basis="unknown")
    shown = entries(digest.digest_of(record_of(undated, guessed), "Talks", SPRING))
    assert [e.date for e in shown] == ["4 May 2020 (year guessed)", "undated"]


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Ada Orum said that she would wait.", False),
        ("She said that Ada Orum would wait.", True),
        ("In her letter, Ada Orum said no.", False),
        ("In their meeting in Arl they said no.", True),
        ("It was Norland that shut the gate.", False),
        ("It broke in the night.", True),
        ("This week the gate was shut.", False),
        ("This was no surprise.", True),
        ("The two sides met in Arl.", True),
        ("A visit by the envoy, he warned, would help nobody.", True),
        ("“The council of Arl will pay,” he wrote to the mayor.", True),
        ("“The council of Arl will pay,” Ada Orum wrote.", False),
    ],
)
def test_a_sentence_leans_on_another_where_it_names_nobody_first(text: str, leans: bool) -> None:
    article = read(Sheet([f"{text} Somebody may yet visit this week in her house."])).article
    assert [s.leans for s in sentences(article) if s.words == text] == [leans]


def test_sentences_end_at_no_abbreviation() -> None:
    told = ["Mr. Lusk of the U.S. mission came on Jan. 14.", "It was No. 3.", "Ada said no.", "“Why?” asked Lusk."]
    assert [s.words for s in sentences(read(Sheet(told)).article)][1:] == told


def test_blanks_without_end_cost_a_digest_no_more_than_their_length() -> None:
    assert sentences(read(Sheet([f"The gauge stood at{' ' * 100_000}seven."])).article)


def test_the_digest_covers_the_last_day_of_a_dated_article() -> None:
    assert digest.last_day(three_copies().sources.values()) == "2020-05-04"


def test_outlets_with_texts_of_their_own() -> None:
    record = three_copies()
    assert [(n.outlet, n.articles, n.own) for n in newsrooms(record.sources.values())] == [
        ("Kyodo", 1, 1), ("The Quay", 1, 0), (None, 1, 0),
    ]  # fmt: skip
    (text,) = texts(record.sources.values())
    assert [s.article.name for s in text.all] == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.slow
@pytest.mark.alone
def test_three_thousand_articles_take_seconds() -> None:
    record = three_copies()
    (line,) = record.utterances
    sources: dict[str, Source] = {}
    utterances = []
    for n in range(3000):
        told = line.tellings[n % 2]
        source = record.sources[told.article]
        article = replace(source.article, name=f"{n}", given_date=f"{1000 + n}")
        sources[article.key] = replace(source, article=article, origin=article.key)
        copies = tuple(replace(told, key=f"{n} {k}", article=article.key) for k in range(20))
        utterances.append(replace(line, key=f"utterance:{n}", tellings=copies))
    began = time.process_time()
    shown = digest.digest_of(Record(sources=sources, utterances=tuple(utterances)), "Talks", SPRING)
    assert len(entries(shown)) == 3000
    assert time.process_time() - began < 10
