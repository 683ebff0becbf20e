"""Which of the checklist's warnings an edition was published with."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_related_and_series"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="confirmed",
            field=ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
    ]
