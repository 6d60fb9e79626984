"""What the commands that attribute have in common."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from quotes.attribution import WeightsError


class AttributingCommand(BaseCommand):
    """Ends with one line that says which file it is and what to do, where the attribution's weights can't be used."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except WeightsError as error:
            raise CommandError(str(error)) from error
