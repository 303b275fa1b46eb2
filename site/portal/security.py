"""The administration: its own content policy, and that nobody is shown what belongs to another centre."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import ResolverMatch
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from compliance.attempts import notice
from compliance.models import AttemptKind
from portal.models import CentreRole

# Inline panels, choosers and date fields of Wagtail 7.4 run inline scripts; nothing in it needs eval.
ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}

# Reports of Wagtail that name pages of every centre, whoever asks.
WHOLE_INSTALLATION = frozenset({"page_types_usage", "page_types_usage_results"})

FILE_ACTIONS = ["add", "change", "choose"]

# What the parts of Wagtail's addresses stand for; `pk` and `?id=` depend on whose address it is.
PAGE_KEYS = frozenset({"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"})
IMAGE_KEYS = frozenset({"image_id"})
DOCUMENT_KEYS = frozenset({"document_id", "doc_id"})

Asked = Iterator[tuple[type[Model], str]]


def own(user: Any, model: type[Model]) -> QuerySet:
    """The pages, pictures or documents that a user has to do with; the root of all trees, which shows nothing, too."""
    # These ask for the models of files, which come after this one.
    from wagtail.documents.permissions import permission_policy as document_policy
    from wagtail.images.permissions import permission_policy as image_policy

    if model is Page:
        return Page._default_manager.filter(
            Q(pk__in=PagePermissionPolicy().explorable_instances(user).values("pk")) | Q(depth=1)
        )
    if model is get_image_model():
        return image_policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
    if model is get_document_model():
        return document_policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
    may_change = user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    return model._default_manager.all() if may_change else model._default_manager.none()


def people_around(user: Any, people: QuerySet) -> QuerySet:
    """Those who share a group or a centre with the user, and those who answer for all centres."""
    if user.is_superuser:
        return people
    centres = CentreRole.objects.filter(group__user=user).values("site")
    around = (
        Q(groups__in=user.groups.all())
        | Q(groups__centre_role__site__in=centres)
        | Q(is_superuser=True)
        | Q(pk=user.pk)
    )
    return people.filter(pk__in=get_user_model()._default_manager.filter(around).values("pk"))


def asked_for(match: ResolverMatch, request: HttpRequest) -> Asked:
    """Every page, picture and document that an address of the administration names, as model and key."""
    namespace, name = match.namespace, match.url_name
    for key, value in match.kwargs.items():
        if key in PAGE_KEYS:
            yield Page, value
        elif key in IMAGE_KEYS:
            yield get_image_model(), value
        elif key in DOCUMENT_KEYS:
            yield get_document_model(), value
    if namespace == "wagtailadmin_pages" and match.args:  # the comparison of revisions names nothing
        yield Page, match.args[0]
    if name == "wagtail_bulk_action":
        yield from asked_for_in_bulk(match, request)
    elif model := model_of(namespace, name):
        for value in [*request.GET.getlist("id"), match.kwargs.get("pk")]:
            if value is not None:
                yield model, value


def model_of(namespace: str, name: str | None) -> type[Model] | None:
    """Whose key `pk` or `?id=` is, in the choosers and in the interface for scripts; None for all other addresses."""
    if name == "wagtailadmin_choose_page_chosen_multiple" or namespace == "wagtailadmin_api:pages":
        return Page
    if namespace in {"wagtailimages_chooser", "wagtailadmin_api:images"}:
        return get_image_model()
    if namespace in {"wagtaildocs_chooser", "wagtailadmin_api:documents"}:
        return get_document_model()
    return None


def asked_for_in_bulk(match: ResolverMatch, request: HttpRequest) -> Asked:
    """The same for what is done to many at once, where “all” means all that stands below a page or in a collection."""
    try:
        model = apps.get_model(match.kwargs["app_label"], match.kwargs["model_name"])
    except LookupError as error:
        raise Http404 from error
    for value in request.GET.getlist("id"):
        if value != "all":
            yield model, value
        elif model is Page:
            yield Page, request.GET.get("childOf", "")


def begin_at_home(match: ResolverMatch, request: HttpRequest, kwargs: dict[str, Any]) -> None:
    """Let what begins at the top of all trees begin at the top of the user's own."""
    home = PagePermissionPolicy().explorable_root_instance(request.user)
    if home is None:
        return
    if match.url_name == "wagtailadmin_choose_page":
        kwargs.setdefault("parent_page_id", home.pk)
    elif (
        match.url_name == "wagtail_bulk_action"
        and not request.GET.get("childOf")
        and match.kwargs["model_name"] == "page"
    ):
        query = request.GET.copy()
        query["childOf"] = str(home.pk)
        request.GET = query  # type: ignore[assignment] # Django only types it as immutable


def is_own(user: Any, asked: Asked) -> bool:
    """Whether all that was asked for is there and is the user's own; nobody learns which of both it isn't."""
    wanted: dict[type[Model], set[str]] = {}
    for model, key in asked:
        wanted.setdefault(model, set()).add(str(key))
    return all(
        all(key.isdecimal() and len(key) < 19 for key in keys)
        and own(user, model).filter(pk__in=keys).distinct().count() == len({int(key) for key in keys})
        for model, keys in wanted.items()
    )


def is_of_others(user: Any, asked: Asked) -> bool:
    """Whether anything of what was asked for is another centre's: that is an attempt, a dead link is not."""
    return any(
        str(key).isdecimal()
        and len(str(key)) < 19
        and model._default_manager.filter(pk=key).exists()
        and not own(user, model).filter(pk=key).exists()
        for model, key in asked
    )


def admin_policy(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give signed-in staff the administration's policy, and what is not theirs to superusers only.

    Wagtail's own views ask for permissions, but some of them show titles before they do. The sign-in and reset pages
    keep the strict public policy.
    """
    relaxed = csp(ADMIN_POLICY)(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        match = request.resolver_match
        if match and not request.user.is_superuser:
            if match.url_name in WHOLE_INSTALLATION:
                return permission_denied(request)
            begin_at_home(match, request, kwargs)
            if not is_own(request.user, asked_for(match, request)):
                if is_of_others(request.user, asked_for(match, request)):
                    notice(request, AttemptKind.REFUSED)
                raise Http404
        return relaxed(request, *args, **kwargs)

    return wrapped
