from django.urls import path

from ads import views

urlpatterns = [
    # Not “ad” anything: block lists match it.
    path("_slot/<int:pk>/", views.slot_frame, name="slot_frame"),
]
