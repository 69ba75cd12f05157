"""Whoever loads a wording reads on what terms, in the own language."""

from __future__ import annotations

from portal.screening.licence_words import LICENCES
from portal.screening.scales.library import all_scales
from tests.cast import Cast


def test_every_licence_of_a_scale_has_its_words() -> None:
    assert {scale.licence.code for scale in all_scales().values()} == set(LICENCES)


def test_the_page_of_wordings_speaks_the_readers_language(cast: Cast) -> None:
    chinese = cast.signed_in("counselor").get("/screening/texts").text
    assert "受版权保护" in chinese
    assert "no licence found" not in chinese
    assert "Protected;" in cast.signed_in("counselor", locale="en").get("/screening/texts").text
