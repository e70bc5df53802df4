"""A brief that means harm, and text that would steer whoever looks at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from verbale.archiving import bring_in
from verbale.errors import BriefError, InputError
from verbale.model.brief import brief_from_toml
from verbale.model.times import is_edtf, written
from verbale.reading.pages import plain_article
from verbale.testing import MemoryStore
from verbale.understanding.builtin import build
from verbale.views.visible import escaped_json, on_paper, visible

STEERING = "Talks\x1b]0;owned\x07 \x9b31m go\u202e on\u2066 at\u200b once\x08\x7f"


def test_what_is_made_visible_is_nothing_that_python_calls_printable() -> None:
    """Text that is printable is given as it is, without a look at each character."""
    shown_otherwise = [code for code in range(0x110000) if visible(f"\n{chr(code)}") != f"\n{chr(code)}"]
    assert len(shown_otherwise) > 100
    assert not [hex(code) for code in shown_otherwise if chr(code).isprintable()]


@pytest.mark.parametrize("show", [visible, on_paper, escaped_json])
def test_nothing_that_is_shown_steers_a_terminal_or_turns_text(show: object) -> None:
    shown = show(STEERING) if callable(show) else ""
    if show is escaped_json:  # JSON writes the C0 controls as escapes before
        shown = shown.translate(dict.fromkeys(range(0x20)))
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x08", "\x7f"}
    assert "Talks" in shown


def test_a_name_in_a_brief_is_no_pattern() -> None:
    mild = 'title = "Talks"\nparties = [{code = "ARL", name = "Arland"}]\n'
    mild += 'issues = [{id = "dam", name = "Dam", terms = ["dam"]}]\n'
    hostile = mild.replace('"Arland"', '"Arland", aliases = [".*", "(a+)+$", "[A-Z]"]').replace(
        '["dam"]', '["dam", "(d|d)*$", ".+"]'
    )
    text = "The minister of Norland said on Monday that the dam would be built. " + "a" * 5_000
    page = plain_article("page", text)
    told = [[f.content for f in build(brief_from_toml(one)).read(page).findings] for one in (mild, hostile)]
    assert told[0] == told[1] != []


@pytest.mark.parametrize("text", ["a = [" * 3_000, "a = {b = " * 3_000, f"x = {'9' * 6_000}", "a.b" * 3_000 + " = 1"])
def test_a_brief_that_is_too_much_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BriefError) as error:
        brief_from_toml(text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text", ["/" * 3_000, "2018/" * 2_000, "[" * 3_000, "~" * 3_000, f"[2018{',2019' * 3_000}]", "2018/2019/2020"]
)
def test_what_is_too_much_for_a_date_is_none(text: str) -> None:
    assert not is_edtf(text)
    assert written(text)


def test_an_archive_that_nests_without_end_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "archive.jsonl").write_text('{"dossier": {"version": 1}}\n' + "[" * 200_000, encoding="utf-8")
    with pytest.raises(InputError, match="line 2: this is no line"):
        bring_in(MemoryStore(), tmp_path / "archive.jsonl")
