"""What a list of children is asked for, as an address holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from portal.children.left_behind import DEFINITIONS
from portal.children.models import Enrolment

SORTS = ("name", "-name", "class", "-class", "birth", "-birth")
ANY = "any"
LONGEST = 60


@dataclass(frozen=True)
class Asked:
    """The conditions of a list; an empty text is no condition, and the roll holds those who are here now unless told."""

    q: str = ""
    school_class: int | None = None
    boarding: str = ""
    left_behind: str = ""
    enrolment: str = Enrolment.ENROLLED
    sort: str = "name"
    page: int = 1

    @classmethod
    def from_address(cls, args: Mapping[str, str], more_sorts: Sequence[str] = ()) -> Asked:
        """Read an address; what it cannot mean is left out. `more_sorts` are columns of other domains the viewer may sort by."""
        return cls(
            q=" ".join(args.get("q", "").split())[:LONGEST],
            school_class=_number(args.get("class", "")),
            boarding=_one_of(args.get("boarding", ""), ("yes", "no")),
            left_behind=_one_of(args.get("left_behind", ""), DEFINITIONS),
            enrolment=_one_of(args.get("enrolment", ""), (*_STANDINGS, ANY)) or Enrolment.ENROLLED,
            sort=_one_of(args.get("sort", ""), (*SORTS, *more_sorts, *(f"-{key}" for key in more_sorts))) or "name",
            page=_number(args.get("page", "")) or 1,
        )

    def as_address(self) -> dict[str, str]:
        """The arguments of an address, only those that say something."""
        named = {("class" if field.name == "school_class" else field.name): getattr(self, field.name) for field in fields(self)}
        standing = Asked().as_defaults()
        return {name: str(value) for name, value in named.items() if value and str(value) != standing[name]}

    def as_defaults(self) -> dict[str, str]:
        """What each argument means when it is absent."""
        return {
            "q": "",
            "class": "",
            "boarding": "",
            "left_behind": "",
            "enrolment": str(self.enrolment),
            "sort": self.sort,
            "page": "1",
        }

    def without(self, name: str) -> Asked:
        """The same list with one condition fewer, from its first page."""
        return replace(self, page=1, **{name: getattr(Asked(), name)})

    def sorted_by(self, key: str) -> Asked:
        """The same list in another order; the other way round when it is in this order already."""
        return replace(self, page=1, sort=f"-{key}" if self.sort == key else key)


_STANDINGS = tuple(str(standing) for standing in Enrolment if standing is not Enrolment.MERGED)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _one_of(text: str, known: tuple[str, ...]) -> str:
    return text if text in known else ""
