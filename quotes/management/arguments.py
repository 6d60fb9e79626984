"""Types of arguments that several commands take, for argparse."""

import os
from argparse import ArgumentTypeError


def process_count(text: str) -> int:
    """A number from 1, or "all" for every core that this process may use."""
    if text == "all":
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise ArgumentTypeError('a number from 1, or "all"')
