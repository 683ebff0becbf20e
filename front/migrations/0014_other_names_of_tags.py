"""Pages that were kept know when a tag has another name: readers find it by that."""

from importlib import import_module

from django.db import migrations

trigger = import_module("front.migrations.0002_generation").trigger


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_tag_alias"),
        ("front", "0013_the_publications_own"),
    ]

    operations = [trigger("articles_tagalias")]
