"""Facts and rules of language for linkages."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
