"""What every store does, run on each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.store.readings import BRIEF, DAY, TEXT, a_judgement, a_reading, an_article

from verbale.errors import BriefError, DossierError, InputError
from verbale.model.evidence import Findings, Observation, Reading, finding
from verbale.model.negotiation import Remark
from verbale.model.text import Dateline, Passage
from verbale.store.base import Store
from verbale.store.held import Making, Redating, Removed
from verbale.store.queries import SearchQuery, StatementQuery
from verbale.store.sql import open_dossier

LATER = date(2024, 6, 1)


def settled(store: Store) -> None:
    """Say that all is settled."""
    with store.settling() as board:
        board.finish([one.reading.article.key for one in board.unsettled(100)])


def waiting(store: Store) -> list[str]:
    """The articles that wait to be settled."""
    with store.settling() as board:
        return [one.reading.article.key for one in board.unsettled(100)]


def test_a_reading_comes_back_as_it_was_added(store: Store) -> None:
    article = an_article(
        published="2024-04", section=("World", "Rivers"), abridged=True, dateline=Dateline("ARVILLE", None),
        dateline_span=(0, 6), synopsis=("Talks halted",), given_date="2024-04-30", url="a:b", extracted=True,
    )  # fmt: skip
    assert store.add(a_reading(article), added_on=DAY)
    (stored,) = store.readings()
    assert stored.reading.article == article
    assert stored.reading.findings.all == a_reading(article).findings.all
    assert [f.key for f in store.findings()] == [f.key for f in stored.reading.findings]
    assert {f.kind for f in store.findings("actor")} == {"actor"}


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.article("none") is None
    assert store.reading("none") is None
    assert store.names("none") == ()
    assert store.observations("none", "none") == ()
    assert list(store.articles()) == list(store.readings()) == list(store.statements()) == []


def test_adding_an_article_twice_changes_nothing(store: Store) -> None:
    reading = a_reading(an_article())
    assert store.add(reading, added_on=DAY)
    settled(store)
    assert not store.add(reading, added_on=LATER)
    assert store.waiting() == 0
    (stored,) = store.readings()
    assert (stored.added_on, stored.reading.findings.all) == (DAY, reading.findings.all)
    assert len(list(store.statements())) == 2


def test_newer_annotators_add_observations_and_no_second_finding(store: Store) -> None:
    article = an_article()
    store.add(a_reading(article, version="1"), added_on=DAY)
    settled(store)
    assert not store.add(a_reading(article, version="2"), added_on=LATER)
    (stored,) = store.readings()
    assert stored.reading.findings.all == a_reading(article, version="2").findings.all
    assert [o.annotator for o in store.observations(article.key, stored.reading.findings.all[0].key)] == [
        "hand@1",
        "hand@2",
    ]
    assert store.waiting() == store.waiting([article.key, "another"]) == 1
    assert store.waiting(["another"]) == store.waiting([]) == 0


def test_a_finding_that_newer_annotators_do_not_make_leaves_the_reading_and_keeps_its_observation(store: Store) -> None:
    article = an_article()
    store.add(a_reading(article, version="1"), added_on=DAY)
    gone, *rest = a_reading(article, version="2").findings
    store.add(Reading(article, Findings(rest)), added_on=LATER)
    assert gone.key not in {f.key for f in store.findings()}
    assert gone.key not in {s.statement.key for s in store.statements()}
    assert not store.search(SearchQuery(words="suspend", kinds=("statement",)))
    assert [o.annotator for o in store.observations(article.key, gone.key)] == ["hand@1"]
    store.add(a_reading(article, version="1"), added_on=LATER)
    assert gone.key in {f.key for f in store.findings()}


def test_a_changed_page_renews_the_article_that_was_read_from_it(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    store.add(a_reading(an_article(published="2024-04-30", outlet="The River")), added_on=LATER)
    (stored,) = store.articles()
    assert (stored.article.outlet, stored.added_on, stored.known_from) == ("The River", DAY, date(2024, 4, 30))


def test_the_same_text_under_two_names_is_one_article_named_as_first_added(store: Store) -> None:
    assert store.add(a_reading(an_article("b.txt")), added_on=LATER)
    assert not store.add(a_reading(an_article("c.txt")), added_on=LATER)
    assert not store.add(a_reading(an_article("z.txt")), added_on=DAY)
    (stored,) = store.articles()
    assert (stored.article.name, stored.added_on) == ("z.txt", DAY)
    assert store.names(stored.article.key) == (("z.txt", DAY), ("b.txt", LATER), ("c.txt", LATER))


def test_an_undated_article_counts_from_its_bounds_or_the_day_it_was_added(store: Store) -> None:
    for name, fields in {
        "day": {"published": "2023-07-01"},
        "open": {"published": "2023-07-01/.."},
        "bounds": {"published_bounds": "2023-01/2023-02"},
        "nothing": {},
    }.items():
        article = an_article(name, text=f"{name}: {TEXT}", **fields)
        store.add(Reading(article, Findings()), added_on=DAY)
    assert [(s.article.name, s.known_from) for s in store.articles() if s.known_from != DAY] == [
        ("bounds", date(2023, 2, 28)),
        ("day", date(2023, 7, 1)),
    ]
    assert {s.article.name for s in store.articles() if s.known_from == DAY} == {"open", "nothing"}


def test_nothing_is_known_before_the_day_it_counts_from(store: Store) -> None:
    store.add(a_reading(an_article(published="2024-04")), added_on=DAY)
    for day, count in ((date(2024, 4, 29), 0), (date(2024, 4, 30), 1)):
        assert len(list(store.articles(known_on=day))) == count
        assert len(list(store.readings(known_on=day))) == count
        assert len(list(store.findings("actor", known_on=day))) == 2 * count
        assert len(list(store.statements(StatementQuery(known_on=day)))) == 2 * count
        assert len(store.search(SearchQuery(words="talks", known_on=day))) == 2 * count


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        (StatementQuery(), ["threaten", "state"]),
        (StatementQuery(speaker="BENLAND"), ["state"]),
        (StatementQuery(speaker="ben%"), []),
        (StatementQuery(party="ARL"), ["threaten"]),
        (StatementQuery(issue="talks"), ["threaten"]),
        (StatementQuery(issue="alk"), []),
        (StatementQuery(manner="mixed"), ["state"]),
        (StatementQuery(act="threaten", party="BEN"), []),
        (StatementQuery(until=date(2024, 4, 29)), ["threaten"]),
        (StatementQuery(since=date(2024, 4, 30)), ["state"]),
        (StatementQuery(since=date(2024, 4, 29), until=date(2024, 5, 3)), ["threaten", "state"]),
    ],
)
def test_statements_are_found_by_what_is_asked(store: Store, query: StatementQuery, acts: list[str]) -> None:
    store.add(a_reading(an_article(published="2024-05")), added_on=DAY)
    assert [s.statement.content.act for s in store.statements(query)] == acts


def test_a_statement_comes_with_its_speaker_and_its_article(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    first, _ = store.statements()
    assert first.speaker is not None
    assert first.speaker.content.name == "Arland"
    assert first.source == store.article(an_article().key)


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("minister", ["minister"]),
        ("MINISTERS", ["minister"]),
        ("benland", ["Bénland"]),
        ("suspending", ["suspend"]),
        ('"the river" talks', ["talks", "the river"]),
        ("susp*", ["suspend"]),
        ("dam OR river", ["river"]),
        ("hasty -dam", ["hasty"]),
        ("AND hasty NOT", None),
        ("hasty -river", None),
        ('"river the"', None),
        ("dam", None),
    ],
)
def test_a_search_marks_the_words_it_found_in_the_article(store: Store, words: str, marked: list[str] | None) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    hits = store.search(SearchQuery(words=words, kinds=("article",)))
    assert [[m.words for m in h.marks] for h in hits] == ([marked] if marked else [])
    for passage in [p for h in hits for p in (h.passage, *h.marks)]:
        assert TEXT[passage.start : passage.end] == passage.words


def test_a_search_in_statements_marks_words_inside_their_content_alone(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    (hit,) = store.search(SearchQuery(words="move hasty", kinds=("statement",)))
    assert hit.passage.words == "the move hasty"
    assert [m.words for m in hit.marks] == ["move", "hasty"]
    assert hit.statement is not None
    assert hit.statement.content.manner == "mixed"
    assert not store.search(SearchQuery(words="Monday", kinds=("statement",)))


def test_a_phrase_over_two_pieces_of_content_is_marked_in_both(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    (hit,) = store.search(SearchQuery(words='"move hasty"', kinds=("statement",)))
    assert {word for m in hit.marks for word in m.words.split()} == {"move", "hasty"}


def test_a_search_in_both_finds_both(store: Store) -> None:
    for n in range(5):
        store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=DAY)
    hits = store.search(SearchQuery(words="suspend the talks", limit=4))
    assert {h.statement is None for h in hits} == {True, False}


@pytest.mark.parametrize("words", ["suspend the talks", "the", "talks OR hasty"])
def test_hits_of_which_those_that_are_shown_are_marked_later_are_those_that_are_marked_at_once(
    store: Store, words: str
) -> None:
    for n in range(5):
        store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=DAY)
    marked = store.search(SearchQuery(words=words))
    assert {hit.statement is None for hit in marked} == {True, False}
    assert all(hit.unmarked is None for hit in marked)
    assert store.marked(words, store.search(SearchQuery(words=words, marked=False))) == marked


def test_a_search_keeps_to_its_days_and_its_limit(store: Store) -> None:
    for n in range(5):
        store.add(a_reading(an_article(text=f"{n}. {TEXT}", published=f"2024-05-0{n + 1}")), added_on=DAY)
    asked = SearchQuery(words="talks", kinds=("article",))
    assert len(store.search(replace(asked, since=date(2024, 5, 2), until=date(2024, 5, 3)))) == 2
    assert len(store.search(replace(asked, limit=3))) == 3


@pytest.mark.parametrize("words", ["", '"', "-talks", "— … !", "*", "\x00"])
def test_a_search_for_no_word_is_refused(store: Store, words: str) -> None:
    with pytest.raises(InputError, match="no word"):
        store.search(SearchQuery(words=words))


@pytest.mark.parametrize(
    "words", ['say "it', "a:b", "NEAR(a b)", "(", "talks)", "^talks", "{x}", "'", "talks AND", "U.S.", "a-b"]
)
def test_a_search_takes_no_word_for_an_operator(store: Store, words: str) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    if any(c.isalnum() for c in words):
        store.search(SearchQuery(words=words))
    else:
        with pytest.raises(InputError):
            store.search(SearchQuery(words=words))


def test_every_version_of_the_brief_is_kept_and_an_equal_one_adds_none(store: Store) -> None:
    newer = BRIEF.replace("river", "sea")
    assert store.set_brief(BRIEF, LATER).number == 1
    assert store.set_brief(newer, LATER).number == 2
    assert [(b.number, b.text, b.set_on) for b in store.briefs()] == [(1, BRIEF, DAY), (2, newer, LATER)]
    assert store.brief().text == newer
    assert len({b.hash for b in store.briefs()}) == 2


def test_a_bad_brief_is_refused_and_the_last_one_stays(store: Store) -> None:
    with pytest.raises(BriefError):
        store.set_brief("title = 1", LATER)
    assert store.brief().number == 1


def test_judgements_are_added_once_and_never_change(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    settled(store)
    judgement = a_judgement("j1", made_on="2024-05-07")
    assert store.judge(judgement)
    assert not store.judge(judgement)
    assert waiting(store) == [an_article().key]
    with pytest.raises(InputError, match="another judgement"):
        store.judge(replace(judgement, why="second thoughts"))
    undo = a_judgement(
        "j0", made_on="2024-05-08", undoes="j1", other=Passage("other", 0, 1, "x"), field="when", value=""
    )
    assert store.judge(undo)
    assert list(store.judgements()) == [judgement, undo]
    assert list(store.judgements(known_on=date(2024, 5, 7))) == [judgement]


@pytest.mark.parametrize("field", ["name", "text", "title", "byline", "section"])
def test_text_without_a_utf8_form_is_refused_and_nothing_is_kept(store: Store, field: str) -> None:
    half: Any = ("Half a pair: \ud83d",) if field == "section" else "Half a pair: \ud83d"
    article = an_article(**{field: half})
    with pytest.raises(InputError, match=f"character 13 of its {field} is half a surrogate pair") as error:
        store.add(Reading(article, Findings()), added_on=DAY)
    str(error.value).encode()
    assert list(store.articles()) == []


def test_a_finding_that_cites_other_words_is_refused_and_nothing_is_kept(store: Store) -> None:
    reading = a_reading(an_article())
    false = replace(reading.findings.all[0], passages=(Passage(reading.article.key, 0, 6, "Benland"),))
    with pytest.raises(InputError, match=r"one\.txt: a statement by hand@1 cites words that are not at \[0, 6\)"):
        store.add(Reading(reading.article, Findings((*reading.findings, false))), added_on=DAY)
    assert list(store.articles()) == []


def test_a_finding_that_cites_other_places_than_its_content_names_is_refused(store: Store) -> None:
    reading = a_reading(an_article())
    first = reading.findings.all[0]
    less = replace(first, passages=first.passages[:1])
    with pytest.raises(InputError, match="cites other passages than its content names"):
        store.add(Reading(reading.article, Findings([less])), added_on=DAY)


def test_a_finding_made_by_two_annotators_comes_back_from_both(store: Store) -> None:
    reading = a_reading(an_article())
    twice = Findings((*reading.findings, *a_reading(an_article(), version="other").findings))
    store.add(Reading(reading.article, twice), added_on=DAY)
    (stored,) = store.readings()
    assert stored.reading.findings.all == twice.all
    assert len(list(store.statements())) == 2


def test_a_remark_of_a_third_party_comes_back(store: Store) -> None:
    article = an_article()
    remark = finding(
        article, Remark(label="tone", places=((0, 6),), values=(("x", "y"),)), Observation("z@1", "r", 1.0)
    )
    store.add(Reading(article, Findings([remark])), added_on=DAY)
    assert list(store.findings("remark")) == [remark]


def test_strings_that_look_like_places_come_back_as_they_are(store: Store) -> None:
    article = an_article()
    odd = tuple((name, name) for name in ("@0", "@@", "@", "\ud83d", "\0", "\ufdd2"))
    remark = finding(article, Remark(label="@1", places=(), values=odd), Observation("@z@1", "@2", 1.0, "@3"))
    store.add(Reading(article, Findings([remark])), added_on=DAY)
    assert list(store.findings()) == [remark]


def test_a_store_may_be_added_to_while_it_is_read(store: Store) -> None:
    for n in range(3):
        store.add(a_reading(an_article(text=f"{n}. {TEXT}")), added_on=DAY)
    for stored in store.readings():
        store.add(a_reading(stored.reading.article, version="2"), added_on=LATER)
    assert {f.observation.annotator for f in store.findings()} == {"hand@2"}


def test_a_sound_dossier_has_no_damage(store: Store) -> None:
    store.add(a_reading(an_article(published="2024-05")), added_on=DAY)
    store.add(a_reading(an_article(published="2024-06"), version="2"), added_on=LATER)
    store.judge(a_judgement("j1"))
    assert list(store.check()) == []


def test_an_article_taken_out_is_gone_with_all_that_follows_from_it(store: Store) -> None:
    one, two = an_article(), an_article("two.txt", text=f"Again: {TEXT}")
    for article in (one, two):
        store.add(a_reading(article), added_on=DAY)
    store.judge(a_judgement("j1"))
    assert store.remove(one.key, LATER)
    assert not store.remove(one.key, LATER)
    assert [s.article.key for s in store.articles()] == [two.key]
    assert {f.article for f in store.findings()} == {two.key}
    assert {s.source.article.key for s in store.statements()} == {two.key}
    assert {h.source.article.key for h in store.search(SearchQuery(words="talks"))} == {two.key}
    assert waiting(store) == [two.key]
    assert (store.article(one.key), store.reading(one.key), store.names(one.key)) == (None, None, ())
    assert list(store.removed()) == [Removed(one.key, "one.txt", LATER)]
    assert [j.key for j in store.judgements()] == ["j1"]
    assert list(store.check()) == []


def test_adding_an_article_again_brings_it_back_as_new(store: Store) -> None:
    article = an_article()
    store.add(a_reading(article), added_on=DAY)
    store.remove(article.key, LATER)
    assert store.add(a_reading(article, version="2"), added_on=LATER)
    (stored,) = store.readings()
    assert (stored.reading.article, stored.added_on) == (article, LATER)
    key = stored.reading.findings.all[0].key
    assert [o.annotator for o in store.observations(article.key, key)] == ["hand@2"]
    assert len(store.search(SearchQuery(words="hasty"))) == 2
    assert list(store.removed()) == []


def test_an_article_counts_from_the_date_that_a_person_gives(store: Store) -> None:
    article = an_article(published="2024-07", published_bounds="2024")
    store.add(a_reading(article), added_on=DAY)
    settled(store)
    given = Redating(article.key, "2024-04-28", LATER, "an officer", "it is on the next page")
    assert store.redate(given.article, given.published, given.made_on, by=given.by, why=given.why)
    assert not store.redate(given.article, given.published, date(2024, 6, 2))
    (stored,) = store.articles()
    assert (stored.article.published, stored.article.published_basis) == ("2024-04-28", "stated")
    assert (stored.article.published_bounds, stored.known_from) == (None, date(2024, 4, 28))
    assert stored.redated == given
    assert list(store.redatings()) == [given]
    assert waiting(store) == [article.key]
    assert [s.statement.content.act for s in store.statements(StatementQuery(until=date(2024, 4, 28)))] == ["state"]
    hits = store.search(SearchQuery(words="talks", until=date(2024, 4, 28)))
    assert [h.statement is None for h in hits] == [True]
    assert list(store.check()) == []


def test_a_date_that_a_person_gave_is_known_from_the_day_it_was_given(store: Store) -> None:
    first, second = date(2024, 6, 1), date(2024, 8, 1)
    other = an_article("two.txt", text=f"Again: {TEXT}", published="2024-06-15")
    article = an_article(published="2024-07-01")
    for one in (article, other):
        store.add(a_reading(one), added_on=DAY)
    store.redate(article.key, "2024-05-01", first)
    store.redate(article.key, "2024-09-01", second)

    def known(on: date) -> list[str | None]:
        days = [s.article.published for s in store.articles(known_on=on)]
        assert [r.reading.article.published for r in store.readings(known_on=on)] == days
        said = [s.source.article.published for s in store.statements(StatementQuery(known_on=on))]
        assert said == [day for day in days for _ in range(2)]
        found = store.search(SearchQuery(words="river", kinds=("article",), known_on=on))
        assert sorted(h.source.article.published or "" for h in found) == sorted(day or "" for day in days)
        return days

    assert known(date(2024, 5, 31)) == []
    assert known(date(2024, 6, 14)) == ["2024-05-01"]
    assert known(date(2024, 7, 1)) == ["2024-05-01", "2024-06-15"]
    assert known(date(2024, 8, 1)) == ["2024-06-15"]
    assert known(date(2024, 9, 1)) == ["2024-06-15", "2024-09-01"]
    early = StatementQuery(known_on=date(2024, 7, 1), act="state", until=date(2024, 5, 1))
    assert [s.source.article.key for s in store.statements(early)] == [article.key]

    def found(on: date, since: date, until: date) -> list[tuple[str, bool]]:
        hits = store.search(SearchQuery(words="hasty OR river", known_on=on, since=since, until=until))
        return [(h.source.article.key, h.statement is None) for h in hits]

    in_may = (date(2024, 5, 1), date(2024, 5, 31))
    assert sorted(found(date(2024, 7, 1), *in_may)) == [(article.key, False), (article.key, True)]
    assert found(date(2024, 8, 1), *in_may) == []


def test_a_date_taken_back_leaves_the_one_of_the_page(store: Store) -> None:
    article = an_article(published="2024-07-01")
    store.add(a_reading(article), added_on=DAY)
    assert not store.redate(article.key, None, DAY)
    store.redate(article.key, "2024-05-01", LATER)
    assert store.redate(article.key, None, LATER)
    (stored,) = store.articles()
    assert (stored.article, stored.known_from, stored.redated) == (article, date(2024, 7, 1), None)
    assert [r.published for r in store.redatings()] == ["2024-05-01", None]


def test_a_date_that_a_person_gave_outlasts_reading_again_and_removal(store: Store) -> None:
    article = an_article(published="2024-07-01", outlet="The River")
    store.add(a_reading(article), added_on=DAY)
    store.redate(article.key, "2024-05-01", LATER)
    (stored,) = store.articles()
    store.add(a_reading(stored.article, version="2"), added_on=LATER)
    store.add(a_reading(replace(article, outlet="The Dam"), version="3"), added_on=LATER)
    store.remove(article.key, LATER)
    store.add(a_reading(article), added_on=LATER)
    (again,) = store.articles()
    assert (again.article.published, again.known_from) == ("2024-05-01", date(2024, 5, 1))
    store.redate(article.key, None, LATER)
    (page,) = store.articles()
    assert page.article == article
    assert list(store.check()) == []


def test_a_date_that_is_none_and_an_article_that_is_not_there_are_refused(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    with pytest.raises(InputError, match="'last May' is no date"):
        store.redate(an_article().key, "last May", LATER)
    with pytest.raises(InputError, match="no such article"):
        store.redate("none", "2024", LATER)
    assert list(store.redatings()) == []


def test_readings_by_other_annotators_or_another_brief_are_stale_the_latest_first(store: Store) -> None:
    made = {
        "fresh": Making(frozenset({"hand@1", "silent@1"}), "b1"),
        "older": Making(frozenset({"hand@1", "silent@0"}), "b1"),
        "fewer": Making(frozenset({"hand@1"}), "b1"),
        "brief": Making(frozenset({"hand@1", "silent@1"}), "b0"),
    }
    keys = {}
    for number, (name, making) in enumerate(made.items()):
        article = an_article(name, text=f"{name}: {TEXT}", published=f"2024-05-0{number + 1}")
        store.add(a_reading(article), added_on=DAY, making=making)
        keys[name] = article.key
    now = ("silent@1", "hand@1")
    assert list(store.stale(now, "b1")) == [keys["brief"], keys["fewer"], keys["older"]]
    older = an_article("older", text=f"older: {TEXT}", published="2024-05-02")
    store.add(a_reading(older), added_on=LATER, making=made["fresh"])
    assert list(store.stale(now, "b1")) == [keys["brief"], keys["fewer"]]
    assert set(store.stale(now, "b2")) == set(keys.values())
    assert [store.count_stale(now, brief) for brief in ("b1", "b2")] == [2, 4]


def test_where_nobody_says_what_made_a_reading_its_findings_tell_who_was_there(store: Store) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    store.add(Reading(an_article("none", text="Nothing."), Findings()), added_on=DAY)
    assert list(store.stale(["hand@1", "silent@1"], "b1")) == []
    assert list(store.stale(["hand@2"], "b1")) == [an_article().key]
    assert list(store.stale(["hand@1"], "b2")) == [an_article().key]


def test_an_article_read_for_another_date_than_it_has_now_is_stale(store: Store) -> None:
    article = an_article(published="2024-07-01")
    store.add(a_reading(article), added_on=DAY)
    store.redate(article.key, "2024-05-01", LATER)
    assert list(store.stale(["hand@1"], "b1")) == [article.key]
    (stored,) = store.articles()
    store.add(a_reading(stored.article), added_on=LATER)
    assert list(store.stale(["hand@1"], "b1")) == []
    store.redate(article.key, None, LATER)
    assert list(store.stale(["hand@1"], "b1")) == [article.key]


def test_a_backup_is_a_dossier_of_its_own_or_is_refused_with_what_to_do(store: Store, tmp_path: Path) -> None:
    store.add(a_reading(an_article()), added_on=DAY)
    target = tmp_path / "copy.dossier"
    try:
        store.backup(target)
    except DossierError as error:
        assert "pg_dump --schema" in str(error) or "in memory" in str(error)
        assert not target.exists()
        return
    store.add(a_reading(an_article(text=f"More: {TEXT}")), added_on=DAY)
    assert [p.name for p in tmp_path.iterdir() if "copy" in p.name] == ["copy.dossier"]
    with open_dossier(target) as copy:
        assert [s.reading.article for s in copy.readings()] == [an_article()]
        assert list(copy.check()) == []
    with pytest.raises(DossierError):
        store.backup(target)


def test_judgements_that_belong_together_are_added_all_or_none(store: Store) -> None:
    assert store.judge(a_judgement("one"), a_judgement("two"))
    assert not store.judge(a_judgement("one"), a_judgement("three"))
    with pytest.raises(InputError):
        store.judge(a_judgement("four"), a_judgement("two", why="another reason"))
    assert [judgement.key for judgement in store.judgements()] == ["one", "two"]


def test_a_stamp_changes_with_whatever_is_written(store: Store) -> None:
    before = store.stamp()
    if before is None:  # a store that keeps no account of changes says so always
        return
    list(store.articles())
    assert store.stamp() == before
    store.add(a_reading(an_article()), added_on=DAY)
    added = store.stamp()
    assert added != before
    settled(store)
    assert store.stamp() != added
    assert store.stamp() == store.stamp()


def test_versions_at_one_address_find_each_other_however_long_it_is(store: Store) -> None:
    address = "https://wire.example/" + "talks/" * 900
    one = an_article(url=address, published="2024-05-01")
    two = an_article("two.txt", text=f"Again: {TEXT}", url=f"{address}#late", published="2024-05-02")
    other = an_article("three.txt", text=f"More: {TEXT}", url=f"{address}x", published="2024-05-03")
    for article in (one, two, other):
        store.add(a_reading(article), added_on=DAY)
    assert store.relatives([one.key]).keys() == {one.key, two.key}
