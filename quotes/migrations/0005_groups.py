from django.db import migrations

from quotes.rights import RIGHTS, make_groups


def make(apps, schema_editor):
    make_groups(apps, schema_editor.connection.alias)


def remove(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=RIGHTS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_body_never_changes"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("quotes", "0004_law"),
    ]

    operations = [migrations.RunPython(make, remove)]
