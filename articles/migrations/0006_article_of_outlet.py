from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_wire_copies"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["outlet", "-published_on", "-id"], name="article_of_outlet"),
        ),
    ]
