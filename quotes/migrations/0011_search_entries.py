"""The search index anew: narrow entries in the order of publication, one full-text index over all that is searched.

It is empty after this migration: `manage.py reindex` fills it, and `manage.py prepare` calls that where it is due.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

SQLITE = [
    """
    CREATE VIRTUAL TABLE quotes_search USING fts5(
        words, stems, around, marks, content='quotes_searchtext', content_rowid='entry_id', tokenize='ascii'
    )
    """,
    """
    CREATE TRIGGER quotes_search_insert AFTER INSERT ON quotes_searchtext BEGIN
        INSERT INTO quotes_search(rowid, words, stems, around, marks)
        VALUES (new.entry_id, new.words, new.stems, new.around, new.marks);
    END
    """,
    """
    CREATE TRIGGER quotes_search_delete AFTER DELETE ON quotes_searchtext BEGIN
        INSERT INTO quotes_search(quotes_search, rowid, words, stems, around, marks)
        VALUES ('delete', old.entry_id, old.words, old.stems, old.around, old.marks);
    END
    """,
    """
    CREATE TRIGGER quotes_search_update AFTER UPDATE ON quotes_searchtext BEGIN
        INSERT INTO quotes_search(quotes_search, rowid, words, stems, around, marks)
        VALUES ('delete', old.entry_id, old.words, old.stems, old.around, old.marks);
        INSERT INTO quotes_search(rowid, words, stems, around, marks)
        VALUES (new.entry_id, new.words, new.stems, new.around, new.marks);
    END
    """,
]
SQLITE_UNDO = [
    "DROP TRIGGER quotes_search_insert",
    "DROP TRIGGER quotes_search_delete",
    "DROP TRIGGER quotes_search_update",
    "DROP TABLE quotes_search",
]
SQLITE_OLD = [
    *(
        f"DROP TRIGGER IF EXISTS quotes_search_{name}_{event}"
        for name in ("stemmed", "exact")
        for event in ("insert", "delete", "update")
    ),
    "DROP TABLE IF EXISTS quotes_search_stemmed",
    "DROP TABLE IF EXISTS quotes_search_exact",
]

# A term is looked for in one column alone; PostgreSQL tells columns apart by weights.
POSTGRES = [
    """
    ALTER TABLE quotes_searchtext ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple', words), 'A') || setweight(to_tsvector('simple', stems), 'B')
        || setweight(to_tsvector('simple', around), 'C') || setweight(to_tsvector('simple', marks), 'D')
    ) STORED
    """,
    "CREATE INDEX quotes_search ON quotes_searchtext USING gin (vector)",
]
POSTGRES_UNDO = ["ALTER TABLE quotes_searchtext DROP COLUMN vector"]
POSTGRES_OLD = [
    "DROP INDEX IF EXISTS quotes_search_exact",
    "DROP INDEX IF EXISTS quotes_search_stemmed",
    "DROP TEXT SEARCH CONFIGURATION IF EXISTS quotes_stemmed",
    "DROP TEXT SEARCH DICTIONARY IF EXISTS quotes_stem",
]


def drop_old(apps, schema_editor):
    for statement in {"sqlite": SQLITE_OLD, "postgresql": POSTGRES_OLD}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    for statement in {"sqlite": SQLITE_UNDO, "postgresql": POSTGRES_UNDO}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_article_urls_indexed'),
        ('quotes', '0010_statements'),
    ]

    operations = [
        migrations.RunPython(drop_old, migrations.RunPython.noop),
        migrations.DeleteModel(name='SearchEntry'),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('key', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=10)),
                ('status', models.CharField(max_length=10)),
                ('said', models.DateField(null=True)),
                ('sure', models.FloatField(default=0, help_text='The lesser of the two confidences.')),
                ('shown', models.BooleanField(default=False)),
                ('outlet', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.outlet')),
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_entry', to='quotes.quote')),
            ],
            options={
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='quotes.searchentry')),
                ('words', models.TextField()),
                ('stems', models.TextField()),
                ('around', models.TextField()),
                ('marks', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='SpeakerTally',
            fields=[
                ('speaker', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tally', serialize=False, to='quotes.speaker')),
                ('quotes', models.IntegerField(db_index=True)),
            ],
            options={
                'verbose_name_plural': 'speaker tallies',
            },
        ),
        migrations.CreateModel(
            name='OutletTally',
            fields=[
                ('outlet', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='tally', serialize=False, to='articles.outlet')),
                ('quotes', models.IntegerField()),
            ],
            options={
                'verbose_name_plural': 'outlet tallies',
            },
        ),
        migrations.CreateModel(
            name='IndexState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rules', models.CharField(max_length=200)),
                ('built_at', models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.AddIndex(
            model_name='speaker',
            index=models.Index(condition=Q(('article', None), ('merged_into', None)), fields=['name', 'id'], name='speaker_by_name'),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
