from __future__ import annotations

from typing import Any

import pytest
from tests.understanding.staging import Case, analysed, article_of, cases, found_by, scene

from verbale.model.brief import Brief
from verbale.model.evidence import Findings
from verbale.model.negotiation import Event
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.events.annotator import events
from verbale.understanding.events.lexicon import modes, table
from verbale.understanding.events.sightings import sightings
from verbale.understanding.frames.table import Row
from verbale.understanding.grammar.article import grammar_of
from verbale.understanding.language import analyse, load

CASES = cases("events")


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_a_hard_case_gives_just_what_it_must(case: Case) -> None:
    names = {f.key: f.content.name for f in scene(article_of(case["text"]), case).actors}
    found = [_told(f.content, case["text"], names) for f in found_by(events, case) if isinstance(f.content, Event)]
    brief = [(e["type"], e["status"], e["trigger"]) for e in found]
    assert sorted(brief) == sorted((w["type"], w["status"], w["trigger"]) for w in case["want"])
    for wanted in case["want"]:
        given = {k: sorted(v) if isinstance(v, list) else v for k, v in wanted.items()}
        alike = [e for e in found if (e["type"], e["trigger"]) == (wanted["type"], wanted["trigger"])]
        assert given in [{k: e[k] for k in given} for e in alike]


def _told(event: Event, text: str, names: dict[str, str]) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "trigger": text[event.trigger[0] : event.trigger[1]],
        "actors": sorted(names[a] for a in event.actors),
        "recipients": sorted(names[a] for a in event.recipients),
        "when": event.when or "",
        "where": event.where,
        "historical": event.historical,
    }


@pytest.mark.parametrize("row", table().rows, ids=lambda row: row.name)
def test_a_row_fires_on_its_example_and_not_on_its_counter_example(row: Row) -> None:
    told, other = (sightings(grammar_of(analysed(words)), {}) for words in (row.example, row.counter))
    assert row.name in {s.row.name for s in told if not s.bare}
    assert row.name not in {s.row.name for s in other if not s.bare}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("The ferrymen challenged the toll in court.", "go-to-court"),
        ("The prosecutor sought jail terms for the smugglers.", "seek-injunction"),
        ("The duke pulled out of the summit.", "suspend-talks"),
        ("The duke bowed out of the meeting.", "stay-away"),
        ("The duke had no intention of giving way to the bishop.", "will-not-discuss"),
        ("Ruritania warned Zenda against closing the port.", "warn"),
        ("The dockers voted to strike from Monday.", "strike-verb"),
        ("The duke began a build-up near the border.", "exercise"),
        ("The duke began a build-up of troops near the border.", "arrival-of-forces"),
        ("The council put two banks on its blacklist.", "sanction-verb"),
        ("The council removed the duke from its blacklist.", "pardon"),
        ("The imposition of duties by the council hurt the duchy.", "impose-sanctions"),
        ("The council announced the lifting of the embargo.", "lift-measure"),
        ("Ruritania missed two payments to the bank.", "stop-help"),
        ("The expulsion of two diplomats angered the island.", "expel"),
        ("The recall of the duchy's ambassador came at noon.", "recall-ambassador"),
        ("The ministry keeps two reporters in prison.", "arrest"),
        ("The court declared the strike illegal.", "ban"),
        ("The guards turned away two inspectors at the gate.", "ban"),
        ("The duchy announced the restoration of ties with the island.", "normalise"),
        ("Ruritania's recognition of Zenda came in 1911.", "recognise"),
        ("The duke extended his deadline for the rebels.", "compromise"),
        ("The villagers removed their barricades in the night.", "back-to-work"),
        ("The reopening of the port pleased the island.", "reopen-border"),
        ("The passage of the first convoy took all night.", "convoy-passes"),
    ],
)
def test_plain_words_of_the_press_fire_the_row_of_their_family(text: str, row: str) -> None:
    assert row in {s.row.name for s in sightings(grammar_of(analysed(text)), {}) if not s.bare}


@pytest.mark.parametrize(
    "text",
    [
        "The poet's recognition of his debts came late.",
        "The withdrawal of the charge came easily.",
        "The duke watched a build-up of snow near the border.",
        "The queen welcomed the ambassador in a letter to his king.",
        "The duchy announced the restoration of its palace.",
        "The imposition of silence by the council hurt the duchy.",
        "The removal of the curtain pleased the island.",
    ],
)
def test_the_same_words_of_other_things_fire_none(text: str) -> None:
    assert [s.row.name for s in sightings(grammar_of(analysed(text)), {}) if not s.bare] == []


def test_every_mode_is_one_that_plover_has_for_the_type() -> None:
    given = {(r.gives["type"], r.gives["mode"]) for r in table().rows if "mode" in r.gives}
    assert given <= {(kind, mode) for kind, known in modes().items() for mode in known}


def test_names_of_rows_are_rules_and_so_unique() -> None:
    names = [row.name for row in table().rows]
    assert len(names) == len(set(names))


def test_an_event_carries_its_sentence_and_its_later_mentions() -> None:
    case = next(c for c in CASES if c["name"].startswith("a meeting told three times"))
    (found,) = found_by(events, case)
    assert case["text"][slice(*found.content.sentence)] == "The Turkish Cypriot leader met the UN envoy on Monday."
    assert [case["text"][a:b] for a, b in found.content.mentions] == ["meeting", "meeting"]


def test_without_actors_there_is_no_event() -> None:
    analysis = analyse(article_of("Talks were held in Oslo."), load())
    assert analysis is not None
    assert list(events(Brief())(analysis, Findings())) == []


def test_an_event_is_held_in_a_town_and_not_in_a_council() -> None:
    text = "Peru's envoy met Chile's minister at the Security Council on Monday. He met Bolivia's minister in Quito."
    article = Article(name="a", text=text, paragraphs=((0, len(text)),), published="2024-05-17")
    assert [f.content.where for f in build(Brief()).read(article).findings.events] == [None, "Quito"]


def test_what_is_to_last_some_days_is_on_all_of_them_and_what_has_begun_on_the_day_told() -> None:
    def days(text: str) -> list[str | None]:
        return [f.content.when for f in build(Brief()).read(article_of(text)).findings.events]

    assert days("The Peruvian foreign minister is due in Quito on Sunday for a three-day visit.") == [
        "2023-05-07/2023-05-09"
    ]
    assert days("Chile and Peru will hold two-day talks on May 31.") == ["2023-05-31/2023-06-01"]
    assert days("Chile and Peru held talks on Tuesday for two days.") == ["2023-05-02"]
    assert days("Chile and Peru will hold talks in June.") == ["2023-06"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("A summit between Peru and Chile was held.", [("CONSULT", None, "occurred", None, None)]),
        ("A summit between Peru, Chile and Egypt was held.", [("CONSULT", "multilateral", "occurred", None, None)]),
        (
            "Peru and Chile, at their talks in Quito last month, agreed on a map.",
            [
                ("CONSULT", "third-party", "occurred", "2023-04", "Quito"),
                ("AGREE", None, "occurred", "2023-04", None),
            ],
        ),
        (
            "Peru protested on Friday against Chile's decision to suspend the negotiations.",
            [
                ("ACCUSE", "disapprove", "occurred", "2023-04-28", None),
                ("SANCTION", "discontinue", "planned", None, None),
            ],
        ),
    ],
)
def test_two_at_a_summit_what_was_agreed_at_talks_and_what_is_to_end(text: str, want: list[tuple[Any, ...]]) -> None:
    found = build(Brief()).read(article_of(text)).findings.events
    told = [(f.content.type, f.content.mode, f.content.status, f.content.when, f.content.where) for f in found]
    assert sorted(told, key=str) == sorted(want, key=str)


def test_what_is_not_promised_is_not_refused() -> None:
    found = build(Brief()).read(article_of("The firm made no pledge to release the crew.")).findings.events
    assert [f.content.type for f in found] == []
