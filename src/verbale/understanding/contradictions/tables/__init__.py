"""Facts and rules of language for contradictions."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
