"""The activity log, and the trigger that keeps its lines as they are."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# The one thing that may become of a line: its author's account is deleted. The name stays.
ONLY_ADDED_TO = """
    CREATE FUNCTION activity_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND NEW.by_id IS NULL AND to_jsonb(OLD) - 'by_id' = to_jsonb(NEW) - 'by_id' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'line % of the activity log stays as it is: the log is only added to.', OLD.id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'activity_is_only_added_to';
    END $$;
    CREATE TRIGGER activity_is_only_added_to BEFORE UPDATE OR DELETE ON authors_activity
        FOR EACH ROW EXECUTE FUNCTION activity_is_only_added_to();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("authors", "0004_failed_sign_ins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="when")),
                (
                    "by_name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: no person, but a program.",
                        max_length=460,
                        verbose_name="who",
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("publish", "Published"),
                            ("schedule", "Scheduled"),
                            ("unschedule", "Unscheduled"),
                            ("correct", "Corrected"),
                            ("withdraw", "Withdrew"),
                            ("restore", "Restored"),
                            ("end", "Set the end"),
                            ("byline", "Changed a byline"),
                            ("permission", "Changed rights"),
                            ("delete", "Deleted"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("key", models.CharField(blank=True, max_length=64)),
                (
                    "name",
                    models.CharField(help_text="What it was called.", max_length=300, verbose_name="of what"),
                ),
                ("words", models.TextField(blank=True, verbose_name="in words")),
                ("details", models.JSONField(blank=True, default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "line of the activity log",
                "verbose_name_plural": "activity log",
                "ordering": ["-at", "-pk"],
                "default_permissions": ["view"],
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="activity_by_time"),
                    models.Index(fields=["by_name"], name="activity_by_person"),
                    models.Index(fields=["kind", "key"], name="activity_by_thing"),
                ],
            },
        ),
        migrations.RunSQL(
            ONLY_ADDED_TO,
            "DROP TRIGGER activity_is_only_added_to ON authors_activity; DROP FUNCTION activity_is_only_added_to();",
        ),
    ]
