"""Where the administration leads to the register of search words and to the report of searches without results."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from search.administration.misses import search_misses
from search.administration.rights import WordsPermissionForm
from search.administration.words import search_words


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    """Both, each with its place in a menu."""
    return [search_words, search_misses]


@hooks.register("register_group_permission_panel")
def rights_on_words() -> type[WordsPermissionForm]:
    """Where an administrator says whose words a group may change."""
    return WordsPermissionForm
