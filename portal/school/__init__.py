"""The school itself: its profile, classes, calendar and settings. Administrators and the lead keep it; every domain reads it."""
