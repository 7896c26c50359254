"""The Celery app: one queue, messages without content, nothing kept about results.

In: Django's settings (CELERY_*). Out: `app`, which `celery -A worker.celery worker` runs.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")

app = Celery("unknot")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["worker"])
