"""What tests of signing in share: a password for someone of the cast, a telephone, the steps."""

from __future__ import annotations

from datetime import datetime

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.accounts.operations.second_factor import confirm_second_factor
from portal.accounts.passwords import hashed
from portal.core import clock
from tests.cast import Cast
from tests.forms import send

PASSWORD = "steamed rice at six"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_password(cast: Cast, key: str) -> None:
    stored = hashed(PASSWORD)
    with cast.writing():
        cast.account(key).password_hash = stored


def give_telephone(cast: Cast, key: str) -> list[str]:
    """Returns the recovery codes."""
    with cast.writing():
        account = cast.account(key)
        account.totp_secret = SECRET
        return confirm_second_factor(account, by=None)


def digits(at: datetime | None = None, *, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(int((at or clock.now()).timestamp()))


def sign_in(client: FlaskClient, login: str, password: str = PASSWORD, **options: str) -> TestResponse:
    return send(client, "/sign-in", {"login": login, "password": password}, **options)
