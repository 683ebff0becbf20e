"""A revision keeps the name of whoever made it, for when the account is gone, and the stage the story was at."""

from django.db import migrations, models

NAMES = """
    UPDATE articles_revision SET by_name = COALESCE(NULLIF(TRIM(first_name || ' ' || last_name), ''), username)
    FROM authors_user WHERE authors_user.id = articles_revision.by_id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_preview_links"),
        ("authors", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="by_name",
            field=models.CharField(
                blank=True,
                default="",
                help_text="What they were called; stays when the account is deleted.",
                max_length=300,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="revision",
            name="stage",
            field=models.CharField(
                blank=True,
                choices=[
                    ("draft", "Draft"),
                    ("in_edit", "In edit"),
                    ("ready", "Ready"),
                    ("spiked", "Spiked"),
                ],
                default="",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(NAMES, migrations.RunSQL.noop),
    ]
