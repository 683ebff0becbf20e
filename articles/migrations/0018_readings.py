"""How often stories were read, for the lists of what is read most."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_sitemap_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="Readings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "readings",
                "default_permissions": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("hour", "article"), name="readings_of_an_hour_are_one_number"
                    )
                ],
            },
        ),
    ]
