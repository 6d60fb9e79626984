"""How often something may be done, as settings say it. No Django here: the settings themselves read it."""

_SECONDS = {"s": 1, "sec": 1, "min": 60, "m": 60, "h": 3600, "hour": 3600, "day": 86400, "d": 86400}


def rate(text: str) -> tuple[int, int]:
    """What "120/min" says: 120, and 60 seconds. Raises ValueError where it is no such text."""
    number, _, unit = text.partition("/")
    if not number.isdecimal() or unit not in _SECONDS:
        raise ValueError(f"{text!r} is no rate: a number, a slash and one of {', '.join(_SECONDS)}, as in 120/min")
    return int(number), _SECONDS[unit]
