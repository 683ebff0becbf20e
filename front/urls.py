from django.urls import path

from front import views

urlpatterns = [
    path("", views.FrontView.as_view(), name="front"),
    path("about/", views.PageView.as_view(field="about"), name="about"),
    path("contact/", views.PageView.as_view(field="contact"), name="contact"),
    path("privacy/", views.PageView.as_view(field="privacy"), name="privacy"),
]
