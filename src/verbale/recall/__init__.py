"""The record as it was settled, taken from the tables as far as a view shows it: no pair is compared anew.

The tables hold what is known and decided by now; of an earlier day `past` takes from them what it can, and where
anything was decided later the record is added up by `desk`.
"""

from verbale.recall.past import holds, record_on
from verbale.recall.tables import Tables, answers

__all__ = ["Tables", "answers", "holds", "record_on"]
