"""Everything that changes with notices: sending, reminding, withdrawing, reading, answering."""
