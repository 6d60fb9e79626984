"""`manage.py prepare`: a fresh checkout becomes a site that can be tried; `make run` calls it at every start."""

import argparse
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from quotes import first_run, passes
from quotes.search import index

MANY = 100


def address(value: str) -> tuple[str, int]:
    """HOST:PORT in two; for argparse."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"{value!r} is not HOST:PORT with a port from 1 to 65535")
    return host.strip("[]"), int(port)


class Command(BaseCommand):
    help = (
        "Make the site ready to be tried: migrate, ingest the articles at PATH and attribute them, make the account "
        "'editor', collect static files. Does only what is due, so it can be called at every start."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="files or directories, as for `ingest`")
        parser.add_argument("--bind", type=address, metavar="HOST:PORT", help="stop at once if this address is taken")

    def handle(self, *_args: Any, paths: list[str], bind: tuple[str, int] | None, **_options: Any) -> None:
        if bind and not first_run.address_is_free(*bind):
            raise CommandError(
                f"Port {bind[1]} is taken: another program (an earlier `make run`?) listens there, or it may not be "
                f"used. Stop that program, or choose another port: make run PORT={bind[1] + 1}"
            )
        self._migrate()
        for path in paths:
            self._step(f"Articles from {path}", "ingest", path)
        if due := len(passes.due()):
            # Each process loads the language model; for a few articles that takes longer than the articles.
            self._step("Attribution: who said what", "attribute", f"--processes={'all' if due > MANY else 1}")
        if index.is_due():
            self._step("Search index", "reindex")
        self._editor()
        if first_run.collect_static_files():
            self.stdout.write("Static files collected.")

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._heading("Database")
            call_command("migrate", interactive=False)

    def _step(self, heading: str, command: str, *arguments: str) -> None:
        """One refused article must not keep the site from starting; it is told, and the rest goes on."""
        self._heading(heading)
        try:
            call_command(command, *arguments)
        except CommandError as error:
            self._warn(f"{command}: {error}")
        except SystemExit as stop:
            if stop.code:
                self._warn(f"{command}: not everything could be used; the lines above say what and why.")

    def _editor(self) -> None:
        path = first_run.editor_password_path()
        if password := first_run.make_editor():
            self._heading("Account for the desk")
            self.stdout.write(f"User {first_run.EDITOR}, password {password} (shown once; kept in {path})")
        elif path.exists():
            self.stdout.write(f"The desk's user is {first_run.EDITOR}; the password it was made with is in {path}")

    def _heading(self, text: str) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(text))
        self.stdout.flush()  # before the step's own progress bar, which goes to standard error

    def _warn(self, text: str) -> None:
        self.stderr.write(self.style.WARNING(text))
