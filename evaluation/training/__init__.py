"""Learned parts of reading: fitted on `corpus/tune` alone, judged on negotiations that the fit has not seen.

    python -m evaluation.training             how each learned part does, with and without, negotiation by negotiation
    python -m evaluation.training events      of one
    python -m evaluation.training --write     and write the weights into the tables that ship

A part is worth its table where it is right more often than the rules on negotiations left out one at a time.
"""
