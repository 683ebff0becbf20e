"""What was changed since it was frozen is found in an index, whose column the database derives."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Nobody can write it wrong: it is asked for at each change of a story, and each change of an edition is one.
DERIVED = """
    CREATE FUNCTION derive_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.frozen_version := (
            SELECT article_version FROM articles_edition
            WHERE article_id = NEW.id AND (live_until IS NULL OR live_until > live_from)
            ORDER BY number DESC LIMIT 1
        );
        RETURN NEW;
    END $$;
    CREATE FUNCTION tell_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE articles_article SET frozen_version = NULL WHERE id = NEW.article_id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER derive_frozen_version BEFORE INSERT OR UPDATE ON articles_article
        FOR EACH ROW EXECUTE FUNCTION derive_frozen_version();
    CREATE TRIGGER tell_frozen_version AFTER INSERT OR UPDATE OF live_until ON articles_edition
        FOR EACH ROW EXECUTE FUNCTION tell_frozen_version();
    UPDATE articles_article SET frozen_version = NULL;
"""
UNDERIVED = """
    DROP TRIGGER tell_frozen_version ON articles_edition;
    DROP TRIGGER derive_frozen_version ON articles_article;
    DROP FUNCTION tell_frozen_version, derive_frozen_version;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_finding_stories")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="frozen_version",
            field=models.PositiveIntegerField(
                editable=False,
                help_text="Derived, by the database: the version that the latest edition is of, called off ones aside.",
                null=True,
            ),
        ),
        migrations.RunSQL(DERIVED, UNDERIVED),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),  # indexes come next
        migrations.AlterField(
            model_name="article",
            name="created_by",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["created_by", "-changed_at", "-id"], name="article_by_person_and_change"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["-changed_at", "-id"],
                name="article_with_changes",
                condition=models.Q(("frozen_version__lt", models.F("version"))),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["stage", "-changed_at", "-id"],
                name="article_never_frozen",
                condition=models.Q(("frozen_version", None)),
            ),
        ),
    ]
