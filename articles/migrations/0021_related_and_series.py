"""The related stories that editors choose, and stories in several parts."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


def related():
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.BigIntegerField(),
        blank=True,
        db_default=[],
        default=list,
        help_text="Readers see those that are live, in this order, and after them what fits by tags and words.",
        size=None,
        verbose_name="related stories",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_readings_by_story")]

    operations = [
        migrations.AddField(model_name="article", name="related", field=related()),
        migrations.AddField(model_name="edition", name="related", field=related()),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True,
                        help_text="Its address is /series/…/. Where it changes, links to the old one lead to the new one.",
                        max_length=120,
                        unique=True,
                    ),
                ),
                (
                    "standfirst",
                    models.TextField(
                        blank=True,
                        help_text="What it is about, in a sentence or two. Stands on its page.",
                        max_length=600,
                    ),
                ),
                (
                    "planned",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="For “Part 2 of 5” from the first day on. Each part then has the number of its place "
                        "below, whatever is live. If empty, only the parts that readers have are counted.",
                        null=True,
                        verbose_name="parts planned",
                    ),
                ),
            ],
            options={"verbose_name_plural": "series", "ordering": ["title"]},
        ),
        migrations.CreateModel(
            name="Part",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="articles.series",
                    ),
                ),
            ],
            options={"ordering": ["position", "pk"], "default_permissions": ()},
        ),
    ]
