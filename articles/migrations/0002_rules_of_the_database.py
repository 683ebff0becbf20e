"""What the database holds by itself: how words are searched, and that those of an edition never change."""

from django.db import migrations

SEARCH_CONFIGURATION = """
    CREATE TEXT SEARCH CONFIGURATION newsroom (COPY = english);
    ALTER TEXT SEARCH CONFIGURATION newsroom
        ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""

# All columns but the end and what is derived are compared as one JSON value, so that a new column is held too.
FROZEN_WORDS = """
    CREATE FUNCTION edition_words_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        free CONSTANT text[] := ARRAY['live_until', 'body_html', 'search', 'frozen_by_id'];
    BEGIN
        IF to_jsonb(OLD) - free IS DISTINCT FROM to_jsonb(NEW) - free THEN
            RAISE EXCEPTION 'edition % is frozen: its words never change. Publish a new edition.', OLD.id
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'edition_words_never_change';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER edition_words_never_change BEFORE UPDATE ON articles_edition
        FOR EACH ROW EXECUTE FUNCTION edition_words_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        migrations.RunSQL(SEARCH_CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION newsroom;"),
        migrations.RunSQL(
            FROZEN_WORDS,
            "DROP TRIGGER edition_words_never_change ON articles_edition; DROP FUNCTION edition_words_never_change();",
        ),
    ]
