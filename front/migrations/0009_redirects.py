"""Chiefs keep the redirects, and readers notice at once."""

from importlib import import_module

from django.contrib.auth.management import create_permissions
from django.db import migrations


def give_to_chiefs(apps, schema_editor):
    config = apps.get_app_config("redirects")
    config.models_module = True  # see 0003
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="redirects")
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
