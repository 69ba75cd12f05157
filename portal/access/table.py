"""The law of access as rows for people: a role, how far it reaches, what it may do."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from portal.access.permissions import EVERYONE, REACH, ROLES, SECOND_FACTOR, Permission, Role, Tier
from portal.access.words import EXTENT_WORDS, PERMISSION_WORDS, ROLE_WORDS


@dataclass(frozen=True)
class AccessRow:
    """One role; `reach` has a sentence part for each tier it opens."""

    role: Role
    words: LazyString
    reach: Mapping[Tier, LazyString]
    acts: Sequence[LazyString]
    second_factor: bool
    own: bool


def access_rows(own: Collection[Role]) -> Sequence[AccessRow]:
    """Every role in the order of the table."""
    return [
        AccessRow(
            role=role,
            words=ROLE_WORDS[role],
            reach={tier: EXTENT_WORDS[extent] for tier, extent in REACH.get(role, {}).items()},
            acts=[PERMISSION_WORDS[permission] for permission in Permission if permission in permissions - EVERYONE],
            second_factor=role in SECOND_FACTOR,
            own=role in own,
        )
        for role, permissions in ROLES.items()
    ]
