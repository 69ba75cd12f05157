"""Pages around signing in; each file holds one part of it."""

from portal.accounts.views import invitations, kept, mine, second_factor, signing_in
from portal.accounts.views.door import blueprint

__all__ = ["blueprint", "invitations", "kept", "mine", "second_factor", "signing_in"]
