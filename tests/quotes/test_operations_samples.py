"""`prepare` with the real steps, over the samples: a second start changes no row."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as site
from django.core.management import call_command
from pytest_django import Settings

from articles.models import Article
from quotes.models import Quote

SAMPLES = Path(site.BASE_DIR) / "articles" / "samples"


def every_row() -> dict[str, list[dict[str, Any]]]:
    """The whole database but the search index, by table."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


@pytest.mark.model
@pytest.mark.django_db
def test_a_second_start_changes_no_row(settings: Settings, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "empty.txt").touch()
    told = StringIO()
    call_command("prepare", str(SAMPLES), str(mine), stdout=StringIO(), stderr=told)
    assert "not everything could be used" in told.getvalue()
    assert Article.objects.count() >= 24
    assert Quote.objects.count() >= 100
    before = every_row()
    call_command("prepare", str(SAMPLES), str(mine), stdout=StringIO(), stderr=StringIO())
    assert every_row() == before
