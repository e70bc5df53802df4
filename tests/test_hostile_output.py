"""Whatever articles, files, briefs and people write: no command prints, and no export holds, what steers a terminal."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbale.cli import run
from verbale.cli.program import app
from verbale.views.exports.forms import FORMS

EVIL = "\x1b]0;owned\x07\x9b31m\u202egnihton\u2066\x7f"
BRIEF = """
title = "Talks\u009b31m \u202eno"
parties = [{code = "ARL", name = "Arland", aliases = ["Ar\u009bland"]}, {code = "NOR", name = "Norland\u202e"}]
issues = [{id = "dam", name = "The dam\u009b2J\u2066", terms = ["dam"]}]
outlets = [{name = "Daily\u009b\u202ePost"}]
"""
PAGE = """Talks on the dam {evil}

Daily{evil}Post, May 6, 2019
By Ana {evil} Lima

Arland's minister Ana{evil} Lima told reporters on Monday {evil} that Arland would not sign the treaty before Norland
had opened the dam. “We will {evil} not accept the dam,” she said. The two sides met in Port {evil} Azul on 3 May 2019.
They will meet again on 20 May 2019 in Norland.
"""
LATER = """Talks go on {evil}

Daily{evil}Post, May 8, 2019

Norland denied on Tuesday {evil} that it had opened the dam. Norland's minister Leo Orr said that it would accept the
dam {evil} if Arland paid. The talks were suspended on 7 May 2019.
"""
STEERING = {
    *(chr(code) for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
}
COPY = LATER.replace("Post", "News")
ELSEWHERE = {"serve", "mcp", "watch", "alert", "account"}
"""Commands that print nothing of a dossier, or are looked at by tests of their own."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dossier made of files, articles and a brief that all hold what steers a terminal."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "brief.toml").write_text(BRIEF, encoding="utf-8")
    inputs = folder / f"in{EVIL}"
    inputs.mkdir()
    pages = [{"id": f"{n}{EVIL}", "text": t.format(evil=EVIL)} for n, t in (("a", PAGE), ("b", LATER), ("c", COPY))]
    (inputs / f"pages{EVIL}.jsonl").write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    (inputs / f"page{EVIL}.txt").write_text(PAGE.format(evil="\x9b31m\u202e"), encoding="utf-8")
    (inputs / f"broken{EVIL}.pdf").write_bytes(b"%PDF-1.4 nothing")
    dossier = str(folder / f"talks{EVIL}.db")
    assert run(["new", dossier, "--brief", str(folder / "brief.toml")]) == 0
    assert run(["add", dossier, str(inputs)]) == 1
    return folder


def _steers(text: str) -> set[str]:
    return STEERING & set(text)


def _key(dossier: Path, verb: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    run([verb, str(dossier), "--keys"])
    return [word for word in capsys.readouterr().out.split() if ":" in word and word.split(":")[1][:6].isalnum()]


def _asked(dossier: Path, folder: Path, line: str, other: str) -> Iterator[list[str]]:
    """Every command with what it takes."""
    d = str(dossier)
    signed = ["--by", f"Ana{EVIL}", "--why", f"because{EVIL}"]
    yield ["correct", d, line, "act", "deny", *signed]
    yield ["correct", d, line, f"act{EVIL}", "deny", *signed]
    yield ["accept", d, line, *signed]
    yield ["reject", d, other, *signed]
    yield ["same", d, line, other, *signed]
    yield ["different", d, line, other, *signed]
    yield ["undo", d, f"nothing{EVIL}", *signed]
    yield ["redate", d, f"c{EVIL}", "2019-05-09", *signed]
    yield ["searches", d, "--save", f"dam{EVIL}"]
    yield ["publish", d, "--name", f"Morning{EVIL}", "--by", f"Ana{EVIL}"]
    for verb in (
        "statements", "positions", "linkages", "preconditions", "contradictions", "calendar", "actors", "timeline",
        "state", "record", "judgements", "searches", "digest", "editions", "articles", "sources", "origins", "intake",
    ):  # fmt: skip
        yield [verb, d]
        yield [verb, d, "--json"]
    for form in ("text", "md", "html"):
        yield ["digest", d, "--since", "2019", "--form", form]
        yield ["edition", d, "1", "--form", form]
    yield ["edition", d, "1", "--json"]
    yield ["search", d, "dam"]
    yield ["search", d, "dam", "--json"]
    yield ["search", d, f"outlet:x{EVIL}"]
    yield ["statements", d, "--party", f"Nowhere{EVIL}"]
    yield ["article", d, f"a{EVIL}"]
    yield ["article", d, f"b{EVIL}", "--json"]
    yield ["brief", d]
    yield ["brief", d, str(folder / "brief.toml")]
    yield ["brief", "draft", str(folder)]
    page = str(next(folder.glob("in*/*.txt")))
    yield ["read", page]
    yield ["read", page, "--json"]
    yield ["check", d]
    yield ["rebuild", d]
    yield ["reread", d]
    yield ["backup", d, str(folder / f"copy{EVIL}.db")]
    yield ["compare", d, str(folder / f"copy{EVIL}.db")]
    yield ["restore", d, str(folder / f"restored{EVIL}.db")]
    yield ["repair", d, str(folder / f"repaired{EVIL}.db")]
    yield ["shard", page, "--brief", str(folder / "brief.toml"), "--out", str(folder / "shards")]
    yield ["import", str(folder / "of_shards.db"), str(folder / "shards")]
    yield ["export", d, "--form", f"none{EVIL}", "--out", str(folder / "none")]
    yield ["remove", d, f"c{EVIL}"]
    yield ["add", d, str(folder / f"nothing{EVIL}"), str(folder / f"in{EVIL}")]
    yield ["new", d, "--brief", str(folder / "brief.toml")]


@pytest.mark.slow
def test_no_command_prints_what_steers_a_terminal(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(made, tmp_path / "made"))
    dossier = folder / f"talks{EVIL}.db"
    line, *_, other = _key(dossier, "statements", capsys)
    asked = list(_asked(dossier, folder, line, other))
    there = {c.name or c.callback.__name__.rstrip("_") for c in app.registered_commands if c.callback}
    assert there - ELSEWHERE == {verb for verb, *_ in asked}
    found = {}
    for arguments in asked:
        status = run(arguments)
        said = capsys.readouterr()
        if steering := _steers(said.out) | _steers(said.err):
            found[" ".join(arguments[:1] + arguments[2:])] = (status, sorted(steering))
    assert not found


@pytest.mark.slow
@pytest.mark.parametrize("form", ["jsonl", *FORMS])
def test_no_export_holds_what_steers_a_terminal(made: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    assert run(["export", str(made / f"talks{EVIL}.db"), "--form", form, "--out", str(out)]) == 0
    if zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as members:
            content = {name: members.read(name) for name in members.namelist()}
    else:
        content = {out.name: out.read_bytes()}
    for name, raw in content.items():
        if raw[:4] not in (b"\x89PNG", b"PAR1"):
            assert not _steers(raw.decode("utf-8")), name
