"""What the words of grammar mean: modals, negations, conjunctions, verbs by the grammar of what they govern."""

from verbale.understanding.tables import loaders

toml, rows, words_in = loaders(__package__)
