"""The two groups and what they may do (E13). Migrations make them; whoever needs them anew calls `make_groups`."""

from typing import Any

from django.contrib.auth.management import create_permissions

EDITORS = "editors"
PUBLISHERS = "publishers"

_SEEN = {
    "quotes": (
        "alias",
        "assertion",
        "claim",
        "correction",
        "part",
        "pass",
        "place",
        "quote",
        "quotespeaker",
        "speaker",
        "statement",
    ),
    "articles": ("article", "body", "outlet"),
}
OF_EDITORS = frozenset(
    {f"{app}.view_{model}" for app, models in _SEEN.items() for model in models}
    | {"quotes.change_quote", "quotes.change_speaker", "quotes.add_speaker", "quotes.add_correction"}
    | {"quotes.change_claim"}
)
OF_PUBLISHERS = OF_EDITORS | {"quotes.hide_quote", "articles.hide_article"}
RIGHTS = {EDITORS: OF_EDITORS, PUBLISHERS: OF_PUBLISHERS}


def make_groups(apps: Any, database: str = "default") -> None:
    """The groups with exactly these rights. `apps`: Django's, or a migration's state of them.

    Django makes permissions only after all migrations have run; on a fresh database they are therefore made here. The
    state of an early migration has not all models yet; the migrations that add some call this again.
    """
    for label in _SEEN:
        config = apps.get_app_config(label)
        had = getattr(config, "models_module", None)
        # A migration's app has no module of models, and create_permissions skips apps without one.
        config.models_module = had or True
        create_permissions(config, verbosity=0, interactive=False, using=database, apps=apps)
        config.models_module = had
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    by_name = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permissions.filter(content_type__app_label__in=_SEEN).select_related("content_type")
    }
    for name, rights in RIGHTS.items():
        group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=name)
        group.permissions.set([by_name[right] for right in sorted(rights) if right in by_name])
