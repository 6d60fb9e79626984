"""Stored numbers by speaker, outlet and month, and beside each entry of the index when an editor last decided on it."""

from collections import Counter
from datetime import date, timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

# As quotes.search.keys had them.
DAY_BITS, DAY_ZERO = 45, date(1600, 1, 1) - timedelta(days=1)


def month_of(number):
    day = DAY_ZERO + timedelta(days=number)
    return day.year * 12 + day.month - 1 if number else 0


def count(apps, schema_editor):
    spoken = apps.get_model("quotes", "QuoteSpeaker").objects.using(schema_editor.connection.alias)
    counts = apps.get_model("quotes", "SpeakerCount").objects.using(schema_editor.connection.alias)
    rows = spoken.filter(standing="speaks", quote__search_entry__shown=True).order_by().values(
        root=Coalesce("speaker__merged_into", "speaker"),
        outlet=F("quote__search_entry__outlet"),
        day=F("quote__search_entry__key").bitrightshift(DAY_BITS),
    )
    numbers = Counter()
    found = rows.annotate(number=Count("quote", distinct=True)).values_list("root", "outlet", "day", "number")
    for root, outlet, day, number in found.iterator():
        numbers[root, outlet, month_of(day)] += number
    counts.bulk_create(
        (
            counts.model(speaker_id=speaker, outlet_id=outlet, month=month, quotes=number)
            for (speaker, outlet, month), number in numbers.items()
        ),
        batch_size=5000,
    )


def date_decisions(apps, schema_editor):
    corrections = apps.get_model("quotes", "Correction").objects.using(schema_editor.connection.alias)
    entries = apps.get_model("quotes", "SearchEntry").objects.using(schema_editor.connection.alias)
    newest = corrections.filter(quote=OuterRef("quote")).order_by("-created_at").values("created_at")[:1]
    decided = corrections.exclude(quote=None).order_by().values("quote")
    entries.filter(quote__in=decided).update(decided_at=Subquery(newest))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_article_of_outlet"),
        ("quotes", "0015_statement_rights"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpeakerCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.IntegerField()),
                ("quotes", models.IntegerField()),
                (
                    "outlet",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.outlet"
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="counts", to="quotes.speaker"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="speakercount",
            constraint=models.UniqueConstraint(fields=("speaker", "month", "outlet"), name="speaker_count_once"),
        ),
        migrations.AddField(
            model_name="searchentry",
            name="decided_at",
            field=models.DateTimeField(help_text="When an editor last decided on it.", null=True),
        ),
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(
                condition=models.Q(("decided_at__isnull", False)),
                fields=["quote", "decided_at", "status", "shown"],
                name="search_entry_decided",
            ),
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
        migrations.RunPython(date_decisions, migrations.RunPython.noop),
    ]
