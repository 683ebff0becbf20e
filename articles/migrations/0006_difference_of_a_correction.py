from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_any_number_of_bylines")]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="shows_difference",
            field=models.BooleanField(
                default=True,
                help_text="Readers may open the exact difference: not where the old words must not be read.",
            ),
        ),
    ]
