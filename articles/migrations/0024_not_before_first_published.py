"""No edition is live before its story was first published: what is live is looked up by that moment too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_language_of_a_story"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(first_published_at__lte=models.F("live_from")),
                name="edition_not_before_first_published",
            ),
        ),
    ]
