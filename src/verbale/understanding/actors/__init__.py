"""Actors: who is who in one article, by names from tables, noun phrases, pronouns, and the sieve that ties them."""
