"""The WSGI entry point that gunicorn serves: `newsroom.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from newsroom.environment import told_in_a_sentence

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

# With any other status gunicorn would start its workers again and again.
with told_in_a_sentence(status=4):
    application = get_wsgi_application()
