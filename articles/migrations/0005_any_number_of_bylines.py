from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_autosave")]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="byline_line",
            field=models.TextField(blank=True, help_text="“Ana Ruiz and Tom Okafor”, for lists."),
        ),
    ]
