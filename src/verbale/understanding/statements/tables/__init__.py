"""Facts and rules of language for statements."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
