"""Telling in tests: the forms filled in as a person does, and a photo that says too much."""

from __future__ import annotations

import io
import re

from flask.testing import FlaskClient
from PIL import Image

from tests.cast import PEOPLE
from tests.forms import send

WORDS = "午休时被三个人围住要钱"
DID = "六年级的高个子"
STAFF = set(PEOPLE) - {"inspector", "parent", "carer", "other_parent"}
CODE = re.compile(r"data-code>([a-z0-9-]+)<")


def account(**more: object) -> dict[str, object]:
    return {"safety": "safe", "words": WORDS, "kinds": ["property"], "who_did": DID, "kept_from": "", **more}


def hidden_code(browser: FlaskClient) -> str:
    found = re.search(r'name="code"[^>]* value="([^"]+)"', browser.get("/speak").text)
    assert found
    return found[1]


def speak(browser: FlaskClient, **more: object) -> str:
    """Tell without a name; the code."""
    answer = send(browser, "/speak", account(code=hidden_code(browser), **more))
    found = CODE.search(answer.text)
    assert answer.status_code == 200, answer.text
    assert found, answer.text
    return found[1]


def tell(browser: FlaskClient, **more: object) -> str:
    answer = send(browser, "/bullying/reports/new", account(**{"channel": "staff", **more}))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def photo() -> bytes:
    """A photo that says where and with what it was taken."""
    target, exif = io.BytesIO(), Image.Exif()
    exif[0x010F], exif[0x0110] = "SpyPhone", "Model 7"
    exif.get_ifd(0x8825)[2] = (29.5, 30.0, 10.0)
    Image.new("RGB", (40, 30), "white").save(target, "JPEG", exif=exif, comment=b"SpyPhone")
    assert b"SpyPhone" in target.getvalue()
    return target.getvalue()
