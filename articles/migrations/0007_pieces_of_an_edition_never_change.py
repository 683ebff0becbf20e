"""Bylines, tags and notes are words of an edition too: they stand in tables of their own, and are held there."""

import django.db.models.deletion
from django.db import migrations, models

# What belongs to an edition comes before its search vector, which is derived last: from then on nothing is added. A
# note is added after that, once; whether readers may open what it changed is a switch, and no word of it.
FROZEN_PIECES = """
    CREATE FUNCTION edition_pieces_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        piece CONSTANT jsonb := to_jsonb(CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END);
        of_edition CONSTANT bigint := piece ->> TG_ARGV[0];
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NOT EXISTS (SELECT FROM articles_edition WHERE id = of_edition AND search IS NOT NULL) THEN
                RETURN NEW;
            END IF;
        ELSIF TG_OP = 'UPDATE' THEN
            IF to_jsonb(NEW) - 'shows_difference' = to_jsonb(OLD) - 'shows_difference' THEN
                RETURN NEW;
            END IF;
        END IF;
        RAISE EXCEPTION 'edition % is frozen: its bylines, tags and notes never change. Publish a new edition.', of_edition
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'edition_pieces_never_change';
    END $$;
"""


def trigger(table, column, verbs):
    return migrations.RunSQL(
        f"""CREATE TRIGGER edition_pieces_never_change BEFORE {verbs} ON {table}
            FOR EACH ROW EXECUTE FUNCTION edition_pieces_never_change('{column}');""",
        f"DROP TRIGGER edition_pieces_never_change ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_difference_of_a_correction")]

    operations = [
        migrations.AlterField(
            model_name="taggededition",
            name="tag",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_items",
                to="taggit.tag",
            ),
        ),
        migrations.RunSQL(FROZEN_PIECES, "DROP FUNCTION edition_pieces_never_change();"),
        trigger("articles_editionbyline", "edition_id", "INSERT OR UPDATE OR DELETE"),
        trigger("articles_taggededition", "content_object_id", "INSERT OR UPDATE OR DELETE"),
        trigger("articles_correction", "edition_id", "UPDATE OR DELETE"),
    ]
