"""Facts and rules of language for phases."""

from verbale.understanding.tables import loaders

toml, rows, words_in = loaders(__package__)
