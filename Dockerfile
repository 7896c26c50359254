# One image for every process of Unknot: web (the default command), worker, sweeper and migrate (docker-compose.yml).
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=clinic.settings \
    HOST=0.0.0.0 \
    PORT=8000 \
    UNKNOT_DATA=/data \
    XDG_CACHE_HOME=/tmp

# What WeasyPrint needs to lay out a page. Debian's security updates of these matter more than one exact version.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 unknot \
    && useradd --system --uid 10001 --gid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin unknot \
    && install -d -o unknot -g unknot -m 0700 /data

WORKDIR /unknot
COPY requirements/run.lock requirements/run.lock
RUN pip install --require-hashes -r requirements/run.lock

COPY . .
# One pass over the code now saves every container from doing it again at each start.
RUN python -m compileall -q clinic intake handouts worker

USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-m", "clinic.supervisor.healthy"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "8", "--log-level", "warning", "clinic.wsgi:application"]
