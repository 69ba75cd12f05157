"""Signatures: only the untouched whole under the right key counts."""

from __future__ import annotations

import pytest

from portal.exchange.signing import BadKey, BadSignature, PublicKey, SigningKey, canonical, digest


def test_a_signed_paper_holds_under_its_key_and_survives_being_written_out_and_read() -> None:
    key = SigningKey.fresh()
    signed = SigningKey.read(key.text).sign({"number": 1, "words": "留守"})
    PublicKey.read(key.public.text).check(signed)


@pytest.mark.parametrize("change", [{"number": 2}, {"more": 1}, {"key": "0" * 16}, {"signature": "AAAA"}, {"signature": None}])
def test_any_change_breaks_the_signature(change: dict[str, object]) -> None:
    key = SigningKey.fresh()
    with pytest.raises(BadSignature):
        key.public.check(key.sign({"number": 1}) | change)


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(BadSignature):
        SigningKey.fresh().public.check(SigningKey.fresh().sign({"number": 1}))


@pytest.mark.parametrize("text", ["", "AAAA", "不是密钥", "!" * 44])
def test_what_is_no_key_is_told(text: str) -> None:
    with pytest.raises(BadKey):
        PublicKey.read(text)


def test_the_order_of_names_plays_no_part() -> None:
    assert digest({"a": 1, "b": [2, "三"]}) == digest({"b": [2, "三"], "a": 1})
    assert canonical({"b": 1, "a": "三"}) == '{"a":"三","b":1}'.encode()


def test_what_json_has_no_number_for_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"count": float("nan")})
