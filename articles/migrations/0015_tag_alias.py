"""Tags get other names, and can be merged: the one change that what an edition is filed under may see."""

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


def holding(condition=""):
    return f"""
        DROP TRIGGER edition_pieces_never_change ON articles_taggededition;
        CREATE TRIGGER edition_pieces_never_change BEFORE INSERT OR UPDATE OR DELETE ON articles_taggededition
            FOR EACH ROW {condition} EXECUTE FUNCTION edition_pieces_never_change('content_object_id');
    """


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_set_aside"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.RunSQL(
            holding("WHEN (current_setting('newsroom.merges_tags', true) IS DISTINCT FROM 'on')"), holding()
        ),
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
