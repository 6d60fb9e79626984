#!/usr/bin/env python
"""Django's command-line entry point."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes.settings")
    from django.core.management import execute_from_command_line
    from environs.exceptions import EnvValidationError

    try:
        execute_from_command_line(sys.argv)
    except EnvValidationError as error:
        # A setting that can't be meant: its name and what it may be say more than where it was read.
        sys.exit(str(error))
    except KeyboardInterrupt:
        # What was done is kept, and the next run does the rest: no traceback needed.
        sys.exit("Stopped.")


if __name__ == "__main__":
    main()
