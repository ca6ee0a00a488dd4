from django.urls import path

from . import views

app_name = "articles"
urlpatterns = [
    path("articles/", views.ArticleListView.as_view(), name="article_list"),
    path("articles/<slug:slug>/", views.ArticleView.as_view(), name="article"),
    path("issues/<int:pk>/", views.IssueView.as_view(), name="issue"),
    path("authors/<slug:slug>/", views.AuthorView.as_view(), name="author"),
]
