from django.db import migrations

from articles import law


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_hide_article")]

    operations = [migrations.RunPython(law.enact, law.repeal)]
