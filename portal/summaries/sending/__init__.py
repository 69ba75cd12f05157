"""Handing signed returns to the district: letters under a number, sent until there is a receipt, or as a file."""
