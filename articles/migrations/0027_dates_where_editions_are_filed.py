"""What files an edition in a section, under a tag or an author has its date: an index leads to the newest of each."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Now

TABLES = {
    "articles_edition_listed_in": "edition_id",
    "articles_editionbyline": "edition_id",
    "articles_taggededition": "content_object_id",
}
HELD = ("articles_editionbyline", "articles_taggededition")

COPYING = """
    CREATE FUNCTION copy_first_published_at() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        of_edition CONSTANT bigint := to_jsonb(NEW) ->> TG_ARGV[0];
    BEGIN
        NEW.first_published_at := (SELECT first_published_at FROM articles_edition WHERE id = of_edition);
        RETURN NEW;
    END $$;
"""


def fill(table, edition):
    """The rows that there are, although they never change otherwise."""
    statement = f"""
        UPDATE {table} AS filed SET first_published_at = edition.first_published_at
        FROM articles_edition AS edition WHERE edition.id = filed.{edition};
    """  # noqa: S608 - from our own constants
    if table in HELD:
        trigger = f"ALTER TABLE {table} {{}} TRIGGER edition_pieces_never_change;"
        statement = f"{trigger.format('DISABLE')} {statement} {trigger.format('ENABLE')}"
    return migrations.RunSQL(f"SET CONSTRAINTS ALL IMMEDIATE; {statement}", migrations.RunSQL.noop)


def copying(table, edition):
    return migrations.RunSQL(
        f"""CREATE TRIGGER copy_first_published_at
            BEFORE INSERT OR UPDATE OF first_published_at, {edition} ON {table}
            FOR EACH ROW EXECUTE FUNCTION copy_first_published_at('{edition}');""",
        f"DROP TRIGGER copy_first_published_at ON {table};",
    )


def date_of(model):
    field = models.DateTimeField(db_default=Now(), editable=False)
    return migrations.AddField(model_name=model, name="first_published_at", field=field)


def key(to, on_delete=django.db.models.deletion.CASCADE, related_name="+", **options):
    return models.ForeignKey(to=to, on_delete=on_delete, related_name=related_name, **options)


def without_index(model, name, **options):
    return migrations.AlterField(model_name=model, name=name, field=key(db_index=False, **options))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0026_what_is_typed_for_buttons"),
        ("authors", "0010_notice_of_a_withdrawal"),
        ("sections", "0006_address_in_any_script"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        # The table is there: it was the field's own.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ListedEdition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edition", key("articles.edition")),
                        ("section", key("sections.section")),
                    ],
                    options={
                        "db_table": "articles_edition_listed_in",
                        "default_permissions": (),
                        "unique_together": {("edition", "section")},
                    },
                ),
                migrations.AlterField(
                    model_name="edition",
                    name="listed_in",
                    field=models.ManyToManyField(
                        help_text="All sections that list it.",
                        related_name="editions",
                        through="articles.ListedEdition",
                        to="sections.section",
                    ),
                ),
            ],
        ),
        *map(date_of, ["listededition", "editionbyline", "taggededition"]),
        *(fill(table, edition) for table, edition in TABLES.items()),
        migrations.RunSQL(COPYING, "DROP FUNCTION copy_first_published_at();"),
        *(copying(table, edition) for table, edition in TABLES.items()),
        # Of the indexes that there were, those by which nothing else is found make room.
        migrations.AddConstraint(
            model_name="listededition",
            constraint=models.UniqueConstraint(
                fields=("edition", "section"), name="edition_is_in_a_section_once"
            ),
        ),
        migrations.AlterUniqueTogether(name="listededition", unique_together=set()),
        migrations.RemoveConstraint(model_name="taggededition", name="edition_has_a_tag_once"),
        migrations.AddConstraint(
            model_name="taggededition",
            constraint=models.UniqueConstraint(
                fields=("content_object", "tag"), name="edition_has_a_tag_once"
            ),
        ),
        migrations.AddIndex(
            model_name="listededition",
            index=models.Index(
                fields=["section", "-first_published_at", "-edition"], name="edition_by_listing"
            ),
        ),
        migrations.AddIndex(
            model_name="editionbyline",
            index=models.Index(
                fields=["author", "-first_published_at", "-edition"], name="edition_by_author"
            ),
        ),
        migrations.AddIndex(
            model_name="taggededition",
            index=models.Index(
                fields=["tag", "-first_published_at", "-content_object"], name="edition_by_tag"
            ),
        ),
        without_index("listededition", "edition", to="articles.edition"),
        without_index("listededition", "section", to="sections.section"),
        without_index(
            "editionbyline", "author", to="authors.author", on_delete=django.db.models.deletion.PROTECT
        ),
        without_index("taggededition", "content_object", to="articles.edition"),
        without_index(
            "taggededition",
            "tag",
            to="taggit.tag",
            on_delete=django.db.models.deletion.PROTECT,
            related_name="%(class)s_items",
        ),
    ]
