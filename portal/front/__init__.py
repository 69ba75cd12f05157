"""The front door: where each role begins, the language of this browser, and whether the house is well."""
