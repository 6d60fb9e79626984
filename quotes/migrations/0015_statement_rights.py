from typing import Any

from django.db import migrations

from quotes.rights import make_groups


def grant(apps: Any, schema_editor: Any) -> None:
    """Editors may see statements in the admin."""
    make_groups(apps, schema_editor.connection.alias)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0014_accusations'),
    ]

    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
