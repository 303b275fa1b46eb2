"""What is kept of visits: which page, which day, how often. Nothing else could be asked of it."""

from django.db import models


class PageVisits(models.Model):
    """How often a page of a site was opened on a day.

    Keys without constraints: what is counted must never stand in the way of what happens to sites and pages. Rows of a
    page that is gone stay in the site's totals and are named nowhere.
    """

    site_id = models.PositiveBigIntegerField()
    page_id = models.PositiveBigIntegerField()
    day = models.DateField()
    count = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site_id", "page_id", "day"], name="one_row_a_page_and_day")]
        indexes = [models.Index(fields=["site_id", "day"], name="visits_of_a_site")]

    def __str__(self) -> str:
        return f"{self.day}: {self.count}"
