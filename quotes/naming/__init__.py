"""Whom the articles name, in rows: which speaker a name is, doubtful pairs, roles over time."""
