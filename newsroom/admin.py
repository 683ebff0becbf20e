"""Makes the newsroom's own site the one that the apps register with; it needs models, which come later than this."""

from django.contrib.admin.apps import AdminConfig


class NewsroomAdminConfig(AdminConfig):
    default_site = "newsroom.desk.NewsroomAdminSite"
