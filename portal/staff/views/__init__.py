"""Pages of the office about those who work here."""

from portal.staff.views import access_table, accounts, import_list, listing, person, posts, review, vetting
from portal.staff.views.door import blueprint

__all__ = ["access_table", "accounts", "blueprint", "import_list", "listing", "person", "posts", "review", "vetting"]
