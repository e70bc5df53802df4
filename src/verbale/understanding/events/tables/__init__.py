"""Facts and rules of language for events."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
