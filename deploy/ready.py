"""Exits with 0 where the web server in this container can serve; its healthcheck asks."""

import sys
import urllib.request

with urllib.request.urlopen("http://127.0.0.1:8000/readyz", timeout=4) as answer:
    sys.exit(answer.status != 200)
