"""What machines are told of the publication; and when what readers see was last changed, beside how often."""

import uuid

import django.utils.timezone
from django.db import migrations, models

import front.crawlers
import front.models
import front.security

FUNCTION = """
    CREATE OR REPLACE FUNCTION count_generation() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE front_generation SET number = number + 1, changed_at = clock_timestamp();
        RETURN NULL;
    END $$;
"""
BEFORE = FUNCTION.replace(", changed_at = clock_timestamp()", "")


class Migration(migrations.Migration):
    dependencies = [
        ("front", "0009_redirects"),
    ]

    operations = [
        migrations.AddField(
            model_name="generation",
            name="changed_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="publication",
            name="ai_crawlers",
            field=models.CharField(
                choices=[
                    ("allowed", "All may read"),
                    ("no_training", "None may read to train models"),
                    ("none", "None may read, also not to answer questions"),
                ],
                default="allowed",
                help_text="What robots.txt asks of them. It is a request: most of the large ones heed it, nobody has to.",
                max_length=20,
                verbose_name="AI crawlers",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="corrections_policy",
            field=models.URLField(
                blank=True,
                help_text="The address of the page that says how you correct errors.",
                max_length=300,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="crawlers_kept_out",
            field=models.TextField(
                blank=True,
                help_text="One name a line, as the crawler gives it for robots.txt, e.g. “ExampleBot”.",
                max_length=2000,
                validators=[front.crawlers.check_names],
                verbose_name="crawlers to keep out besides",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="ethics_policy",
            field=models.URLField(
                blank=True, help_text="The address of the page with your code of ethics.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="full_text_feeds",
            field=models.BooleanField(
                default=False,
                help_text="Feed readers then show whole stories. Otherwise they show the standfirst and link to the story.",
                verbose_name="whole stories in feeds",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="icon",
            field=models.FileField(
                blank=True,
                help_text="Stands in browser tabs and on the screens of phones: a square PNG or WebP, 512 pixels or more. Everything else is made of it.",
                upload_to=front.models.icon_path,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="key",
            field=models.UUIDField(
                default=uuid.uuid4, editable=False, help_text="What feeds call our stories by."
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="security_contact",
            field=models.CharField(
                blank=True,
                help_text="Where to report a security hole: a mail address, or the address of a page that begins with https://. It stands in /.well-known/security.txt.",
                max_length=300,
                validators=[front.security.check_contact],
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="security_until",
            field=models.DateField(
                blank=True,
                help_text="Until when that may be relied on, at most a year ahead. After this day the file is taken down.",
                null=True,
                verbose_name="security contact holds until",
            ),
        ),
        migrations.RunSQL(FUNCTION, BEFORE),
    ]
