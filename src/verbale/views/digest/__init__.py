"""The digest of some days: where the talks stand, what changed, and what each text tells, fit to print.

What comes out is a `model.edition.Digest`: plain words with the places they come from.
"""

from verbale.views.digest.composing import Material, digest, digest_of, last_day, sampled, weeks_before
from verbale.views.digest.reading import period, source_of
from verbale.views.digest.told_before import keys_printed

__all__ = [
    "Material", "digest", "digest_of", "keys_printed", "last_day", "period", "sampled", "source_of",
    "weeks_before",
]  # fmt: skip
