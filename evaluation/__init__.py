"""Measuring Verbale on gold readings and benches that are not part of the project."""
