"""Makes the newsroom's own site the one that the apps register with; it needs models, which come later than this."""

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    default_site = "newsroom.desk.NewsroomAdminSite"

    def ready(self):
        from django.contrib.admin.options import FORMFIELD_FOR_DBFIELD_DEFAULTS
        from django.db import models

        from media.moments import MomentField, MomentInput

        # Taken over by each admin as it is registered, which is next.
        moment = {"form_class": MomentField, "widget": MomentInput}
        FORMFIELD_FOR_DBFIELD_DEFAULTS[models.DateTimeField] = moment
        super().ready()
