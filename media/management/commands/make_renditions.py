from django.core.management.base import BaseCommand

from media.models import Image


class Command(BaseCommand):
    help = "Makes the renditions that are missing, such as after restoring a backup without them."

    def handle(self, *args, **options):
        made = failed = 0
        for image in Image.objects.order_by("pk").iterator(chunk_size=100):
            try:
                made += image.make_renditions()
            except Exception as error:  # one damaged original must not stop the others
                failed += 1
                self.stderr.write(f"Picture {image.pk} ({image.file.name}): {error}")
        self.stdout.write(f"Made {made} renditions.")
        if failed:
            raise SystemExit(1)
