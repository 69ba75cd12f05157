"""People of the school and of the families: dated posts and the yearly vetting that opens contact with children."""
