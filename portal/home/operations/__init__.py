"""Everything that changes on the family's side: slips and logins, proposals, words, consents, requests for a copy."""

from portal.home.operations.slips import add_child, answer_fits, enrol, print_slips, renew, renew_slip

__all__ = ["add_child", "answer_fits", "enrol", "print_slips", "renew", "renew_slip"]
