"""Facts and rules of language for times."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
