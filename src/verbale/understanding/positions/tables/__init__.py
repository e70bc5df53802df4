"""Facts and rules of language for positions."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
