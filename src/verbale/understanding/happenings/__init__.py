"""How events are found: the lexicon, the grammar of a clause, triggers, status, time and place, and merging."""
