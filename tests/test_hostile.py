"""A brief that means harm, and text that would steer whoever looks at it."""

from __future__ import annotations

import pytest

from verbale.model.brief import brief_from_toml
from verbale.reading.pages import plain_article
from verbale.understanding.builtin import build
from verbale.views.visible import escaped_json, on_paper, visible

STEERING = "Talks\x1b]0;owned\x07 \x9b31m go\u202e on\u2066 at\u200b once\x08\x7f"


@pytest.mark.parametrize("show", [visible, on_paper, escaped_json])
def test_nothing_that_is_shown_steers_a_terminal_or_turns_text(show: object) -> None:
    shown = show(STEERING) if callable(show) else ""
    if show is escaped_json:  # JSON writes the C0 controls as escapes before
        shown = shown.translate(dict.fromkeys(range(0x20)))
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x08", "\x7f"}
    assert "Talks" in shown


def test_a_name_in_a_brief_is_no_pattern() -> None:
    brief = brief_from_toml(
        """
        title = "Talks"
        parties = [{code = "ARL", name = "Arland", aliases = [".*", "(a+)+$", "[A-Z]", "\\\\w+"]}]
        issues = [{id = "dam", name = "Dam", terms = ["(d|d)*$", ".+"]}]
        """
    )
    text = "The minister of Norland said on Monday that the dam would be built. " + "a" * 5_000
    reading = build(brief).read(plain_article("page", text))
    assert [a.content.name for a in reading.findings.actors if a.content.party == "ARL"] == []
