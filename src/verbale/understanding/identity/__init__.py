"""Who is who in one article: names from tables, noun phrases, pronouns, and the sieve that ties them together."""
