"""What begins with /series/ belongs to series of stories; a section of that name moves, and its old addresses lead there."""

from django.db import migrations, models

FREE = [
    "_read", "_slot", "about", "admin", "ads-txt", "api", "archive", "author", "category", "contact", "corrections",
    "favicon", "feed", "healthz", "media", "page", "preview", "privacy", "readyz", "search", "series", "sitemap",
    "static", "tag",
]  # fmt: skip


def make_room(apps, schema_editor):
    sections, redirects = (
        apps.get_model(*name) for name in (("sections", "Section"), ("redirects", "Redirect"))
    )
    for section in sections.objects.filter(slug="series", parent=None):
        slug = next(
            slug for n in range(1, 1000) if not sections.objects.filter(path=(slug := f"series-{n}")).exists()
        )
        for one in [section, *sections.objects.filter(parent=section)]:
            old, one.path = one.path, one.path.replace("series", slug, 1)
            one.slug = slug if one == section else one.slug
            one.save()
            redirects.objects.filter(new_path=f"/{old}/").update(new_path=f"/{one.path}/")
            redirects.objects.update_or_create(old_path=f"/{old}/", defaults={"new_path": f"/{one.path}/"})


class Migration(migrations.Migration):
    dependencies = [("sections", "0004_help_text"), ("redirects", "0001_initial")]

    operations = [
        migrations.RunPython(make_room, migrations.RunPython.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="section", name="section_slug_is_free"),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", False), models.Q(("slug__in", FREE), _negated=True), _connector="OR"
                ),
                name="section_slug_is_free",
                violation_error_message="This address belongs to another part of the site. Choose another slug.",
            ),
        ),
    ]
