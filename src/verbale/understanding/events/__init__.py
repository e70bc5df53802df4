"""Events: the lexicon, triggers, status, parties, time and place, and the merging of mentions."""
