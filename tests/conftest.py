"""Shared test set-up: only what every package of tests needs."""
