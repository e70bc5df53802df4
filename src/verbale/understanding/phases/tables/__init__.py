"""Facts and rules of language for phases."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
