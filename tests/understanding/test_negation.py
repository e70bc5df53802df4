"""No view may say the opposite of its passage: what is told as not done is nowhere told as done (law 7)."""

from __future__ import annotations

import re
from functools import cache

import pytest

from verbale.model.brief import Brief
from verbale.model.text import Article
from verbale.understanding.builtin import build
from verbale.understanding.pipeline import Pipeline, Reading

VERBS = {
    "support": [
        "support supported supporting the plan",
        "back backed backing the plan",
        "endorse endorsed endorsing the plan",
        "welcome welcomed welcoming the plan",
        "favour favoured favouring a lower toll",
        "praise praised praising the plan",
        "argue argued arguing for a lower toll",
    ],
    "agree": [
        "agree agreed agreeing to the plan",
        "consent consented consenting to the plan",
        "accept accepted accepting the offer",
        "agree agreed agreeing to meet in May",
    ],
    "promise": [
        "promise promised promising to open the gate",
        "pledge pledged pledging to open the gate",
        "vow vowed vowing to open the gate",
        "commit committed committing to a lower toll",
        "guarantee guaranteed guaranteeing that the gate would stay open",
    ],
    "propose": [
        "propose proposed proposing a new round",
        "offer offered offering to lift the toll",
        "suggest suggested suggesting that the gate be opened",
        "invite invited inviting Quito to talks",
    ],
    "request": [
        "demand demanded demanding that Quito pay",
        "call called calling for a new round",
        "urge urged urging Quito to pay",
        "ask asked asking Quito to pay",
        "insist insisted insisting on a full count",
        "want wanted wanting Quito to pay",
    ],
    "accuse": [
        "accuse accused accusing Quito of breaking the truce",
        "condemn condemned condemning the raid",
        "blame blamed blaming Quito for the delay",
        "criticise criticised criticising the raid",
    ],
    "deny": ["deny denied denying that the gate was shut", "dispute disputed disputing that the gate was shut"],
    "reject": [
        "reject rejected rejecting the offer",
        "oppose opposed opposing the plan",
        "dismiss dismissed dismissing the plan",
        "turn turned turning down the offer",
        "rule ruled ruling out a strike",
        "object objected objecting to the plan",
    ],
    "threaten": ["threaten threatened threatening to close the gate"],
    "warn": ["warn warned warning that the gate would close", "caution cautioned cautioning that the gate would close"],
    "concede": [
        "admit admitted admitting that the count was wrong",
        "concede conceded conceding that the count was wrong",
        "acknowledge acknowledged acknowledging its error",
    ],
    "state": [
        "say said saying that the gate was open",
        "believe believed believing that the pact would hold",
        "hope hoped hoping for a truce",
        "intend intended intending to leave",
        "fear feared fearing a strike",
    ],
}
ASSERTED = "Peru {1} {3}."
FORMS = [
    "Peru did not {0} {3}.",
    "Peru does not {0} {3}.",
    "Peru never {1} {3}.",
    "Peru no longer {1} {3}.",
    "Neither Peru nor Chile {1} {3}.",
    "Nobody in Peru {1} {3}.",
    "Peru refused to {0} {3}.",
    "Peru declined to {0} {3}.",
    "Peru failed to {0} {3}.",
    "Peru has yet to {0} {3}.",
    "Peru stopped short of {2} {3}.",
    "Peru left without {2} {3}.",
    "Peru abstained from {2} {3}.",
    "It is not true that Peru {1} {3}.",
]
NEGATING = re.compile(r"\bno\b|\bnot\b|never|neither|nobody|refus|declin|fail|yet|short of|without|abstain")
CASES = [(act, verb) for act, verbs in VERBS.items() for verb in verbs]


@cache
def pipeline() -> Pipeline:
    return build(Brief())


@cache
def read(text: str) -> Reading:
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    return pipeline().read(
        Article(name="t", text=text, paragraphs=paragraphs, published="2024-05-17", published_basis="stated")
    )


def told(text: str) -> set[tuple[str, str]]:
    """Act and content of each statement."""
    found = (f.content for f in read(text).findings.statements)
    return {(s.act, " ".join(text[a:b] for a, b in s.content)) for s in found}


@pytest.mark.parametrize(("act", "verb"), CASES, ids=[verb for _, verb in CASES])
def test_what_is_not_done_by_speaking_is_nowhere_told_as_done(act: str, verb: str) -> None:
    words = verb.split(maxsplit=3)
    plain, denied = ASSERTED.format(*words), "\n".join(form.format(*words) for form in FORMS)
    asserted = {(a, content) for a, content in told(plain) if a == act}
    assert asserted, "the plain sentence does it"
    assert not asserted & told(denied)
    found, done = read(denied).findings, {e.content.type for e in read(plain).findings.events}
    assert [p.content.stance for p in found.positions if not NEGATING.search(p.content.stance.casefold())] == []
    assert not done & {e.content.type for e in found.events if e.content.status == "occurred"} - {"REJECT"}


@pytest.mark.parametrize(
    ("text", "act", "content"),
    [
        ("Peru does not support the plan.", "reject", "the plan"),
        ("Peru no longer backs the plan.", "reject", "the plan"),
        ("Peru withdrew its support for the plan.", "reject", "the plan"),
        ("Peru does not oppose the plan.", "state", "the plan"),
        ("Peru did not reject the offer.", "state", "the offer"),
        ("Peru does not believe that the pact will hold.", "deny", "that the pact will hold"),
        ("Peru does not doubt that the pact will hold.", "state", "that the pact will hold"),
        ("Peru does not want to leave.", "reject", "to leave"),
        ("Peru is not willing to wait.", "reject", "to wait"),
        ("Chile rejected Peru's demand that the toll be cut.", "request", "that the toll be cut"),
        ("Nobody believed Peru's claim that the gate was shut.", "state", "that the gate was shut"),
        ("Peru never withdrew its support for the plan.", "support", "the plan"),
        ("Chile urged Peru to end its support for the plan.", "support", "the plan"),
        ("Peru could lose its support for the plan.", "support", "the plan"),
        ("Peru will not drop its plan to leave.", "state", "to leave"),
        ("Peru's warning that the dam was weak was not taken seriously.", "warn", "that the dam was weak"),
        ("Chile never received Peru's offer to host the round.", "propose", "to host the round"),
        ("Peru did not carry out its threat to shut the gate.", "threaten", "to shut the gate"),
        ("Peru has not decided whether to sign.", "state", "whether to sign"),
        ("Peru has not yet decided to sign.", "state", "to sign"),
        ("The mayor is not sure how the vote will go.", "state", "how the vote will go"),
        ("The inquiry did not determine who had paid.", "state", "who had paid"),
        ("Peru was not aware that the gate was shut.", "state", "that the gate was shut"),
        ("Peru did not suspect that the gate was shut.", "state", "that the gate was shut"),
        ("It is not right that Peru supports the plan.", "support", "the plan"),
        ("“We do not rule out a lower toll,” the mayor said.", "state", "“We do not rule out a lower toll,”"),
        ("Peru pushed back against the claim that it had paid.", "reject", "the claim that it had paid"),
    ],
)
def test_what_is_not_held_is_told_as_what_it_is(text: str, act: str, content: str) -> None:
    assert (act, content) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Peru made no promise to open the gate.",
        "Peru did not issue a threat to close the gate.",
        "Peru stopped short of warning that the gate would close.",
        "It is not true that Peru supports the plan.",
        "It is not the case that Peru supports the plan.",
        "It is not that Peru opposes the plan.",
        "Peru did not voice its support for the plan.",
    ],
)
def test_what_was_never_said_is_no_statement(text: str) -> None:
    assert told(text) == set()


def test_what_was_to_come_of_what_is_denied_is_not_planned() -> None:
    found = read("Peru denied having agreed to meet the Chilean envoy in May.").findings.events
    assert {e.content.status for e in found} & {"planned", "occurred", "proposed"} == set()


def test_what_others_do_not_expect_or_see_leaves_what_was_told_standing() -> None:
    for said in ("expect a thaw", "see the release as a sign", "believe in walls", "think that rain would come"):
        found = read(f"Peru said that it had released the sailors. Chile did not {said}.").findings
        assert [e.content.status for e in found.events if e.content.type == "RETREAT"] == ["occurred"]
        assert not found.contradictions


def test_what_was_done_but_not_heeded_was_done() -> None:
    found = read("Peru did not take Chile's threat to close the gate seriously.").findings.events
    assert ("THREATEN", "occurred") in {(e.content.type, e.content.status) for e in found}


def test_what_is_not_correct_to_say_is_told_by_nobody_as_so() -> None:
    assert ("support", "the plan") not in told("It is not correct to say that Peru supports the plan.")
    found = read("It is not the case that Peru threatened to close the gate.").findings.events
    assert "occurred" not in {e.content.status for e in found}


def test_no_statement_contradicts_itself() -> None:
    assert not read("There is no hope that the round will succeed, the mayor said.").findings.contradictions
