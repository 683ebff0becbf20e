"""Tags get other names, and can be merged: the one change that what an edition is filed under may see."""

import importlib

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

frozen = importlib.import_module("articles.migrations.0007_pieces_of_an_edition_never_change")
BEGIN = "    BEGIN\n"
UNLESS_MERGED = """    BEGIN
        IF TG_TABLE_NAME = 'articles_taggededition' AND TG_OP <> 'INSERT'
                AND current_setting('newsroom.merges_tags', true) = 'on' THEN
            RETURN COALESCE(NEW, OLD);
        END IF;
"""
BEFORE = frozen.FROZEN_PIECES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
assert BEFORE.count(BEGIN) == 1  # noqa: S101 - or nothing would change


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_set_aside"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.RunSQL(BEFORE.replace(BEGIN, UNLESS_MERGED), BEFORE),
        migrations.CreateModel(
            name="TagAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Upper("name"),
                        name="tag_alias_means_one_tag",
                        violation_error_message="This is another name of a tag already.",
                    )
                ],
            },
        ),
    ]
