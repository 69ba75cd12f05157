"""The district's receiver: takes the returns of many schools in, proves them, adds them up, and says who has sent.

`flask --app portal.district run` serves it; it is an application of its own with a database of its own, and holds no child.
"""

from portal.district.application import create_app

__all__ = ["create_app"]
