"""How often the laws are tried: in a run of every change as often as its time allows, in full by `make laws`."""

from __future__ import annotations

import os

CASES = int(os.environ.get("VERBALE_CASES", "40"))
"""Generated cases of a law on each store; 200 in full."""

KILLS = int(os.environ.get("VERBALE_KILLS", "50"))
"""Moments at which a program is killed."""
