from django.urls import re_path

from history.views import page_history

urlpatterns = [re_path(r"^(?P<path>(?:[^/]+/)*)historia/$", page_history, name="page_history")]
