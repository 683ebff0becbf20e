from django.core.management.base import BaseCommand

from articles.languages import rebuild


class Command(BaseCommand):
    help = "Reads the words of all stories anew, in the language of NEWSROOM_SEARCH_LANGUAGE. Readers notice nothing."

    def handle(self, **options):
        rebuild(self.tell)
        self.stdout.write("All stories are found by the words of this language.")

    def tell(self, done):
        if done % 1000 == 0:
            self.stdout.write(f"{done:,} editions are done.")
