"""Each file of the sitemap, and when it last changed, is found in an index."""

from django.db import migrations, models
from django.db.models import ExpressionWrapper, F

FILE = ExpressionWrapper(F("article") / 5000, output_field=models.BigIntegerField())


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_search")]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(FILE, F("live_from").desc(), name="edition_by_file_and_start"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                FILE,
                F("live_until").desc(),
                name="edition_by_file_and_stop",
                condition=models.Q(live_until__isnull=False),
            ),
        ),
    ]
