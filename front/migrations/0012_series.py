"""Editors and chiefs keep the series, and readers notice at once."""

from importlib import import_module

from django.db import migrations

permissions_of = import_module("front.migrations.0003_groups").permissions_of
counting = import_module("front.migrations.0002_generation").trigger


def let_editors_keep_series(apps, schema_editor):
    rights = permissions_of(apps, "articles").filter(content_type__model="series")
    for name in ("Editor", "Chief"):
        apps.get_model("auth", "Group").objects.get_or_create(name=name)[0].permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [("front", "0011_zones"), ("articles", "0021_related_and_series")]

    operations = [
        migrations.RunPython(let_editors_keep_series, migrations.RunPython.noop),
        counting("articles_series"),
        counting("articles_part"),
    ]
