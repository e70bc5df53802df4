"""Short texts of our own: what is a time, and where it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verbale.model.brief import Brief, Outlet, Party
from verbale.model.evidence import Findings
from verbale.model.negotiation import Time
from verbale.model.text import Article, Dateline
from verbale.model.times import is_edtf
from verbale.understanding.builtin import build
from verbale.understanding.language import analyse, load
from verbale.understanding.times.annotator import times
from verbale.understanding.times.grammar import grammar
from verbale.understanding.times.phrases import Phrase
from verbale.understanding.times.tables import toml
from verbale.views.readings import as_json

THURSDAY = "2018-11-22"


def found(text: str, published: str | None = THURSDAY, brief: Brief | None = None, **page: object) -> list[Time]:
    """All times of a one-paragraph article."""
    article = Article(name="a", text=text, published=published, paragraphs=((0, len(text)),), **page)
    analysis = analyse(article, load())
    assert analysis is not None
    return [f.content for f in times(brief or Brief())(analysis, Findings())]


def dated(
    text: str, published: str | None = THURSDAY, brief: Brief | None = None, **page: object
) -> dict[str, str | None]:
    """The calendar times of a text, words to EDTF."""
    return {text[t.span[0] : t.span[1]]: t.edtf for t in found(text, published, brief, **page) if t.calendar}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They signed on November 3, 2015.", {"November 3, 2015": "2015-11-03"}),
        ("They signed on 3 November 2015.", {"3 November 2015": "2015-11-03"}),
        ("They signed on Tuesday, Nov. 3, 2015.", {"Tuesday, Nov. 3, 2015": "2015-11-03"}),
        ("They signed in November 2015.", {"November 2015": "2015-11"}),
        ("The 1956 declaration binds both.", {"1956": "1956"}),
        ("They have quarrelled since 1945.", {"since 1945": "1945/.."}),
        ("It failed in the 1950s.", {"the 1950s": "195X"}),
        ("It failed in the late 1970s.", {"the late 1970s": "1977/1979"}),
        (
            "Envoys met on May 3, 2018. The hall burned down the night before.",
            {"May 3, 2018": "2018-05-03", "the night before": "2018-05-02"},
        ),
        ("It failed in the mid- to late-1980s.", {"the mid- to late-1980s": "1984/1989"}),
        ("It has dragged on since the mid-20th century.", {"since the mid-20th century": "1950~/.."}),
        ("The envoys parted in the fall of 2019.", {"the fall of 2019": "2019-23"}),
        ("The pact of 480 BC held.", {"480 BC": "-0479"}),
    ],
)
def test_explicit_dates_need_no_anchor(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said on Thursday that talks go on.", {"Thursday": "2018-11-22"}),
        ("He met her on Wednesday night.", {"Wednesday night": "2018-11-21"}),
        ("He met her on Friday.", {"Friday": "2018-11-16"}),
        ("He will meet her on Friday.", {"Friday": "2018-11-23"}),
        ("He met her last Thursday.", {"last Thursday": "2018-11-15"}),
        ("He will meet her next Tuesday.", {"next Tuesday": "2018-11-27"}),
        ("He left yesterday.", {"yesterday": "2018-11-21"}),
        ("He told them last night.", {"last night": "2018-11-21"}),
        ("They spoke last week.", {"last week": "2018-11-12/2018-11-18"}),
        ("They met last weekend.", {"last weekend": "[2018-11-17,2018-11-18]"}),
        ("They will meet early next month.", {"early next month": "2018-12-01/2018-12-10"}),
        ("It should end before yearend.", {"before yearend": "2018-11-22/2018-12-31"}),
        ("They met two weeks ago.", {"two weeks ago": "2018-11-08"}),
        ("They met in September.", {"September": "2018-09"}),
        ("They will meet in March.", {"March": "2019-03"}),
    ],
)
def test_relative_dates_are_told_from_the_publication_day(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing may happen before they march on, in a second or third attempt.", {}),
        ("He may resign, and May will not.", {}),
        ("Theresa May said no; Mr May declined.", {}),
        ("Article 1999 of the code and Resolution 2254 apply.", {}),
        ("The Agenda 2030 goals and Vision 2040 are at stake.", {}),
        ("They sent 2000 soldiers and spent $1999.", {}),
        ("Version 2.10 of the draft, chapter 12, page 1950.", {}),
        ("The fall of Aleppo and the spring in his step.", {}),
        ("Bloody Sunday is remembered in every household.", {}),
        ("Three-quarters of the voters, 24 of them aged 30, agreed.", {}),
        ("She is a 46-year-old envoy.", {}),
        ("The 2nd Infantry Division left by the 11th Street gate.", {}),
        ("Jan Egeland and August Wilson spoke.", {}),
        ("The March on Washington set an example.", {}),
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May they will march.", {"May": "2019-05"}),
        ("Last May they marched; by March 3 they were home.", {"Last May": "2018-05", "by March 3": "../2018-03-03"}),
        ("He was in Minsk on the 19th.", {"the 19th": "2018-11-19"}),
        ("The talks scheduled for December were called off.", {"December": "2018-12"}),
        ("The round due on Monday is in doubt.", {"Monday": "2018-11-26"}),
        ("A deal is not in sight this winter.", {"this winter": "2018-24"}),
        ("The road is due about the winter.", {"about the winter": "2018-24"}),
        ("This past September they exercised together.", {"This past September": "2018-09"}),
        ("On Monday, Nov. 26, they will meet.", {"Monday, Nov. 26": "2018-11-26"}),
        ("They may meet the week of Dec. 3.", {"the week of Dec. 3": "2018-12-03/2018-12-09"}),
        ("Ministers met on Nov. 14 and 15.", {"Nov. 14 and 15": "2018-11-14/2018-11-15"}),
        ("He will be away from Jan. 15 to 19.", {"from Jan. 15 to 19": "2019-01-15/2019-01-19"}),
        ("Between 2012 and 2016 they met often.", {"Between 2012 and 2016": "2012/2016"}),
        ("The war of 1904-05 is remembered.", {"1904-05": "1904/1905"}),
        ("They fought from April to June 1968.", {"from April to June 1968": "1968-04/1968-06"}),
        ("Exports fell in the third quarter.", {"the third quarter": "2018-07/2018-09"}),
        ("The pact lapses by the end of this month.", {"by the end of this month": "2018-11-22/2018-11-30"}),
        ("It comes down by New Year.", {"by New Year": "2018-11-22/2019-01-01"}),
        ("They fled on Christmas Eve.", {"Christmas Eve": "2017-12-24"}),
        ("They agreed on Good Friday.", {"Good Friday": "2018-03-30"}),
        ("He quit two and a half years ago.", {"two and a half years ago": "2016-05"}),
        ("Trade halved over the first six months of 2015.", {"the first six months of 2015": "2015-01/2015-06"}),
        ("He left in the second half of 2016.", {"the second half of 2016": "2016-07/2016-12"}),
        ("They met in the spring of next year.", {"the spring of next year": "2019-21"}),
        ("It was about 2010.", {"about 2010": "2010~"}),
        ("They have talked since the late 1990s.", {"since the late 1990s": "1998~/.."}),
        ("He called on Saturday at 10 p.m. to ask.", {"Saturday at 10 p.m.": "2018-11-17"}),
    ],
)
def test_hard_dates_of_the_press(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


def test_a_weekday_of_the_publication_day_is_that_day_whatever_the_tense() -> None:
    assert dated("They met on Thursday.") == dated("They will meet on Thursday.") == {"Thursday": THURSDAY}


def test_next_tuesday_is_not_tomorrow() -> None:
    (monday,) = found("They will meet next Tuesday.", "2018-11-19")
    assert (monday.edtf, monday.alternatives) == ("2018-11-27", ("2018-11-20",))
    assert dated("They will meet next Tuesday.", "2018-11-23") == {"next Tuesday": "2018-11-27"}


def test_where_no_verb_tells_the_direction_of_a_weekday_both_stay() -> None:
    (day,) = found("Next stop: Geneva, Friday.")
    assert (day.edtf, day.timex3) == ("[2018-11-16,2018-11-23]", "2018-11-16")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They signed on Nov. 3, 2015. The same day the army left.", "2015-11-03"),
        ("They signed on Nov. 3, 2015. Two days earlier the army had left.", "2015-11-01"),
        ("They signed on Nov. 3, 2015. The following month the army left.", "2015-12"),
        ("They signed on Nov. 3, 2015. That year the army left.", "2015"),
        ("They signed in 2015. Later in the day the army left.", THURSDAY),
        ("They met last week. The following day the army left.", "2018-11-13/2018-11-19"),
        ("Signed on Nov. 3, 2015, two weeks after the election, it held.", "2015-11-03"),
        ("They met on Monday. A week earlier the army had left.", "2018-11-12"),
    ],
)
def test_anaphors_are_told_from_the_last_date_in_focus(text: str, edtf: str) -> None:
    assert found(text)[-1].edtf == edtf


def test_an_event_that_anchors_a_date_belongs_to_its_words() -> None:
    text = "Signed on Nov. 3, 2015, two weeks after the disputed election of the mayor, it held."
    words = [text[t.span[0] : t.span[1]] for t in found(text)]
    assert words == ["Nov. 3, 2015", "two weeks after the disputed election"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They talked for 19 months.", "P19M"),
        ("They talked for several weeks.", "PXW"),
        ("They meet every day.", "P1D"),
        ("They meet each July.", "XXXX-07"),
        ("They met on Fridays.", "XXXX-WXX-5"),
        ("They met recently.", "PAST_REF"),
        ("They are now talking.", "PRESENT_REF"),
        ("They will talk in the near future.", "FUTURE_REF"),
        ("He phoned two hours later.", "PT2H"),
        ("Two and a half years of talks failed.", "P2Y6M"),
    ],
)
def test_lengths_sets_and_vague_references_stand_apart(text: str, value: str) -> None:
    assert [(t.calendar, t.edtf, t.timex3) for t in found(text)] == [(False, None, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met in December and again on Nov. 14.", {"December": "XXXX-12", "Nov. 14": "XXXX-11-14"}),
        ("They meet this weekend.", {"this weekend": None}),
        ("It must end before the end of the year.", {"before the end of the year": "../XXXX-12-31"}),
        ("They met on Friday.", {"Friday": None}),
        ("They met last week.", {"last week": None}),
    ],
)
def test_without_a_publication_date_the_year_stays_open(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text, None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on February 3.", {"February 3": "XXXX-02-03"}),
        ("Two days earlier they met.", {"Two days earlier": "XXXX-02-05"}),
        ("They met yesterday.", {"yesterday": "XXXX-02-06"}),
        ("They met last month.", {"last month": "XXXX-01"}),
    ],
)
def test_a_publication_day_without_a_year_gives_days_without_a_year(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text, "XXXX-02-07") == expected


def test_figures_are_read_in_the_order_of_the_outlet() -> None:
    assert dated("Signed on 3/4/2018.", outlet="Guardian") == {"3/4/2018": "2018-04-03"}
    assert dated("Signed on 3/4/2018.", outlet="New York Times") == {"3/4/2018": "2018-03-04"}
    brief = Brief(outlets=(Outlet(name="The Valley Post", day_first=False),))
    (time,) = found("Signed on 3/4/2018.", brief=brief, outlet="the valley post")
    assert (time.edtf, time.alternatives) == ("2018-03-04", ("2018-04-03",))
    assert dated("Signed on 25/4/2018, 4/25/2018 and 2018-04-25.") == dict.fromkeys(
        ("25/4/2018", "4/25/2018", "2018-04-25"), "2018-04-25"
    )


def test_a_fiscal_year_is_that_of_the_outlets_country_or_of_the_brief() -> None:
    assert dated("The budget for fiscal 2015 grew.", outlet="Sankei") == {"fiscal 2015": "2015-04-01/2016-03-31"}
    assert dated("The budget for FY2016 grew.", outlet="CNN") == {"FY2016": "2015-10-01/2016-09-30"}
    brief = Brief(parties=(Party(code="ETH", name="Ethiopia", fiscal_year_starts="07-08"),))
    assert dated("The budget for fiscal 2016 grew.", brief=brief) == {"fiscal 2016": "2015-07-08/2016-07-07"}


def test_each_day_of_a_longer_list_is_a_time_of_its_own() -> None:
    assert dated("The pickets stood on 20, 21 and 23 December and met on May 2 and 3.", "2019-12-12") == {
        "20": "2019-12-20",
        "21": "2019-12-21",
        "23 December": "2019-12-23",
        "May 2 and 3": "2019-05-02/2019-05-03",
    }


def test_feasts_are_days_of_the_calendar_by_whatever_words_they_are_named() -> None:
    text = "The gate was shut on Nowruz. On Christmas Eve, on Easter Monday and on Good Friday they prayed."
    assert dated(text, "2019-04-10") == {
        "Nowruz": "2019-03-21",
        "Christmas Eve": "2018-12-24",
        "Easter Monday": "2019-04-22",
        "Good Friday": "2019-04-19",
    }


def test_today_is_the_day_at_the_place_of_the_dateline_or_of_the_outlet() -> None:
    moment = "2018-11-22T01:30:00+00:00"
    assert dated("They meet today.", moment, outlet="Reuters") == {"today": "2018-11-22"}
    assert dated("They meet today.", moment, outlet="New York Times") == {"today": "2018-11-21"}
    from_tokyo = Dateline("TOKYO", None)
    assert dated("They meet today.", "2018-11-21T20:00:00+00:00", dateline=from_tokyo) == {"today": "2018-11-22"}


def test_a_dispatch_is_told_from_the_day_of_its_dateline() -> None:
    assert dated("They met yesterday.", dateline=Dateline("Moscow", "XXXX-11-21")) == {"yesterday": "2018-11-20"}
    assert dated("They met yesterday.", dateline=Dateline("Moscow", "2015-11-21")) == {"yesterday": "2018-11-21"}


def test_in_a_history_a_bare_month_belongs_to_the_year_in_focus() -> None:
    years = " ".join(f"In {year} a treaty was signed." for year in range(1901, 1909))
    text = f"{years} In November 1911 war broke out. On 3 December the port fell. In February a truce was signed."
    assert [t.edtf for t in found(text)][-3:] == ["1911-11", "1911-12-03", "1912-02"]


def test_the_dateline_is_read_too() -> None:
    text = "VIENNA, Nov 21 - They met."
    article = Article(name="a", text=text, published=THURSDAY, paragraphs=((17, len(text)),), dateline_span=(0, 17))
    analysis = analyse(article, load())
    assert analysis is not None
    assert [(f.content.span, f.content.edtf) for f in times(Brief())(analysis, Findings())] == [((8, 14), "2018-11-21")]


def test_a_bounding_preposition_is_in_the_span_but_not_in_the_timex3_extent() -> None:
    (time,) = found("They have talked since 1945.")
    assert time.span == (17, 27)
    assert time.timex3_parts == ((23, 27, "DATE", "1945"),)


def test_the_ends_of_a_range_are_two_expressions_to_timex3() -> None:
    (time,) = found("They fought from April to June 1968.")
    assert [part[3] for part in time.timex3_parts] == ["1968-04", "1968-06"]


def test_every_time_names_its_rule_and_its_anchor() -> None:
    text = "They met on Friday; two days later, in 2018, they talked."
    article = Article(name="a", text=text, published=THURSDAY, paragraphs=((0, len(text)),))
    analysis = analyse(article, load())
    assert analysis is not None
    findings = list(times(Brief())(analysis, Findings()))
    assert [f.observation.rule for f in findings] == ["weekday", "later", "year"]
    assert [f.content.anchor for f in findings] == ["publication", "focus", "explicit"]
    assert findings[1].content.anchor_span == findings[0].content.span


def test_every_rule_of_the_table_has_an_example_in_which_it_finds_something() -> None:
    table = toml("rules")
    missing = [
        row["id"]
        for stage in table["stages"]
        for row in table[stage["name"]]
        if "Time" in row["gives"] and not _in_example(row["id"], row["example"])
    ]
    assert missing == []


def _in_example(rule: str, example: str) -> bool:
    return any(rule in _rules(phrase) for phrase in grammar().phrases(example, [(0, len(example))]))


def _rules(phrase: Phrase) -> set[str]:
    return {phrase.rule} | {inner.rule for inner in phrase.inner}


def test_every_number_and_year_has_a_character_in_the_alphabet() -> None:
    lexicon = grammar().lexicon
    tokens = [f"{n:0{width}}" for width in (1, 2, 3, 4) for n in range(0, 10**width, 7)]
    assert [t for t in tokens if lexicon.classes(t) not in lexicon.alphabet] == []


def test_a_month_that_the_article_uses_as_a_surname_needs_a_sure_sign() -> None:
    text = "Theresa May won. The plan by May failed, and talks with May end in May."
    assert [t.span for t in found(text)] == [(67, 70)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He accepted an invitation to the forum in September, where he is to meet her.", {"September": "2019-09"}),
        ("They agreed in January, when they met in Minsk.", {"January": "2018-01"}),
        ("They had been due to meet on Friday.", {"Friday": "2018-11-16"}),
        ("The round, which had been due to open on Friday, was put off.", {"Friday": "2018-11-23"}),
        ("The visit planned for April was called off.", {"April": "2019-04"}),
        ("The visit is planned for April.", {"April": "2019-04"}),
        ("They proposed that the president visit Sochi in May.", {"May": "2019-05"}),
        ("She will appeal Friday's ruling.", {"Friday": "2018-11-16"}),
        ("She will attend Friday's meeting.", {"Friday": "2018-11-23"}),
        ("Talks set for Monday may fail.", {"Monday": "2018-11-26"}),
        ("They came to celebrate the accord on Saturday.", {"Saturday": "2018-11-17"}),
    ],
)
def test_direction_comes_from_what_governs_the_time(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Nov. 5. The following Monday they met again.", "2018-11-12"),
        ("They met on Nov. 5, and again in the fighting of December 2015. Two days later they left.", "2018-11-07"),
        ("She resigned on Nov. 5, a day after Parliament voted.", "2018-11-05"),
    ],
)
def test_days_are_counted_from_days(text: str, edtf: str) -> None:
    assert found(text)[-1].edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "Ten thousand years ago.",
        "In 12000 BC and in the 99th century BC.",
        "Nine thousand years later.",
        "On June 31, 2015.",
    ],
)
def test_what_lies_beyond_the_calendar_is_left_unplaced(text: str) -> None:
    assert all(t.edtf is None or is_edtf(t.edtf) for t in found(text))


_ANCHORS = st.sampled_from([None, THURSDAY, "2016-02-29", "XXXX-02-07", "2018-11", "2018", "2020-12-31"])
_EXAMPLES = [row["example"] for stage in toml("rules")["stages"] for row in toml("rules")[stage["name"]]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_EXAMPLES), min_size=1, max_size=4), _ANCHORS)
def test_every_time_is_an_exact_passage_with_valid_edtf_within_its_bounds(
    texts: list[str], published: str | None
) -> None:
    text = " ".join(texts)
    for time in found(text, published):
        start, end = time.span
        assert text[start:end].strip() == text[start:end] != ""
        assert time.edtf is None or is_edtf(time.edtf), time
        assert all(is_edtf(other) for other in time.alternatives)
        assert (time.lower or "-").startswith("-") or (time.lower or "") <= (time.upper or "9999"), time
        assert all(start <= first < last <= end for first, last, _, _ in time.timex3_parts)


def test_the_same_article_gives_the_same_times() -> None:
    text = " ".join(_EXAMPLES)
    assert found(text) == found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sanctions in place since 2016-17 would stay.", {"since 2016-17": "2016/.."}),
        ("Exports fell in Q2 2020.", {"Q2 2020": "2020-04/2020-06"}),
        (
            "The talks were put off until the second half of June.",
            {"until the second half of June": "2018-11-22/2019-06-30"},
        ),
        ("They met on Nov. 3 last year.", {"Nov. 3 last year": "2017-11-03"}),
        ("They met on Jan 1 '16.", {"Jan 1 '16": "2016-01-01"}),
        ("In the 1960s and '70s it failed.", {"the 1960s": "196X", "'70s": "197X"}),
        ("In the 19th and 20th centuries it failed.", {"the 19th and 20th centuries": "1800/1999"}),
        ("He left in 2016, two years earlier than planned.", {"2016": "2016"}),
        ("They came 20 years after the 2001 treaty.", {"2001": "2001"}),
        ("They shook hands at 9:04 a.m. local time on Tuesday.", {"9:04 a.m. local time on Tuesday": "2018-11-20"}),
        ("The weekly Spiegel and the daily Hurriyet had it.", {}),
    ],
)
def test_more_hard_dates_of_the_press(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


def test_the_reference_names_every_rule_with_its_example() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "times.md").read_text(encoding="utf-8")
    table = toml("rules")
    rules = [row for stage in table["stages"] for row in table[stage["name"]]]
    assert [r["id"] for r in rules if f"| `{r['id']}` | {r['build']} | {r['example']} |" not in page] == []
    assert page.count("\n| `") >= len(rules)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They fell out after Monday's debate.", {"Monday": "2018-11-19"}),
        ("Nothing has moved since the 2015 accord.", {"2015": "2015"}),
        ("They will settle it before the Dec. 3 summit.", {"Dec. 3": "2018-12-03"}),
        ("Nothing has moved since December.", {"since December": "2017-12/.."}),
        ("The cut is to be from 2030 to 32 percent.", {"2030": "2030"}),
    ],
)
def test_a_date_that_only_describes_an_event_bounds_nothing(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


def test_in_two_weeks_is_a_date_only_where_the_sentence_looks_ahead() -> None:
    assert dated("They will meet again in two weeks.") == {"two weeks": "2018-12-06"}
    assert dated("It was the first meeting in two weeks.") == {}
    assert dated("They will hold the first meeting in two years.") == {}


def test_a_clock_time_keeps_the_zone_it_names() -> None:
    (time,) = found("They will meet at 9 a.m. JST next Tuesday.")
    assert (time.edtf, time.timex3, time.zone, time.granularity) == (
        "2018-11-27",
        "2018-11-27T09:00",
        "+09:00",
        "minute",
    )


def test_other_times_are_told_apart_in_the_reading() -> None:
    text = "For two years they met every week; recently they did not."
    reading = build(Brief(), names=["times"]).read(
        Article(name="a", text=text, published=THURSDAY, paragraphs=((0, len(text)),))
    )
    shown = as_json(reading)
    assert [(t["kind"], t["timex3"]) for t in shown["other_times"]] == [
        ("duration", "P2Y"),
        ("set", "P1W"),
        ("reference", "PAST_REF"),
    ]


def test_where_no_verb_tells_the_year_of_a_month_far_from_both_stay() -> None:
    (month,) = found("The next round in May: Geneva.")
    assert (month.edtf, month.alternatives) == ("[2018-05,2019-05]", ("2019-05",))
    (month,) = found("The next round in December: Geneva.")
    assert (month.edtf, month.alternatives) == ("2018-12", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He would leave unless a lease was signed by March 3.", {"by March 3": "2018-11-22/2019-03-03"}),
        ("Aid hangs on the condition that a lease be signed by May.", {"by May": "2018-11-22/2019-05"}),
        ("They had been arranging a visit for late January.", {"late January": "2019-01-21/2019-01-31"}),
        ("He said the date of 6 May was no toy.", {"6 May": "2019-05-06"}),
        ("Mora was to have come on March 20.", {"March 20": "2019-03-20"}),
        ("She has invited both sides to a meeting on Monday.", {"Monday": "2018-11-26"}),
        ("The owners who hold the lease on Wednesday turned it down.", {"Wednesday": "2018-11-21"}),
        ("Flights will stop beginning Friday.", {"beginning Friday": "2018-11-23/.."}),
        ("The strait will be closed from Dec. 10.", {"from Dec. 10": "2018-12-10/.."}),
        ("The lease runs to June 30.", {"to June 30": "2018-11-22/2019-06-30"}),
        ("He left at the end of Monday.", {"the end of Monday": "2018-11-19"}),
        ("The lease ran out at the end of 2017.", {"the end of 2017": "2017-12-31"}),
        ("She hopes to see them before the weekend.", {"before the weekend": "2018-11-22/2018-11-23"}),
        ("They see no need to meet before the spring.", {"before the spring": "2018-11-22/2019-02"}),
        ("A vote is due by mid-May.", {"by mid-May": "2018-11-22/2019-05-20"}),
        ("They meet in the second half of January.", {"the second half of January": "2019-01-16/2019-01-31"}),
        ("They meet in the week beginning 3 December.", {"the week beginning 3 December": "2018-12-03/2018-12-09"}),
        ("The vote is set for the last quarter of the year.", {"the last quarter of the year": "2018-10/2018-12"}),
        ("Talks began in March 2017 and ended that December.", {"March 2017": "2017-03", "that December": "2017-12"}),
        ("The FY2019 budget is cut.", {"FY2019": "2019"}),
        ("They had until this week tied it to tolls.", {"until this week": "../2018-11-22"}),
        ("They packed up at nine o'clock.", {}),
        ("A village that did without the road for a winter can wait.", {}),
        ("Nothing will move before the summer recess.", {}),
        ("Filling could start in February, he said.", {"February": "2019-02"}),
        ("A mission, once expected in October, is due there in May.", {"October": "2018-10", "May": "2019-05"}),
        (
            "The round was moved from January 3 to December 20.",
            {"January 3": "2019-01-03", "December 20": "2018-12-20"},
        ),
        ("The talks, planned for Tuesday, were called off.", {"Tuesday": "2018-11-20"}),
        (
            "They meet on May 3. Mora flew home on Nov. 5 and spoke the same evening.",
            {"May 3": "2019-05-03", "Nov. 5": "2018-11-05", "the same evening": "2018-11-05"},
        ),
        ("In March Mia Holt swore that she would stay.", {"March": "2018-03"}),
    ],
)
def test_bounds_and_years_follow_what_the_clause_tells(text: str, expected: dict[str, str | None]) -> None:
    assert dated(text) == expected


def test_where_the_year_is_unknown_weekdays_count_back_from_the_last_one_told() -> None:
    text = "The envoy came on Friday. Norland had called him on Thursday, a spokesman said."
    assert dated(text, "XXXX-03-03") == {"Friday": "XXXX-03-03", "Thursday": "XXXX-03-02"}


def test_a_daily_that_speaks_is_a_newspaper_and_no_time() -> None:
    text = "The daily said nothing. The weekly came out. Daily talks go on."
    assert [text[slice(*t.span)] for t in found(text)] == ["Daily"]


def test_the_day_to_which_something_is_put_off_lies_ahead_whatever_paragraph_follows() -> None:
    first = "President Ivo Salas has postponed his visit to Chad, planned for June, to September, his office announced."
    for second in ("", "Chadian President Ada Orum warned of delays.", "It rained."):
        text = f"{first}\n{second}"
        pieces = ((0, len(first)), (len(first) + 1, len(text)))
        article = Article(name="a", text=text, published="2026-04-22", paragraphs=pieces if second else pieces[:1])
        analysis = analyse(article, load())
        assert analysis is not None
        told = {text[slice(*f.content.span)]: f.content.edtf for f in times(Brief())(analysis, Findings())}
        assert told == {"June": "2026-06", "September": "2026-09"}


def test_talks_put_off_from_one_month_to_another_have_two_days_and_a_strike_from_one_to_another_has_one() -> None:
    assert dated("Oslo has postponed the talks from June to September.", "2026-04-22") == {
        "June": "2026-06",
        "September": "2026-09",
    }
    assert dated("Oslo held the talks from June to September.", "2026-10-22").keys() == {"from June to September"}
