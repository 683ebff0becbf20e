"""Counts every change to what readers see, in the transaction that makes it."""

from django.db import migrations

# Every table that a reader's page is made from.
TABLES = (
    "ads_adslot", "ads_booking", "ads_booking_slots", "ads_creative", "ads_sectionlimit",
    "articles_correction", "articles_edition", "articles_edition_listed_in", "articles_editionbyline",
    "articles_taggededition", "authors_author", "authors_authorlink", "front_pin", "front_publication",
    "front_sociallink", "media_image", "sections_section", "taggit_tag",
)  # fmt: skip

FUNCTION = """
    CREATE FUNCTION count_generation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE front_generation SET number = number + 1;
        RETURN NULL;
    END $$;
"""


def trigger(table):
    return migrations.RunSQL(
        f"""CREATE TRIGGER count_generation AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION count_generation();""",
        f"DROP TRIGGER count_generation ON {table};",
    )


def first_rows(apps, schema_editor):
    apps.get_model("front", "Generation").objects.create(pk=1)
    apps.get_model("front", "Publication").objects.create(pk=1, name="Newsroom")


class Migration(migrations.Migration):
    dependencies = [
        ("ads", "0001_initial"),
        ("articles", "0002_rules_of_the_database"),
        ("authors", "0002_initial"),
        ("front", "0001_initial"),
        ("media", "0001_initial"),
        ("sections", "0001_initial"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.RunPython(first_rows, migrations.RunPython.noop),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION count_generation();"),
        *map(trigger, TABLES),
    ]
