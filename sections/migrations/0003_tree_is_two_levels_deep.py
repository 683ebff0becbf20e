"""The database holds the tree of sections two levels deep, also where two people move sections at the same moment."""

from django.db import migrations

# Looked at after the statement, so that one may turn a whole branch round; and one by one: of two who move sections at
# once, the second finds what the first has done.
FUNCTION = """
    CREATE FUNCTION section_tree_is_two_levels_deep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.parent_id IS NOT NULL THEN
            PERFORM pg_advisory_xact_lock(hashtextextended('sections_section', 0));
            IF EXISTS (SELECT FROM sections_section WHERE id = NEW.parent_id AND parent_id IS NOT NULL)
                OR EXISTS (SELECT FROM sections_section WHERE parent_id = NEW.id)
            THEN
                RAISE EXCEPTION 'section % would stand below the second level', NEW.id
                    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'section_tree_is_two_levels_deep';
            END IF;
        END IF;
        RETURN NULL;
    END $$;
"""
TRIGGER = """
    CREATE TRIGGER section_tree_is_two_levels_deep AFTER INSERT OR UPDATE OF parent_id ON sections_section
        FOR EACH ROW EXECUTE FUNCTION section_tree_is_two_levels_deep();
"""


class Migration(migrations.Migration):
    dependencies = [("sections", "0002_address_of_the_feed")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION section_tree_is_two_levels_deep();"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER section_tree_is_two_levels_deep ON sections_section;"),
    ]
