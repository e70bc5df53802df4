"""Facts and rules of language for actors."""

from verbale.understanding.tables import loaders

toml, rows = loaders(__package__)
