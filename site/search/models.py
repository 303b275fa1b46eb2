"""What the search keeps: one entry a public page. All of it follows from the pages and can be made anew."""

from django.db import models
from django.urls import reverse
from wagtail.models import Page

from search.files.models import FileText  # noqa: F401 -- Django looks for an app's models here
from search.words.models import SearchMiss, SearchWord  # noqa: F401 -- Django looks for an app's models here


class Entry(models.Model):
    """A public page as the results list shows it. Its words lie beside it, in the full-text table `search_words`.

    Whether readers may see it is asked of the page whenever somebody searches, and never kept here.
    """

    # Without a constraint: what follows from the pages must never stand in the way of what happens to them.
    page = models.OneToOneField(Page, models.CASCADE, primary_key=True, related_name="+", db_constraint=False)
    kind = models.CharField(max_length=30)
    dated = models.DateField()
    dated_as = models.CharField(max_length=10, blank=True)
    """The day as exactly as the page knows it, `2017-05`; empty when it is that of the last publication."""
    states = models.TextField(blank=True)
    """What `search.states` reads: since when the page says what of its subject."""
    prior = models.FloatField(default=1.0)
    part_of_parent = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    """Of all that was indexed: publishing what hasn't changed writes nothing."""
    label = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=255)
    names = models.TextField(blank=True)
    """What else the page is called, a name a line."""
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    files = models.JSONField(default=list)
    """The documents that the page offers: [label, hash of the content]."""

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        """The path of the page within its site."""
        return reverse("wagtail_serve", args=(self.page.url_path.split("/", 2)[2],))


class KnownWord(models.Model):
    """A word as it stands in some page, for the guess what a misspelt one should have been.

    Words only come; a guess is shown only if it finds something that the reader may see.
    """

    word = models.CharField(max_length=60, unique=True)
    folded = models.CharField(max_length=60)
    length = models.PositiveSmallIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.word
