from django.db import migrations

from quotes import law


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_body_never_changes"),
        ("quotes", "0003_lookup_keys_and_rights"),
    ]

    operations = [migrations.RunPython(law.enact, law.repeal)]
