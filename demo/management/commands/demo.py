"""`manage.py demo`: fills an empty database with the demo publication."""

import os

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from demo.loader import Progress, is_of_another_paper, load


class Command(BaseCommand):
    help = (
        "Fills an empty database with the demo publication. Where there are stories already, it does nothing."
    )

    def handle(self, **options):
        if is_of_another_paper():
            raise CommandError("People who aren't the demo's work with this database; nothing was changed.")
        if Article.objects.exists():
            self.stdout.write("There are stories already; nothing was changed.")
            return
        password = os.environ.get("NEWSROOM_DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set NEWSROOM_DEMO_PASSWORD: the password that the demo's sign-ins will have.")
        self.stdout.write("Setting up the demo publication; its pictures take longest …")
        load(password, self.tell)

    def tell(self, progress: Progress) -> None:
        """In a terminal on one line; elsewhere on a line of its own, now and then."""
        done = progress.stories == progress.all_stories
        if self.stdout.isatty():
            self.stdout.write(f"\r{progress}", ending="\n" if done else "")
            self.stdout.flush()
        elif done or (progress.pictures + progress.stories) % 10 == 0:
            self.stdout.write(str(progress))
            self.stdout.flush()
