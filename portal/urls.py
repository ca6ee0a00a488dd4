from django.urls import path

from . import feeds, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("compare/", views.compare, name="compare"),
    path("search/", views.search, name="search"),
    path("data/", views.data, name="data"),
    path("data/api/", views.api_guide, name="api_guide"),
    path("about/", views.about, name="about"),
    path("feeds/articles/", feeds.ArticlesFeed(), name="articles_feed"),
    path("feeds/facts/", feeds.FactsFeed(), name="facts_feed"),
]
