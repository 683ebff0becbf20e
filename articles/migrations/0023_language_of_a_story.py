"""The language that a story is in."""

from django.db import migrations, models

from articles.models.article import languages


def language():
    return models.CharField(
        blank=True,
        choices=languages,
        db_default="",
        help_text="Where it is another than the publication's: screen readers, browsers and search engines are told.",
        max_length=12,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0022_warnings_that_were_seen"),
    ]

    operations = [
        migrations.AddField("article", "language", language()),
        migrations.AddField("edition", "language", language()),
    ]
