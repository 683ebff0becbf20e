"""The hours of one story lie together: lists ask for those, and what is old is found by its hour."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_text_outlives_deletion"),
    ]

    operations = [
        migrations.RemoveConstraint("readings", "readings_of_an_hour_are_one_number"),
        migrations.AddConstraint(
            "readings",
            models.UniqueConstraint(fields=("article", "hour"), name="readings_of_an_hour_are_one_number"),
        ),
        migrations.AddIndex("readings", models.Index(fields=["hour"], name="readings_by_hour")),
        migrations.AlterField(
            "readings",
            "article",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="articles.article",
            ),
        ),
    ]
