"""What may be written without any public page showing it, for the page store.

A table that is missing here costs time: all kept pages are made again whenever it is written to. A table that stands
here wrongly shows readers what is out of date. When in doubt, leave it out.
"""

# Work of editors, of the machinery and of signing in.
SILENT_TABLES = frozenset(
    {
        "account_emailaddress",
        "account_emailconfirmation",
        "accounts_invitation",
        "accounts_invitation_groups",
        "auth_user",  # history keeps the names that it shows by itself
        "compliance_accessattempt",
        "compliance_backupreport",
        "compliance_digestreader",
        "compliance_logreview",
        "compliance_sentdigest",
        "compliance_sentsheet",
        "django_migrations",
        "django_session",
        "editing_approval",
        "editing_previewopening",
        "editing_sharedpreview",
        "editing_waitingimport",
        "editing_waitingpicture",
        "mfa_authenticator",
        "portal_jobrun",
        "upkeep_asked",
        "upkeep_linkcheck",
        "upkeep_review",
        "wagtailadmin_editingsession",
        "wagtailadmin_formstate",
        "wagtailcore_comment",
        "wagtailcore_commentreply",
        "wagtailcore_modellogentry",
        "wagtailcore_pagelogentry",
        "wagtailcore_pagesubscription",
        "wagtailcore_revision",
        "wagtailcore_taskstate",
        "wagtailcore_uploadedfile",
        "wagtailcore_workflowstate",
        "wagtailusers_userprofile",
        # Answers to questions are never kept, nor is the page that counts visits.
        "search_entry",
        "search_entry_fts",
        "search_filetext",
        "search_knownword",
        "search_searchmiss",
        "search_searchword",
        "visits_pagevisits",
        "wagtailsearch_indexentry",
        "wagtailsearch_indexentry_fts",
    }
)
# Made while a page is rendered, from what is watched itself; taking one away leaves a page without its picture.
SILENT_INSERTS = frozenset({"wagtailimages_rendition"})
# What an editor of one centre changes may show in another, where somebody who may has put it there.
SHARED_TABLES = frozenset({"core_document", "wagtailcore_collection", "wagtaildocs_document", "wagtailimages_image"})
# Saving a draft, or locking a page, touches these alone.
SILENT_COLUMNS = {
    "wagtailcore_page": frozenset(
        {
            "draft_title",
            "has_unpublished_changes",
            "latest_revision_id",
            "latest_revision_created_at",
            "locked",
            "locked_at",
            "locked_by_id",
        }
    )
}
