"""Chiefs delete notes that others wrote."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give_to_chiefs(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True  # see 0003
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="articles", codename="delete_comment"
    )
    apps.get_model("auth", "Group").objects.get_or_create(name="Chief")[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0007_activity_for_chiefs"),
        ("articles", "0013_notes_edited_and_deleted"),
    ]

    operations = [migrations.RunPython(give_to_chiefs, migrations.RunPython.noop)]
