from collections import defaultdict
from typing import Any

from django.db import migrations, models

from quotes.accusations import accuses

_BATCH = 2000


def look(apps: Any, schema_editor: Any) -> None:
    """Which of the quotes that are there already read as accusations."""
    quotes = apps.get_model("quotes", "Quote").objects.using(schema_editor.connection.alias)
    parts = apps.get_model("quotes", "Part").objects.using(schema_editor.connection.alias)
    last = 0
    while rows := list(quotes.filter(pk__gt=last).order_by("pk").values_list("pk", "text")[:_BATCH]):
        ids, last = [pk for pk, _ in rows], rows[-1][0]
        cues = defaultdict(list)
        for pk, text in parts.filter(place__quote__in=ids, role="cue").values_list("place__quote", "text"):
            cues[pk].append(text)
        found = [pk for pk, text in rows if accuses(" ".join(cues[pk]), text)]
        quotes.filter(pk__in=ids).update(accuses=False)
        quotes.filter(pk__in=found).update(accuses=True)


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0013_search_entry_speakers"),
    ]

    operations = [
        # May be empty: on SQLite any other new column would rebuild the table.
        migrations.AddField(
            model_name="quote",
            name="accuses",
            field=models.BooleanField(
                blank=True,
                help_text="Reads as an accusation against somebody named (R10); empty: nobody looked.",
                null=True,
            ),
        ),
        migrations.RunPython(look, migrations.RunPython.noop, elidable=True),
    ]
