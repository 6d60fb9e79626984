"""Searching quotes: what a reader types (grammar), what that means (engine), where it is found (one file an engine)."""
