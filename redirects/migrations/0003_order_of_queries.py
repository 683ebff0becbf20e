from django.db import migrations


def put_in_order(apps, schema_editor):
    """As paths.tidy() writes them. Of two that then ask the same, the older is found, as no other was."""
    redirects = apps.get_model("redirects", "Redirect").objects
    for redirect in redirects.filter(old_path__contains="&").order_by("made_at", "pk"):
        path, _, query = redirect.old_path.partition("?")
        parts = sorted(query.split("&"), key=lambda part: part.partition("=")[0])
        ordered = f"{path}?{'&'.join(parts)}"
        if query and not redirects.filter(old_path=ordered).exists():
            redirects.filter(pk=redirect.pk).update(old_path=ordered)


class Migration(migrations.Migration):
    dependencies = [
        ("redirects", "0002_queries"),
    ]

    operations = [
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
    ]
