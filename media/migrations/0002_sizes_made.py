"""Pictures that are there already have the first sizes; `manage.py make_renditions` makes the others."""

from django.db import migrations, models

HELP = "Which of the sizes in media.renditions.SHAPES it has; fewer than all where it is older than some."


class Migration(migrations.Migration):
    dependencies = [("media", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="sizes_made",
            field=models.PositiveSmallIntegerField(default=1, editable=False, help_text=HELP),
        ),
        migrations.AlterField(
            model_name="image",
            name="sizes_made",
            field=models.PositiveSmallIntegerField(default=2, editable=False, help_text=HELP),
        ),
    ]
