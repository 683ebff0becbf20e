"""Writer, Editor, Picture editor, Ad manager and Chief: who may do what, to begin with. The publication may change it."""

from importlib import import_module

from django.db import migrations

permissions_of = import_module("front.migrations.0003_groups").permissions_of

APPS = ["media", "sections", "authors", "taggit", "ads", "articles", "front"]


def all_of(model):
    label, _, name = model.partition(".")
    return [f"{label}.{verb}_{name}" for verb in ("add", "change", "delete", "view")]


MORE = {
    "Editor": ["articles.others_article"],
    "Picture editor": [
        *all_of("media.image"), "articles.view_article", "articles.others_article", "sections.view_section",
        "authors.view_author", "taggit.view_tag",
    ],
    "Ad manager": [
        *all_of("ads.adslot"), *all_of("ads.creative"), *all_of("ads.booking"), *all_of("ads.sectionlimit"),
        "sections.view_section",
    ],
}  # fmt: skip


def make_roles(apps, schema_editor):
    """Adds to the groups that there are; what a publication has given or taken since stays as it is."""
    everything = permissions_of(apps, *APPS)
    groups = apps.get_model("auth", "Group").objects
    for name, wanted in MORE.items():
        group, _ = groups.get_or_create(name=name)
        for permission in wanted:
            label, codename = permission.split(".")
            group.permissions.add(everything.get(content_type__app_label=label, codename=codename))
    groups.get_or_create(name="Chief")[0].permissions.add(
        *everything.filter(content_type__app_label="articles", codename="others_article")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0004_logotype_and_pages"),
        ("articles", "0003_stages_embargo_withdrawal"),
        ("authors", "0003_sections_of_staff"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
