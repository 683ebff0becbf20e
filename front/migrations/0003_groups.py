"""Who may do what: Writer, Editor and Chief, to begin with. The publication may change them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

APPS = ["media", "sections", "authors", "taggit", "ads", "articles", "front"]

WRITER = [
    *(f"articles.{verb}_article" for verb in ("add", "change", "view")),
    *(f"media.{verb}_image" for verb in ("add", "change", "view")),
    "authors.add_author", "authors.view_author", "sections.view_section", "taggit.view_tag",
]  # fmt: skip
EDITOR = [
    *WRITER,
    "articles.publish_article", "articles.delete_article", "authors.change_author", "media.delete_image",
    *(f"front.{verb}_pin" for verb in ("add", "change", "delete", "view")),
    *(f"taggit.{verb}_tag" for verb in ("add", "change")),
]  # fmt: skip


def permissions_of(apps, *labels):
    """All permissions of these apps; makes those that are missing, which otherwise come only after all migrations."""
    for label in labels:
        config = apps.get_app_config(label)
        config.models_module = True  # without one, an app of a migration is taken for an app without models
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=labels)


def make_groups(apps, schema_editor):
    everything = permissions_of(apps, *APPS)
    groups = apps.get_model("auth", "Group").objects
    groups.get_or_create(name="Chief")[0].permissions.set(everything)
    for name, wanted in {"Writer": WRITER, "Editor": EDITOR}.items():
        groups.get_or_create(name=name)[0].permissions.set(
            [
                everything.get(content_type__app_label=label, codename=codename)
                for label, codename in (permission.split(".") for permission in wanted)
            ]
        )


class Migration(migrations.Migration):
    dependencies = [
        ("ads", "0001_initial"),
        ("articles", "0002_rules_of_the_database"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("authors", "0002_initial"),
        ("front", "0002_generation"),
        ("media", "0001_initial"),
        ("sections", "0001_initial"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
