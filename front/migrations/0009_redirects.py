"""Chiefs keep the redirects, and readers notice at once."""

from importlib import import_module

from django.db import migrations

permissions_of = import_module("front.migrations.0003_groups").permissions_of


def give_to_chiefs(apps, schema_editor):
    permissions = permissions_of(apps, "redirects")
    apps.get_model("auth", "Group").objects.get_or_create(name="Chief")[0].permissions.add(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0008_notes_for_chiefs"),
        ("redirects", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(give_to_chiefs, migrations.RunPython.noop),
        import_module("front.migrations.0002_generation").trigger("redirects_redirect"),
    ]
