from __future__ import annotations

from verbale.model.brief import Brief, Issue
from verbale.understanding.grammar.issues import Issues


def test_the_issues_of_the_brief_come_before_the_shipped_ones() -> None:
    brief = Brief(issues=(Issue(id="eels", name="Eel fishing", terms=("eel", "fishing quota")),))
    assert Issues(brief).of("Two eels and a treaty; the fishing quotas stay") == ("eels",)
    assert Issues(Brief()).of("The treaties and the sanctioned bank") == ("treaty", "sanctions")
