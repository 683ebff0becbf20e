# The web server of a real installation; docker-compose.yml puts Postgres and nginx beside it.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN useradd --system --create-home --uid 10001 newsroom
WORKDIR /srv/newsroom

COPY requirements.txt .
RUN python -m pip install --require-hashes -r requirements.txt

COPY . .
# The secret and the database of this one command are for nothing but starting it.
RUN NEWSROOM_VAR_DIR=/srv/build NEWSROOM_SECRET_KEY=build-only DATABASE_URL=postgres://none/none \
    python manage.py collectstatic --noinput \
    && mkdir -p /srv/var/static /srv/var/public /srv/var/originals \
    && cp -r /srv/build/static/. /srv/var/static/ && rm -r /srv/build \
    && chmod 700 /srv/var/originals && chown -R newsroom: /srv/var

# Inside its container it listens to all, for nginx stands in another.
ENV NEWSROOM_ENV=production NEWSROOM_VAR_DIR=/srv/var NEWSROOM_BIND=0.0.0.0:8000
USER newsroom
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "newsroom.wsgi:application"]
