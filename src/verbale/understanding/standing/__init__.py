"""How talks stand: which noun phrases mean the talks, and what words say of them."""
