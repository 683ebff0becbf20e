from django.urls import path

from media import views

urlpatterns = [path("<path:name>", views.rendition, name="rendition")]
