"""Chiefs see the activity log."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def show_to_chiefs(apps, schema_editor):
    config = apps.get_app_config("authors")
    config.models_module = True  # see 0003
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="authors", codename="view_activity"
    )
    apps.get_model("auth", "Group").objects.get_or_create(name="Chief")[0].permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0006_places_of_the_front_page"),
        ("authors", "0005_activity"),
    ]

    operations = [migrations.RunPython(show_to_chiefs, migrations.RunPython.noop)]
