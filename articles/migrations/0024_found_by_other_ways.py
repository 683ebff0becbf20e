"""What is live is looked up by the moment of its first publication too, and somebody's drafts in the index of all."""

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
        migrations.RemoveIndex(model_name="article", name="article_by_stage_and_change"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["stage", "-changed_at", "-id"],
                include=["created_by"],
                name="article_by_stage_and_change",
            ),
        ),
    ]
