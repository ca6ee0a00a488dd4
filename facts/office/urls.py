"""Addresses of the editors' other pages, below `/admin/`. They stand before those of the tables."""

from django.contrib import admin
from django.urls import path

from . import bulk, citations, conflicts, facts, issues, merging, names, registry, rules, splitting, states, tables, texts, undoing, uploading

protected = admin.site.admin_view
urlpatterns = [
    path("undo/", protected(undoing.undo), name="undo"),
    path("articles/upload/", protected(uploading.upload), name="upload"),
    path("articles/upload/tasks/<int:pk>/", protected(uploading.task), name="task"),
    path("articles/upload/<int:pk>/", protected(splitting.split), name="split"),
    path("articles/upload/<int:pk>/retry/", protected(uploading.retry), name="retry"),
    path("articles/article/<int:pk>/states/", protected(states.states), name="article_states"),
    path("articles/article/<int:pk>/text/", protected(texts.correct), name="article_text"),
    path("articles/issue/<int:pk>/date/", protected(issues.issue), name="issue_date"),
    path("facts/citation/<int:pk>/review/", protected(citations.review), name="citation_review"),
    path("facts/conflict/<int:pk>/sides/", protected(conflicts.conflict), name="conflict"),
    path("facts/fact/<int:pk>/correct/", protected(facts.fact), name="fact_correct"),
    path("facts/rules/", protected(rules.rules), name="rules"),
    path("facts/rules/reextract/", protected(rules.reextract_all), name="reextract_all"),
    path("facts/rules/compare/", protected(rules.compare), name="compare_engine"),
    path("facts/rules/comparison/<int:pk>/", protected(rules.comparison), name="comparison"),
    path("facts/review/bulk/", protected(bulk.bulk), name="desk_bulk"),
    path("registry/", protected(registry.registry), name="registry"),
    path("registry/unresolved/", protected(names.unresolved), name="unresolved"),
    path("registry/merge/<str:kind>/", protected(merging.duplicates), name="duplicates"),
    path("registry/merge/<str:kind>/<int:loser>/<int:survivor>/", protected(merging.merge_two), name="merge"),
    path("registry/tables/", protected(tables.tables_page), name="tables"),
    path("registry/tables/<str:kind>.<str:form>", protected(tables.export), name="export"),
]
