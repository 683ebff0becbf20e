"""Pictures that are there already have no crop for links yet; `manage.py make_renditions` makes it."""

from django.db import migrations, models

HELP = "Which of the sizes in media.renditions.SHAPES it has; fewer than all where it is older than some."


class Migration(migrations.Migration):
    dependencies = [("media", "0002_sizes_made")]

    operations = [
        migrations.AlterField(
            model_name="image",
            name="sizes_made",
            field=models.PositiveSmallIntegerField(default=3, editable=False, help_text=HELP),
        ),
    ]
