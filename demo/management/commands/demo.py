"""`manage.py demo`: fills an empty database with the demo publication."""

import os

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from demo.loader import load


class Command(BaseCommand):
    help = (
        "Fills an empty database with the demo publication. Where there are stories already, it does nothing."
    )

    def handle(self, **options):
        if Article.objects.exists():
            self.stdout.write("There are stories already; nothing was changed.")
            return
        password = os.environ.get("NEWSROOM_DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set NEWSROOM_DEMO_PASSWORD: the password that the demo's sign-ins will have.")
        self.stdout.write("Setting up the demo publication; its pictures take half a minute …")
        load(password)
