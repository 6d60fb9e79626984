"""Searching quotes: what a reader types (grammar), what it means (terms), where it is found (index, one file an engine)."""
