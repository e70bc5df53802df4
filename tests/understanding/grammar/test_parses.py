"""Whatever the model makes of a sentence, what the repairs leave of it is a tree: else reading it would never end."""

from __future__ import annotations

from itertools import product

from verbale.reading.pages import plain_article
from verbale.understanding.grammar.repairs import parse_of
from verbale.understanding.language import analyse, load

OPENINGS = ("On the Monday", "In March", "By Friday", "On 9 June", "After the week", "On the eve of the day")
NOUNS = ("men", "ships", "the guards", "the envoy", "rebels")
VERBS = ("left", "announced", "shut", "made public", "gathered cheered the king")
ENDINGS = (".", " the port was calm.", " has gone.", ", Chile said.", " says Peru won.")
SENTENCES = [f"{day} {noun} {verb}{end}" for day, noun, verb, end in product(OPENINGS, NOUNS, VERBS, ENDINGS)]


def test_no_word_hangs_on_itself_by_way_of_others() -> None:
    ends = "and a ninth round will be held after a brief rest, Radio Lima reports."
    note = f"The minister said in a note that “good work” was done over the week {ends}"
    told = "\n\n".join([*SENTENCES, "The truce fell on a day rebels left it was over.", note])
    words = parse_of(analyse(plain_article("x", told, "2023-05-10"), load(None)))
    for token in range(len(words)):
        above, steps = token, 0
        while words.head[above] != above:
            above, steps = words.head[above], steps + 1
            assert steps <= len(words), f"a circle at {words.text[token]!r}"
