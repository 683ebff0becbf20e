"""Layouts and their zones, pins in zones, the breaking banner."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import front.models.layout

permissions_of = import_module("front.migrations.0003_groups").permissions_of

# Ten places were numbered through: the lead and the three beside it, then those below.
BESIDE_THE_LEAD = 4


def into_zones(apps, schema_editor):
    below = apps.get_model("front", "Pin").objects.filter(place__gt=BESIDE_THE_LEAD)
    below.update(zone="top", place=models.F("place") - BESIDE_THE_LEAD)


def out_of_zones(apps, schema_editor):
    below = apps.get_model("front", "Pin").objects.filter(zone="top")
    below.update(place=models.F("place") + BESIDE_THE_LEAD)


def let_editors_shape(apps, schema_editor):
    """Adds to the groups that there are; what a publication has given or taken since stays as it is."""
    rights = permissions_of(apps, "front").filter(content_type__model__in=["layout", "banner"])
    for name in ("Editor", "Chief"):
        apps.get_model("auth", "Group").objects.get_or_create(name=name)[0].permissions.add(*rights)


# What readers had is known for good. A section or a tag that is deleted leaves the zones that showed it.
NEVER_CHANGES = """
    CREATE FUNCTION layouts_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        may CONSTANT text[] := TG_ARGV;
    BEGIN
        IF to_jsonb(NEW) - may = to_jsonb(OLD) - may THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'layout % is kept as it is. Make a new one.', OLD.id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'layouts_never_change';
    END $$;
"""


def held(table, *may):
    return migrations.RunSQL(
        f"""CREATE TRIGGER layouts_never_change BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION layouts_never_change({", ".join(f"'{column}'" for column in may)});""",
        f"DROP TRIGGER layouts_never_change ON {table};",
    )


def counting(table):
    return migrations.RunSQL(
        f"""CREATE TRIGGER count_generation AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION count_generation();""",
        f"DROP TRIGGER count_generation ON {table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_readings"),
        ("front", "0010_for_machines"),
        ("sections", "0002_address_of_the_feed"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Banner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(help_text="One sentence: what has happened.", max_length=160)),
                ("banner_from", models.DateTimeField(default=django.utils.timezone.now, verbose_name="from")),
                (
                    "banner_until",
                    models.DateTimeField(
                        help_text="At this moment it is gone, everywhere.", verbose_name="until"
                    ),
                ),
            ],
            options={
                "verbose_name": "breaking banner",
                "ordering": ["-banner_from", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Layout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("live_from", models.DateTimeField(verbose_name="holds from")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("called_off_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-made_at", "-pk"],
                "default_permissions": ["add", "view"],
            },
        ),
        migrations.CreateModel(
            name="Zone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "key",
                    models.CharField(
                        default=front.models.layout.new_key,
                        max_length=40,
                        validators=[django.core.validators.RegexValidator("^[-a-z0-9]{1,40}$")],
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("lead", "Lead package"),
                            ("top", "Top stories"),
                            ("latest", "Latest"),
                            ("block", "Section block"),
                            ("opinion", "Opinion strip"),
                            ("picture", "Picture story"),
                            ("most_read", "Most read"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("newest", "the newest"),
                            ("section", "the newest of a section"),
                            ("tag", "the newest with a tag"),
                        ],
                        default="newest",
                        max_length=20,
                    ),
                ),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)], verbose_name="stories"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "default_permissions": [],
            },
        ),
        migrations.AlterModelOptions(
            name="pin",
            options={
                "ordering": ["zone", "place", "-pinned_from"],
                "verbose_name": "pinned story",
                "verbose_name_plural": "pinned stories",
            },
        ),
        migrations.AddField(
            model_name="pin",
            name="crop_of",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The content hash of the picture that the crop was made of: of another it would cut elsewhere.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="crop_x",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In per cent. As the library has the picture, if empty.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="crop around, from the left",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="crop_y",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="In per cent.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(0),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="crop around, from the top",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="headline",
            field=models.CharField(
                blank=True,
                help_text="The story's own, if empty.",
                max_length=300,
                verbose_name="headline here",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="standfirst",
            field=models.TextField(
                blank=True,
                help_text="The story's own, if empty.",
                max_length=600,
                verbose_name="standfirst here",
            ),
        ),
        migrations.AddField(
            model_name="pin",
            name="zone",
            field=models.CharField(default="lead", help_text="The key of the zone.", max_length=40),
        ),
        migrations.AlterField(
            model_name="pin",
            name="place",
            field=models.PositiveSmallIntegerField(
                default=1,
                help_text="1 is the first place of the zone.",
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(12),
                ],
            ),
        ),
        migrations.AddConstraint(
            model_name="pin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("crop_x", None), ("crop_y", None)),
                    models.Q(
                        ("crop_x__isnull", False),
                        ("crop_x__lte", 100),
                        ("crop_y__isnull", False),
                        ("crop_y__lte", 100),
                    ),
                    _connector="OR",
                ),
                name="pin_crops_around_a_point",
                violation_error_message="A crop needs both numbers, from 0 to 100, or neither.",
            ),
        ),
        migrations.AddField(
            model_name="banner",
            name="article",
            field=models.ForeignKey(
                blank=True,
                help_text="Where it leads to, as soon as readers have it.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="banners",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="layout",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="layout",
            name="section",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose page it is; the front page, if empty.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="layouts",
                to="sections.section",
            ),
        ),
        migrations.AddField(
            model_name="zone",
            name="layout",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="zones", to="front.layout"
            ),
        ),
        migrations.AddField(
            model_name="zone",
            name="section",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="sections.section",
            ),
        ),
        migrations.AddField(
            model_name="zone",
            name="tag",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="taggit.tag",
            ),
        ),
        migrations.AddIndex(
            model_name="banner",
            index=models.Index(fields=["banner_until"], name="banner_by_end"),
        ),
        migrations.AddConstraint(
            model_name="banner",
            constraint=models.CheckConstraint(
                condition=models.Q(("banner_until__gt", models.F("banner_from"))),
                name="banner_stops_after_it_starts",
                violation_error_message="The banner would end before it begins. Choose a later end.",
            ),
        ),
        migrations.AddIndex(
            model_name="layout",
            index=models.Index(fields=["live_from"], name="layout_by_start"),
        ),
        migrations.AddConstraint(
            model_name="layout",
            constraint=models.UniqueConstraint(
                fields=("section", "number"), name="layout_number_is_used_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="layout",
            constraint=models.UniqueConstraint(
                condition=models.Q(("section", None)),
                fields=("number",),
                name="layout_number_of_front_is_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="layout",
            constraint=models.CheckConstraint(
                condition=models.Q(("live_from__gte", models.F("made_at"))), name="layout_changes_no_past"
            ),
        ),
        migrations.AddConstraint(
            model_name="layout",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("called_off_at", None), ("called_off_at__lt", models.F("live_from")), _connector="OR"
                ),
                name="layout_is_called_off_before_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.UniqueConstraint(fields=("layout", "key"), name="zone_key_is_used_once"),
        ),
        migrations.AddConstraint(
            model_name="zone",
            constraint=models.CheckConstraint(
                condition=models.Q(("count__gte", 1)), name="zone_holds_a_story"
            ),
        ),
        migrations.RunPython(into_zones, out_of_zones),
        migrations.RunPython(let_editors_shape, migrations.RunPython.noop),
        migrations.RunSQL(NEVER_CHANGES, "DROP FUNCTION layouts_never_change();"),
        held("front_layout", "called_off_at", "made_by_id"),
        held("front_zone", "section_id", "tag_id"),
        *map(counting, ("articles_withdrawal", "front_banner", "front_layout", "front_zone")),
    ]
