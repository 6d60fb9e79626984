"""What may be a row's id, in what was typed into a URL or a form by hand."""


def is_id(text: str) -> bool:
    """Whether a database can look it up: digits of an integer of 64 bits. With others it fails, or finds odd rows."""
    return text.isascii() and text.isdecimal() and len(text) < 19
