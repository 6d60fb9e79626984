"""Who decides, in tests of the desk and of what it decides."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.factories_quotes import EditorFactory


@pytest.fixture
def editor() -> User:
    user: User = EditorFactory.create()
    return user


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """A browser in which the editor is signed in."""
    client.force_login(editor)
    return client
