"""Facts and rules of language for statements."""

from functools import partial

from verbale.understanding.tables import loaders

toml, rows, words_in = loaders(__package__)

settings = partial(words_in, "settings")
"""The words of a row of settings.toml: `settings("verbs", "quotes")`."""
