from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("authors", "0008_kind_of_author"),
    ]

    operations = [
        migrations.AlterField(
            model_name="author",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                help_text="The address of the author's page. Made from the name, if empty.",
                max_length=120,
                unique=True,
            ),
        ),
    ]
