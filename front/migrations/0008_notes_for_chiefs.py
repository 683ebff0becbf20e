"""Chiefs delete notes that others wrote."""

from importlib import import_module

from django.db import migrations

permissions_of = import_module("front.migrations.0003_groups").permissions_of


def give_to_chiefs(apps, schema_editor):
    permission = permissions_of(apps, "articles").get(codename="delete_comment")
    apps.get_model("auth", "Group").objects.get_or_create(name="Chief")[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0007_activity_for_chiefs"),
        ("articles", "0013_notes_edited_and_deleted"),
    ]

    operations = [migrations.RunPython(give_to_chiefs, migrations.RunPython.noop)]
