"""The search index: its rows, and what each engine needs to search them.

SQLite gets two full-text tables that read their text from quotes_searchentry, one stemmed and one not, kept in step by
triggers; PostgreSQL gets two indexes over the same two readings, with a dictionary that knows no stop words.
"""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = [
    """
    CREATE VIRTUAL TABLE quotes_search_{name} USING fts5(
        words, content='quotes_searchentry', content_rowid='quote_id', tokenize='{tokenizer}'
    )
    """,
    """
    CREATE TRIGGER quotes_search_{name}_insert AFTER INSERT ON quotes_searchentry BEGIN
        INSERT INTO quotes_search_{name}(rowid, words) VALUES (new.quote_id, new.words);
    END
    """,
    """
    CREATE TRIGGER quotes_search_{name}_delete AFTER DELETE ON quotes_searchentry BEGIN
        INSERT INTO quotes_search_{name}(quotes_search_{name}, rowid, words)
        VALUES ('delete', old.quote_id, old.words);
    END
    """,
    """
    CREATE TRIGGER quotes_search_{name}_update AFTER UPDATE ON quotes_searchentry
    WHEN old.words <> new.words OR old.quote_id <> new.quote_id BEGIN
        INSERT INTO quotes_search_{name}(quotes_search_{name}, rowid, words)
        VALUES ('delete', old.quote_id, old.words);
        INSERT INTO quotes_search_{name}(rowid, words) VALUES (new.quote_id, new.words);
    END
    """,
]
TOKENIZERS = {
    "stemmed": "porter unicode61 remove_diacritics 2",
    "exact": "unicode61 remove_diacritics 2",
}

POSTGRES = [
    "CREATE TEXT SEARCH DICTIONARY quotes_stem (TEMPLATE = snowball, Language = english)",
    "CREATE TEXT SEARCH CONFIGURATION quotes_stemmed (COPY = simple)",
    """
    ALTER TEXT SEARCH CONFIGURATION quotes_stemmed
    ALTER MAPPING FOR asciiword, word, numword, hword, hword_part, asciihword, hword_asciipart, numhword, hword_numpart
    WITH quotes_stem
    """,
    "CREATE INDEX quotes_search_stemmed ON quotes_searchentry USING gin (to_tsvector('quotes_stemmed', words))",
    "CREATE INDEX quotes_search_exact ON quotes_searchentry USING gin (to_tsvector('simple', words))",
]
POSTGRES_UNDO = [
    "DROP INDEX quotes_search_exact",
    "DROP INDEX quotes_search_stemmed",
    "DROP TEXT SEARCH CONFIGURATION quotes_stemmed",
    "DROP TEXT SEARCH DICTIONARY quotes_stem",
]


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name, tokenizer in TOKENIZERS.items():
            for statement in SQLITE:
                schema_editor.execute(statement.format(name=name, tokenizer=tokenizer))
    elif schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRES:
            schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in TOKENIZERS:
            for event in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER quotes_search_{name}_{event}")
            schema_editor.execute(f"DROP TABLE quotes_search_{name}")
    elif schema_editor.connection.vendor == "postgresql":
        for statement in POSTGRES_UNDO:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('quote', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to='quotes.quote')),
                ('words', models.TextField()),
            ],
            options={
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='NameTail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tail', models.CharField(db_index=True, max_length=600)),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='name_tails', to='quotes.speaker')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('speaker', 'tail'), name='name_tail_once')],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
