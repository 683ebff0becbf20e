"""How gunicorn serves a real installation. Every value can be set from the environment."""

import os
import sys

# Not the network: whoever reaches us may say in X-Forwarded-Proto that the connection is encrypted.
bind = os.environ.get("NEWSROOM_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("NEWSROOM_WORKERS", "3"))
threads = int(os.environ.get("NEWSROOM_THREADS", "4"))
# A press photo over a slow line, and its renditions, take their time.
timeout = 120
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True
accesslog = "-"
# Left to what stands before it, in our nginx 64 kB: a question of any length gets a page of ours.
limit_request_line = 0


def worker_exit(server, worker):
    """Writes the readings that the process was told of last."""
    if readings := sys.modules.get("articles.readings"):  # one that never began has none
        readings.write_rest()


def on_starting(server):
    """Says a wrong setting once, and not as the failure of each worker."""
    from newsroom.environment import told_in_a_sentence

    with told_in_a_sentence():
        import newsroom.settings  # noqa: F401
