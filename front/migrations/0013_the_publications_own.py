"""The publication's own: accent, contacts, menus, and pages, which were fields of the publication."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import front.contacts
import front.models.menu
import front.models.publication
import front.security

permissions_of = import_module("front.migrations.0003_groups").permissions_of
trigger = import_module("front.migrations.0002_generation").trigger

PAGES = {"about": "About", "contact": "Contact", "privacy": "Privacy"}


def into_pages(apps, schema_editor):
    """What were fields of the publication become pages, live as they were."""
    page_model, version_model = (apps.get_model("front", name) for name in ("Page", "PageVersion"))
    for publication in apps.get_model("front", "Publication").objects.all():
        for name, title in PAGES.items():
            if body := getattr(publication, name):
                page = page_model.objects.create(title=title, slug=name, purpose=name, body=body, version=1)
                page.live = version_model.objects.create(page=page, number=1, title=title, body=body)
                page.save()


def out_of_pages(apps, schema_editor):
    for publication in apps.get_model("front", "Publication").objects.all():
        for page in apps.get_model("front", "Page").objects.exclude(live=None).filter(slug__in=PAGES):
            setattr(publication, page.slug, page.live.body)
        publication.save()


def give_to_chiefs(apps, schema_editor):
    """Adds to the group that there is; what a publication has given or taken since stays as it is."""
    rights = permissions_of(apps, "front").filter(content_type__model__in=["page", "menuitem"])
    apps.get_model("auth", "Group").objects.get_or_create(name="Chief")[0].permissions.add(*rights)


# That somebody's account is deleted takes only the reference.
NEVER_CHANGES = """
    CREATE FUNCTION page_versions_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF to_jsonb(NEW) - 'saved_by_id' = to_jsonb(OLD) - 'saved_by_id' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'version % of a page is kept as it is. Save a new one.', OLD.number
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'page_versions_never_change';
    END $$;
    CREATE TRIGGER page_versions_never_change BEFORE UPDATE ON front_pageversion
        FOR EACH ROW EXECUTE FUNCTION page_versions_never_change();
"""

# A page and a section of one address: the page would hide the section. Of two who make them at once one waits.
ONE_ADDRESS = """
    CREATE FUNCTION address_belongs_to_one() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        address text;
        taken boolean;
    BEGIN
        IF TG_TABLE_NAME = 'front_page' THEN
            address := NEW.slug;
        ELSE
            address := NEW.path;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('address of a page: ' || address, 0));
        IF TG_TABLE_NAME = 'front_page' THEN
            taken := EXISTS (SELECT FROM sections_section WHERE path = address);
        ELSE
            taken := EXISTS (SELECT FROM front_page WHERE slug = address);
        END IF;
        IF taken THEN
            RAISE EXCEPTION 'the address /%/ is taken.', address
                USING ERRCODE = 'unique_violation', CONSTRAINT = 'address_belongs_to_one';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER address_belongs_to_one BEFORE INSERT OR UPDATE OF slug ON front_page
        FOR EACH ROW EXECUTE FUNCTION address_belongs_to_one();
    CREATE TRIGGER address_belongs_to_one BEFORE INSERT OR UPDATE OF path ON sections_section
        FOR EACH ROW EXECUTE FUNCTION address_belongs_to_one();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0012_series"),
        ("sections", "0004_help_text"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
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
                        error_messages={"unique": "Another page already has this address. Choose another."},
                        help_text="The page's address: /this/. When a live page gets another, the old one leads there, at once.",
                        max_length=80,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d+$",
                                "An address can't be a number: those belong to the archive.",
                                inverse_match=True,
                            )
                        ],
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("about", "About the publication"),
                            ("contact", "How to reach it"),
                            ("principles", "How the newsroom works"),
                            ("ethics", "The code of ethics"),
                            ("corrections", "How errors are put right"),
                            ("", "Nothing of these"),
                            ("security", "How to report a security hole"),
                            ("privacy", "What is kept of readers"),
                            ("imprint", "The imprint"),
                        ],
                        help_text="So that machines know it: search engines, and who finds a security hole. One page for each.",
                        max_length=20,
                    ),
                ),
                (
                    "summary",
                    models.CharField(
                        blank=True,
                        help_text="One sentence under the title, and for search engines.",
                        max_length=200,
                    ),
                ),
                ("body", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "ordering": ["title", "pk"],
            },
        ),
        migrations.AddField(
            model_name="publication",
            name="accent",
            field=models.CharField(
                default="#a3192b",
                help_text="The one colour of the site, as # and six digits. It has to be read as text on the page; its twin for dark screens is made of it.",
                max_length=7,
                verbose_name="accent colour",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="advertising_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="mail for advertisers"),
        ),
        migrations.AddField(
            model_name="publication",
            name="email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="mail"),
        ),
        migrations.AddField(
            model_name="publication",
            name="logotype_says",
            field=models.CharField(
                blank=True,
                help_text="For those who don't see it. The name, if empty.",
                max_length=120,
                verbose_name="what the logotype says",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="newsroom_email",
            field=models.EmailField(blank=True, max_length=254, verbose_name="mail of the newsroom"),
        ),
        migrations.AddField(
            model_name="publication",
            name="postal_address",
            field=models.TextField(
                blank=True, help_text="As it stands on a letter, line by line.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="telephone",
            field=models.CharField(
                blank=True,
                help_text="With the country’s code: +49 40 123456.",
                max_length=40,
                validators=[front.contacts.check_telephone],
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="time_zone",
            field=models.CharField(
                blank=True,
                help_text="By whose clock the desk schedules, and in which readers read the time. A change moves nothing that is scheduled, and no address.",
                max_length=64,
                validators=[front.models.publication.check_zone],
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="tips",
            field=models.CharField(
                blank=True,
                help_text="Where somebody tells you what nobody else knows: a mail address, or the address of a page that says how, with https://.",
                max_length=300,
                validators=[front.security.check_contact],
                verbose_name="tips",
            ),
        ),
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("summary", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("saved_by_name", models.CharField(blank=True, max_length=460)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="front.page"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "default_permissions": [],
            },
        ),
        migrations.AddField(
            model_name="page",
            name="live",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="live_on",
                to="front.pageversion",
            ),
        ),
        migrations.CreateModel(
            name="MenuItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "menu",
                    models.CharField(choices=[("masthead", "Masthead"), ("footer", "Footer")], max_length=20),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        validators=[front.models.menu.check_address],
                        verbose_name="or an address",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="The name of what it leads to, if empty; an address needs one.",
                        max_length=60,
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="menu_items",
                        to="front.publication",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="menu_items",
                        to="sections.section",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="taggit.tag",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="menu_items",
                        to="front.page",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("address", ""), ("page", None), ("section__isnull", False), ("tag", None)
                            ),
                            models.Q(
                                ("address", ""), ("page__isnull", False), ("section", None), ("tag", None)
                            ),
                            models.Q(
                                ("address", ""), ("page", None), ("section", None), ("tag__isnull", False)
                            ),
                            models.Q(
                                ("page", None),
                                ("section", None),
                                ("tag", None),
                                models.Q(("address", ""), _negated=True),
                                models.Q(("label", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="menu_item_leads_to_one_thing",
                        violation_error_message="Choose one thing to lead to: a section, a page, a tag, or an address with a label.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="pageversion",
            constraint=models.UniqueConstraint(
                fields=("page", "number"), name="page_version_number_is_used_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(
                condition=models.Q(("purpose", ""), _negated=True),
                fields=("purpose",),
                name="page_purpose_is_used_once",
                violation_error_message="Another page is that already. Choose “Nothing of these”, or change that one.",
            ),
        ),
        migrations.RunPython(into_pages, out_of_pages),
        # What was written is looked at now: a table that waits for it can't be changed.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="publication",
            name="about",
        ),
        migrations.RemoveField(
            model_name="publication",
            name="contact",
        ),
        migrations.RemoveField(
            model_name="publication",
            name="privacy",
        ),
        migrations.RunPython(give_to_chiefs, migrations.RunPython.noop),
        migrations.RunSQL(NEVER_CHANGES, "DROP FUNCTION page_versions_never_change() CASCADE;"),
        migrations.RunSQL(ONE_ADDRESS, "DROP FUNCTION address_belongs_to_one() CASCADE;"),
        *map(trigger, ("front_menuitem", "front_page", "front_pageversion")),
    ]
