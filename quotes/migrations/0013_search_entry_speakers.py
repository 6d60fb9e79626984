from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quotes", "0012_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="speakers",
            field=models.TextField(blank=True, default="", help_text="The ids of those who speak, as the rows have them."),
        ),
    ]
