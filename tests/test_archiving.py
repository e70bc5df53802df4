"""A dossier that is exported as JSON lines and brought in elsewhere is the same dossier."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.counts import CASES
from tests.views import press
from tests.web import dossiers

from verbale import archiving, desk
from verbale.cli import run
from verbale.model.draft import Draft
from verbale.model.evidence import Findings, Judgement, Reading
from verbale.store.sql import open_dossier
from verbale.testing import MemoryStore
from verbale.views.exports.material import Material

OPEN = re.sub("(?m)^rights.*$", "", dossiers.BRIEF)
EXAMPLE = Path(__file__).parent.parent / "examples" / "japan-russia"


def ran(capsys: pytest.CaptureFixture[str], *arguments: Any) -> str:
    assert run([str(a) for a in arguments]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def round_trip(capsys: pytest.CaptureFixture[str], dossier: Path, *options: str) -> Path:
    archive, other = dossier.with_suffix(".jsonl"), dossier.with_name("other.db")
    ran(capsys, "export", dossier, "--form", "jsonl", "--out", archive, *options)
    ran(capsys, "import", other, archive)
    return other


def record(capsys: pytest.CaptureFixture[str], dossier: Path, *options: str) -> Any:
    return json.loads(ran(capsys, "record", dossier, "--json", *options))


def judged(reading: Reading) -> list[Judgement]:
    statement = reading.findings.statements[0]
    event = reading.findings.events[0]
    common = {"by": "Ana Lima", "made_on": "2020-06-01"}
    return [
        Judgement(key="a" * 32, verdict="corrected", kind="statement", passage=statement.passages[0], field="act",
                  value="warn", why="read the page", **common),  # type: ignore[arg-type]
        Judgement(key="b" * 32, verdict="rejected", kind="event", passage=event.passages[0], **common),  # type: ignore[arg-type]
    ]  # fmt: skip


@pytest.fixture
def generated(tmp_path: Path) -> Path:
    """A dossier with judgements, an article added under two names, one that was redated and one that was removed."""
    one, other = dossiers.first(), dossiers.second()
    path = dossiers.made(tmp_path / "a.db", one, other, brief=OPEN)
    with open_dossier(str(path)) as store:
        for one_more in judged(one):
            store.judge(one_more)
        store.redate(other.article.key, "2020-06-03", date(2020, 6, 5), by="Ana Lima", why="the page says so")
        gone = press.read(press.Sheet(), "gone.txt", published="2020-05-01")
        store.add(gone, added_on=date(2020, 6, 5))
        store.remove(gone.article.key, date(2020, 6, 6))
    return path


def test_an_older_archive_takes_the_place_of_no_newer_reading(
    generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "export", generated, "--form", "jsonl", "--out", tmp_path / "a.jsonl")
    article = dossiers.first().article
    with open_dossier(str(generated)) as store:
        made = desk.making(desk.brief_in(store))
        store.add(Reading(article, Findings()), added_on=date(2020, 6, 7), making=made)
        archiving.bring_in(store, tmp_path / "a.jsonl")
        assert article.key not in store.stale(made.annotators, made.brief)


def test_a_generated_dossier_comes_back_with_what_people_decided(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = round_trip(capsys, generated)
    for days in ((), ("--as-known-on", "2020-06-02")):
        assert record(capsys, other, *days) == record(capsys, generated, *days)
    assert ran(capsys, "judgements", other) == ran(capsys, "judgements", generated)
    assert ran(capsys, "check", other)
    with open_dossier(str(other)) as there, open_dossier(str(generated)) as here:
        assert list(there.briefs()) == list(here.briefs())


def test_editions_come_along_with_the_errata_that_touch_them(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "publish", generated, "--since", "2020-05", "--until", "2020-06", "--name", "Morning")
    statement = dossiers.first().findings.statements[0]
    with open_dossier(str(generated)) as store:
        store.judge(
            Judgement(key="c" * 32, verdict="rejected", kind="statement", passage=statement.passages[0], by="Cem Arn",
                      made_on="2020-06-08")
        )  # fmt: skip
    other = round_trip(capsys, generated)
    for asked in (("editions", "--json"), ("edition", "1", "--json")):
        of = [ran(capsys, asked[0], path, *asked[1:]) for path in (generated, other)]
        assert of[0] == of[1]
    ran(capsys, "import", other, generated.with_suffix(".jsonl"))
    assert len(json.loads(ran(capsys, "editions", other, "--json"))) == 1


def test_editions_that_come_in_leave_the_draft_that_somebody_is_at_work_on(
    generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun = Draft(name="Evening", since="2020-06-01", until="2020-06-02")
    with open_dossier(str(dossiers.made(tmp_path / "other.db", dossiers.first(), brief=OPEN))) as store:
        assert store.set_draft(begun, store.draft().version)
    ran(capsys, "publish", generated, "--since", "2020-05", "--until", "2020-06", "--name", "Morning")
    other = round_trip(capsys, generated)
    assert len(json.loads(ran(capsys, "editions", other, "--json"))) == 1
    with open_dossier(str(other)) as store:
        assert store.draft().draft == begun


def test_editions_stay_out_from_the_first_that_the_dossier_has_another_of(
    generated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--since", "2020-05", "--until", "2020-06")
    ran(capsys, "publish", generated, *days, "--name", "First")
    other = round_trip(capsys, generated)
    ran(capsys, "publish", other, *days, "--name", "Theirs")
    before = [ran(capsys, "edition", other, number, "--json") for number in ("1", "2")]
    for name in ("Second", "Third"):
        ran(capsys, "publish", generated, *days, "--name", name)
    ran(capsys, "export", generated, "--form", "jsonl", "--out", tmp_path / "a.jsonl")
    assert run(["import", str(other), str(tmp_path / "a.jsonl")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert [line for line in told if "editions 2 to 3 stay out" in line and "another edition 2" in line]
    assert [ran(capsys, "edition", other, number, "--json") for number in ("1", "2")] == before
    assert len(json.loads(ran(capsys, "editions", other, "--json"))) == 2


def test_saved_searches_come_along_but_where_another_has_the_name(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(capsys, "searches", generated, "--save", "gates party:NOR", "--name", "Gates")
    ran(capsys, "searches", generated, "--save", "dam")
    other = round_trip(capsys, generated)
    saved = ran(capsys, "searches", other)
    assert saved == ran(capsys, "searches", generated)
    ran(capsys, "import", other, generated.with_suffix(".jsonl"))
    ran(capsys, "searches", other, "--forget", "Gates")
    ran(capsys, "searches", other, "--save", "water", "--name", "Gates")
    assert run(["import", str(other), str(generated.with_suffix(".jsonl"))]) == 1
    assert "'Gates' stays out" in capsys.readouterr().err
    assert "Gates: water" in ran(capsys, "searches", other)


def test_bringing_it_in_once_more_changes_nothing(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = round_trip(capsys, generated)
    before = record(capsys, other)
    ran(capsys, "import", other, generated.with_suffix(".jsonl"))
    assert record(capsys, other) == before


@pytest.mark.slow
def test_the_example_comes_back_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "talks.db"
    ran(capsys, "new", path, "--brief", EXAMPLE / "brief.toml")
    run(["add", str(path), *map(str, sorted(EXAMPLE.glob("*.txt"))[:8])])
    assert record(capsys, round_trip(capsys, path)) == record(capsys, path)


def test_texts_that_are_kept_back_are_said_to_be_and_come_only_with_whole(
    generated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_dossier(str(generated)) as store:
        store.set_brief('rights = "link"\n' + dossiers.BRIEF, date(2020, 6, 7))
    archive = generated.with_suffix(".jsonl")
    assert run(["export", str(generated), "--form", "jsonl", "--out", str(archive)]) == 0
    assert "--whole" in capsys.readouterr().err
    lines = [json.loads(line) for line in archive.read_text(encoding="utf-8").splitlines()]
    articles = [line["article"] for line in lines if "article" in line]
    assert articles and not any("text" in a or "findings" in a for a in articles)
    assert not any("judgement" in line for line in lines)
    assert run(["import", str(generated.with_name("poor.db")), str(archive)]) == 0
    assert "--whole" in capsys.readouterr().err
    assert record(capsys, round_trip(capsys, generated, "--whole")) == record(capsys, generated)


@pytest.mark.parametrize(
    "text", ["", "{}\n", '{"dossier": {"version": 1}}\n{"brief": 3}\n', "nonsense", '{"dossier": 1}']
)
def test_what_is_no_archive_is_refused_in_one_line(
    tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.jsonl").write_text(text)
    assert run(["import", str(tmp_path / "x.db"), str(tmp_path / "x.jsonl")]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "x.jsonl" in told
    assert not (tmp_path / "x.db").exists()


def test_a_text_that_was_changed_in_the_archive_is_refused(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = generated.with_suffix(".jsonl")
    ran(capsys, "export", generated, "--form", "jsonl", "--out", archive)
    lines = [json.loads(line) for line in archive.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if "article" in line:
            line["article"]["text"] = f"X{line['article']['text'][1:]}"
    archive.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    assert run(["import", str(generated.with_name("forged.db")), str(archive)]) == 1
    assert "its key" in capsys.readouterr().err


def test_nothing_is_left_half_written(generated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", str(generated), "--form", "csv", "--out", str(generated.parent / "no" / "x.zip")]) == 1
    assert "--out" in capsys.readouterr().err
    assert not list(generated.parent.glob("**/*.part"))


@pytest.mark.parametrize(("form", "option"), [("word", ()), ("csv", ("--whole",))])
def test_a_form_that_there_is_not_is_told_of_with_those_that_there_are(
    generated: Path, form: str, option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", str(generated), "--form", form, "--out", "x", *option]) == 2
    assert "jsonl" in capsys.readouterr().err


signers = st.fixed_dictionaries(
    {"by": st.sampled_from(["Ana Lima", "Cem Arn"]), "made_on": st.sampled_from(["2020-06-01", "2020-06-04"])}
)


@st.composite
def decisions(draw: st.DrawFn, readings: tuple[Reading, ...]) -> list[Judgement | tuple[str, str | None, date]]:
    """Judgements of every kind, some taken back, and dates given to articles and taken back."""
    made: list[Judgement | tuple[str, str | None, date]] = []
    found = [f for reading in readings for f in (*reading.findings.statements, *reading.findings.events)]
    for number in range(draw(st.integers(1, 6))):
        one, other, signed = draw(st.sampled_from(found)), draw(st.sampled_from(found)), draw(signers)
        verdict: Any = draw(st.sampled_from(["corrected", "rejected", "accepted", "same", "different", "undo", "date"]))
        before = [j for j in made if isinstance(j, Judgement)]
        if verdict == "date":
            day = date.fromisoformat(signed["made_on"])
            made.append((one.article, draw(st.sampled_from([None, "2020-05-20", "2020-06"])), day))
            continue
        fields: dict[str, Any] = {"verdict": verdict, "kind": one.kind, "passage": one.passages[0]}
        if verdict == "undo":
            if not before:
                continue
            taken = draw(st.sampled_from(before))
            fields = {"verdict": taken.verdict, "kind": taken.kind, "passage": taken.passage, "undoes": taken.key}
        elif verdict == "corrected":
            field, value = ("act", "warn") if one.kind == "statement" else ("status", "cancelled")
            fields |= {"field": field, "value": value}
        elif verdict in ("same", "different"):
            if other.kind != one.kind or other.key == one.key:
                continue
            fields["other"] = other.passages[0]
        made.append(Judgement(key=f"{number:032}", **fields, **signed))
    return made


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_people_decided_comes_back_with_the_record_of_every_day(data: st.DataObject, tmp_path: Path) -> None:
    readings = (dossiers.first(), dossiers.second())
    here, there = MemoryStore(OPEN), MemoryStore(OPEN)
    for reading in readings:
        here.add(reading, added_on=date(2020, 5, 9))
    for made in data.draw(decisions(readings)):
        if isinstance(made, Judgement):
            here.judge(made)
        else:
            here.redate(*made, by="Ana Lima")
    desk.settle(here)
    archive = tmp_path / "a.jsonl"
    brief = desk.brief_in(here)
    with archive.open("wb") as file:
        archiving.write(here, Material(desk.showing(here, date(2020, 7, 1)), brief, "2020-07-01", "Talks"), file)
    archiving.bring_in(there, archive)
    assert list(there.judgements()) == list(here.judgements())
    assert list(there.redatings()) == list(here.redatings())
    for day in ("2020-05-30", "2020-06-02", "2020-07-01"):
        one, two = (desk.record_of(store, date.fromisoformat(day)) for store in (here, there))
        assert two == one, day
