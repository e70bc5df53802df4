"""How many copies are found, and how few own reports are taken for copies, on texts made for it."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from verbale.model.text import Article
from verbale.record import origins
from verbale.record.origins import Text, groups_of, is_copy, newsroom_of, text_of

SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we"]


def word(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(1, 3)))


def sentence(random: Random, length: int = 18) -> str:
    return " ".join(word(random) for _ in range(random.randint(length - 6, length + 6))).capitalize() + "."


def story(random: Random, paragraphs: int = 7) -> list[str]:
    return [" ".join(sentence(random) for _ in range(random.randint(1, 3))) for _ in range(paragraphs)]


def printed(name: str, paragraphs: list[str], day: str = "2024-03-01") -> Text:
    text = "\n".join(paragraphs)
    spans, at = [], 0
    for p in paragraphs:
        spans.append((at, at + len(p)))
        at += len(p) + 1
    return text_of(Article(name=name, text=text, published=day, paragraphs=tuple(spans)), day)


def edited(random: Random, paragraph: str, every: int) -> str:
    words = paragraph.split()
    return " ".join(word(random) if random.randrange(every) == 0 else w for w in words)


def copies_of(random: Random, base: list[str]) -> dict[str, list[str]]:
    """What desks do to a wire text."""
    return {
        "exact": base,
        "trimmed": base[: max(2, len(base) // 2)],
        "trimmed with other news behind it": [*base[:4], *story(random, 2)],
        "lightly edited": [edited(random, p, 14) for p in base],
        "with a new lead": [sentence(random), *base[1:]],
        "with a new lead and edits": [sentence(random), *(edited(random, p, 25) for p in base[1:])],
        "with a correction on top": ["Correction. " + sentence(random), *base],
    }


def own_reports_on(random: Random, base: list[str]) -> dict[str, list[str]]:
    """Reports that share something and are no copies."""
    quoted = base[2].split(". ")[0]
    return {
        "quotes the same speech": [*story(random, 3), f"“{quoted}”, he said.", *story(random, 2)],
        "repeats a background paragraph": [*story(random, 5), base[-1]],
        "quotes twice": [*story(random, 3), f"{sentence(random)} {quoted}.", *story(random, 2), base[3].split(". ")[0]],
        "shares nothing": story(random),
    }


def test_of_copies_made_by_desks_nine_in_ten_are_found_and_hardly_an_own_report_is_taken_for_one() -> None:
    random = Random(7)  # noqa: S311 - cases, not secrets
    found: list[bool] = []
    wrong: list[bool] = []
    for _ in range(60):
        base = story(random, random.randint(5, 10))
        source = printed("wire", base)
        found += [is_copy(source, printed(how, text)) for how, text in copies_of(random, base).items()]
        wrong += [is_copy(source, printed(how, text)) for how, text in own_reports_on(random, base).items()]
    recall, precision = sum(found) / len(found), sum(found) / (sum(found) + sum(wrong))
    assert recall >= 0.9
    assert precision >= 0.97


def test_copies_found_by_the_index_are_those_that_comparing_all_would_find() -> None:
    random = Random(8)  # noqa: S311 - cases, not secrets
    texts = []
    for n in range(12):
        base = story(random, random.randint(5, 9))
        made = {"wire": base, **copies_of(random, base), **own_reports_on(random, base)}
        texts += [replace(printed(how, text), article=f"{n} {how}") for how, text in made.items()]
    origin = groups_of(texts)
    alike = {(a.article, b.article) for a in texts for b in texts if a.article < b.article and is_copy(a, b)}
    assert alike
    missed = [pair for pair in alike if origin[pair[0]] != origin[pair[1]]]
    assert len(missed) <= 0.02 * len(alike)


def test_the_origin_is_the_text_known_first() -> None:
    base = story(Random(9))  # noqa: S311 - cases, not secrets
    late, early = printed("late", base, "2024-03-02"), printed("early", [*base, "One more."], "2024-03-01")
    assert set(groups_of([late, early]).values()) == {early.article}


def test_a_text_copied_a_year_later_to_the_letter_is_still_a_copy() -> None:
    base = story(Random(10))  # noqa: S311 - cases, not secrets
    old, new = printed("old", base, "2023-03-01"), replace(printed("new", base, "2024-03-01"), article="new")
    assert groups_of([old, new]) == {old.article: old.article, "new": old.article}


def test_sister_papers_are_one_newsroom_and_an_unknown_outlet_is_its_own() -> None:
    paper = Article(name="a", text="x", outlet="Evening Quay")
    assert newsroom_of(paper, {"Evening Quay": "The Quay"}) == "The Quay"
    assert newsroom_of(replace(paper, outlet=None), {}) == paper.key


def test_runs_are_told_apart_by_the_order_of_their_words_and_end_with_the_paragraph() -> None:
    forth, back, short, halves = (
        origins.text_of(Article(name="a", text=text, paragraphs=spans), "2024-03-01")
        for text, spans in (
            ("one two three four five six", ((0, 27),)),
            ("two one three four five six", ((0, 27),)),
            ("two one", ((0, 7),)),
            ("one two three four five six", ((0, 13), (14, 27))),
        )
    )
    assert [len(each.runs) for each in (forth, back, short, halves)] == [2, 2, 1, 2]
    assert not forth.runs & back.runs and not forth.runs & halves.runs and not back.runs & short.runs
    assert forth.whole != back.whole and not forth.whole & halves.whole


def test_a_text_of_a_great_many_runs_is_sampled_and_one_of_few_is_not() -> None:
    random = Random(6)  # noqa: S311 - cases, not secrets
    long = printed("long", [" ".join(sentence(random) for _ in range(9)) for _ in range(9)], "2024-03-01")
    short = printed("short", [sentence(random)], "2024-03-01")
    assert short.sample == short.runs
    assert long.sample < long.runs and 0.15 < len(long.sample) / len(long.runs) < 0.35
