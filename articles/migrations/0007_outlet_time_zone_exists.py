from django.db import migrations, models

import articles.models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_article_of_outlet"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outlet",
            name="time_zone",
            field=models.CharField(
                default="UTC",
                help_text=(
                    "As in Europe/London. A change dates all articles anew whose hour is known. An hour that came "
                    "without an offset was read in the zone of that time, and stays."
                ),
                max_length=64,
                validators=[articles.models.validate_zone],
            ),
        ),
    ]
