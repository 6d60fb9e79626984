"""The groups that migrations make."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from quotes.rights import make_groups
from tests.factories_quotes import EditorFactory

pytestmark = pytest.mark.django_db

RIGHTS = [
    # right, editors, publishers
    ("quotes.view_quote", True, True),
    ("quotes.change_quote", True, True),
    ("quotes.change_speaker", True, True),
    ("quotes.add_speaker", True, True),
    ("quotes.view_claim", True, True),
    ("quotes.view_statement", True, True),
    ("quotes.change_claim", True, True),
    ("quotes.delete_claim", False, False),
    ("quotes.add_correction", True, True),
    ("articles.view_article", True, True),
    ("quotes.hide_quote", False, True),
    ("articles.hide_article", False, True),
    ("quotes.delete_quote", False, False),
    ("quotes.change_correction", False, False),
    ("quotes.delete_correction", False, False),
    ("articles.change_body", False, False),
    ("auth.change_user", False, False),
]


@pytest.mark.parametrize(("right", "editors", "publishers"), RIGHTS)
def test_who_may_do_what(right: str, editors: bool, publishers: bool) -> None:
    assert EditorFactory.create().has_perm(right) is editors
    assert EditorFactory.create(group="publishers").has_perm(right) is publishers
    assert not EditorFactory.create(group=None).has_perm(right)


def test_groups_can_be_made_again() -> None:
    Group.objects.get(name="editors").permissions.clear()
    make_groups(apps)
    assert EditorFactory.create().has_perm("quotes.change_quote")
