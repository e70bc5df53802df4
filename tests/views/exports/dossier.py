"""A small dossier in every kind of rights, from which each form is made."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from tests.views import press
from tests.views.press import Sheet

from verbale.model.brief import Brief, Issue, Outlet, Party
from verbale.model.record import Record
from verbale.model.times import bounds
from verbale.record.assembly import Known, assemble
from verbale.views.exports.forms import FORMS
from verbale.views.exports.material import Material
from verbale.views.filters import EVERYTHING, Wanted
from verbale.views.showing import Whole

BRIEF = Brief(
    title="The river talks",
    parties=(Party(code="NOR", name="Norland"), Party(code="SUD", name="Sudland")),
    issues=(Issue(id="water", name="Sharing the water"),),
    outlets=(Outlet(name="The Bank"), Outlet(name="Lake Post", rights="link"), Outlet(name="Delta", rights="excerpt")),
)
HOSTILE = '=cmd|"/c calc"!A1 <script>alert(1)</script> \u202e{\\input} & \x07 bell'
DAY = "2020-06-01"


def sheet(mark: str) -> Sheet:
    """An article that tells something of every kind; `mark` is a word that only it holds, in each of its sentences."""
    made = Sheet()
    press.said(
        made, f"Ada Orum said the gates {mark} stay shut.", "Ada Orum", "said", f"the gates {mark} stay shut",
        manner="direct", said_on="2020-05-03", issues=("water",),
    )  # fmt: skip
    press.said(
        made, f"Ben Lusk denied that Norland sold the {mark} dam.", "Ben Lusk", "denied",
        f"that Norland sold the {mark} dam", "deny",
    )  # fmt: skip
    press.happened(made, f"The {mark} summit is set for 9 June 2020.", "summit", "planned", when="2020-06-09")
    press.happened(made, f"The {mark} summit was put off to July 2020.", "put off", "planned", when="2020-07")
    press.wants(made, f"Norland wants more {mark} water.", f"wants more {mark} water")
    press.stands(made, f"The talks were suspended in {mark} March.", "suspended", since="2020-03")
    tied = (f"the {mark} gates open", f"the {mark} loan is paid", "only if")
    press.ties(made, f"Norland says the {mark} loan is paid only if the {mark} gates open.", tied)
    caused = (f"the {mark} flood", f"prices of {mark} rice rose", "because of")
    press.ties(made, f"In Arl prices of {mark} rice rose because of the {mark} flood.", caused, "cause")
    return made


def record(*names: str, hostile: bool = False) -> Record:
    """One article of each outlet, or of those named; where `hostile`, with headlines meant to run."""
    pages: dict[str, dict[str, Any]] = {
        "open": {"outlet": "The Bank", "url": "https://bank.example/1", "page": "4", "byline": "Cai Ode"},
        "linked": {"outlet": "Lake Post", "url": "https://lake.example/2", "published": "2020-05-05"},
        "short": {"outlet": "Delta", "published": "2020-05", "credit": "JMH Translation"},
    }
    readings = [
        press.read(sheet(f"{name}mark"), f"/home/ana/{name}.txt", title=f"Headline of {name}", **page)
        for name, page in pages.items()
        if name in (names or pages)
    ]
    if hostile:
        made = [replace(r.article, title=HOSTILE, byline=HOSTILE, page="=1+1", credit=HOSTILE) for r in readings]
        readings = [replace(r, article=a) for r, a in zip(readings, made, strict=True)]
    known = (Known(r, bounds(r.article.published)[1] or DAY, DAY) for r in readings)
    return assemble(known, (), DAY)


def material(of: Record | None = None, wanted: Wanted = EVERYTHING) -> Material:
    """What is exported of a record."""
    return Material(Whole(of or record(), DAY, BRIEF), BRIEF, DAY, "The river talks", wanted)


def exported(form: str, of: Record | None = None, wanted: Wanted = EVERYTHING) -> bytes:
    """A record in a form."""
    out = BytesIO()
    FORMS[form].write(material(of, wanted), out)
    return out.getvalue()
