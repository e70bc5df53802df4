"""The record as it was settled, taken from the tables as far as a view shows it: no pair is compared anew.

The tables hold what is known and decided by now; the record as known on an earlier day is added up by `desk`.
"""

from verbale.recall.tables import Tables, answers

__all__ = ["Tables", "answers"]
