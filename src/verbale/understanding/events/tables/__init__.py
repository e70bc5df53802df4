"""Facts and rules of language for events."""

from verbale.understanding.tables import loaders

toml, rows, words_in = loaders(__package__)
