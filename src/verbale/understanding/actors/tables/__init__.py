"""Facts and rules of language for actors."""

from functools import partial

from verbale.understanding.tables import loaders

toml, rows, words_in = loaders(__package__)

telling = partial(words_in, "offices", "phrases")
"""What words tell of whom a phrase means, by the rows of `[phrases]` in offices.toml."""
