"""Chiefs see the activity log."""

from importlib import import_module

from django.db import migrations

permissions_of = import_module("front.migrations.0003_groups").permissions_of


def show_to_chiefs(apps, schema_editor):
    permission = permissions_of(apps, "authors").get(codename="view_activity")
    apps.get_model("auth", "Group").objects.get_or_create(name="Chief")[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0006_places_of_the_front_page"),
        ("authors", "0005_activity"),
    ]

    operations = [migrations.RunPython(show_to_chiefs, migrations.RunPython.noop)]
