"""A pure function from article and brief to reading: no clock, network, randomness or global state."""
