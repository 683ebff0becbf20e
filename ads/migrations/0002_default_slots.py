"""The slots that the templates name."""

from django.db import migrations

# code, placement, sizes on phones, sizes on desktops
SLOTS = [
    ("masthead", "Under the masthead, on every page", ["320x50", "320x100"], ["728x90", "970x90"]),
    ("article-mid", "Between the paragraphs of a story", ["320x100", "300x250"], ["300x250"]),
    ("sidebar", "Beside a story", ["300x250"], ["300x250", "300x600", "160x600"]),
    ("foot", "At the foot of every page", ["320x100", "300x250"], ["728x90", "970x90", "970x250"]),
]


def create_slots(apps, schema_editor):
    slots = apps.get_model("ads", "AdSlot").objects
    for code, placement, phone_sizes, desktop_sizes in SLOTS:
        slots.get_or_create(
            code=code,
            defaults={"placement": placement, "phone_sizes": phone_sizes, "desktop_sizes": desktop_sizes},
        )


class Migration(migrations.Migration):
    dependencies = [("ads", "0001_initial")]

    operations = [migrations.RunPython(create_slots, migrations.RunPython.noop, elidable=False)]
