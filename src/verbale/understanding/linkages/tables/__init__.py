"""Facts and rules of language for linkages."""

from verbale.understanding.tables import loaders

toml, rows, words_in = loaders(__package__)
