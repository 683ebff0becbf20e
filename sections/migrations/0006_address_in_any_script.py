import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sections", "0005_address_of_series"),
    ]

    operations = [
        migrations.AlterField(
            model_name="section",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                help_text="Its address. Changing it moves the section: links to the old address lead to the new one.",
                max_length=80,
                validators=[
                    django.core.validators.RegexValidator(
                        "^\\d+$",
                        "A section's address can't be a number: those belong to the archive.",
                        inverse_match=True,
                    )
                ],
            ),
        ),
    ]
