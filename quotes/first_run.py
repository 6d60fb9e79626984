"""What a checkout still lacks to be a site: an address to serve at, an account for the desk, its static files.

Each is asked for again at every start, so each is cheap when nothing is due and changes nothing then.
"""

import hashlib
import os
import secrets
import socket
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import transaction

from quotes.rights import EDITORS

EDITOR = "editor"


def address_is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        # As gunicorn does it; without it an address that was served a minute ago would look taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def editor_password_path() -> Path:
    """Where the password of the editor's account is kept, as it was first set."""
    return Path(settings.VAR_DIR / "editor-password")


@transaction.atomic
def make_editor() -> str | None:
    """Makes the account `editor`: staff, in the group "editors", with a random password.

    Gives the password, or None if there is such a user already, who is then left as they are. Raises
    Group.DoesNotExist before the migrations have run.
    """
    users = get_user_model()
    if users.objects.filter(username=EDITOR).exists():
        return None
    group = Group.objects.get(name=EDITORS)
    password = _password()
    user = users.objects.create_user(EDITOR, password=password, is_staff=True)
    user.groups.add(group)
    return password


def _password() -> str:
    """The password on file, else a new one put there: the file comes first, so that a kill in between loses nothing."""
    path = editor_password_path()
    if path.exists() and (kept := path.read_text(encoding="ascii").strip()):
        return kept
    password = secrets.token_urlsafe(12)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(password + "\n")
    return password


def collect_static_files() -> bool:
    """Runs collectstatic if a source file was added, changed or taken away since the last time. True if it ran."""
    stamp: Path = settings.VAR_DIR / "static-files"
    digest = _static_sources_digest()
    collected = (settings.STATIC_ROOT / "staticfiles.json").exists()
    if collected and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest, encoding="ascii")
    return True


def _static_sources_digest() -> str:
    """A digest of names, sizes and times; reading the files would take as long as collecting them."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: str(found[0])):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
