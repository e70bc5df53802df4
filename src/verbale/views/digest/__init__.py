"""The digest of some days: where the talks stand, what changed, and what each text tells, fit to print.

What comes out is a `model.edition.Digest`: plain words with the places they come from.
"""

from verbale.views.digest.composing import digest, digest_of, last_day
from verbale.views.digest.reading import period, source_of

__all__ = ["digest", "digest_of", "last_day", "period", "source_of"]
