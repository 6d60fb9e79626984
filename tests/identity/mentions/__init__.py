"""A table of mentions, written before any of them was resolved, and what resolves them."""
