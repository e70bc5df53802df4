"""The vocabulary: frozen dataclasses that every other part shares."""
