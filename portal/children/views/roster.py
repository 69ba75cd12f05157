"""The list of children within reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.blueprint import blueprint
from portal.children.columns import Beside, beside, columns_of, sorts_of
from portal.children.kinship import relation_words
from portal.children.left_behind import DEFINITIONS
from portal.children.left_behind_words import DEFINITION_NAMES
from portal.children.models import Enrolment
from portal.children.queries.roster import Listed, roster
from portal.children.roster import ANY, Asked
from portal.children.words import ENROLMENTS, SEXES, age_on, parents_words
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.school.classes import class_name, classes

Choices = Sequence[tuple[str, str]]


@blueprint.page("/children", requires=Permission.SEE_CHILDREN)
def index() -> ResponseReturnValue:
    """Find a child: by name and in every other way people remember one."""
    viewer, asked = current_viewer(), Asked.from_address(request.args, sorts_of(current_viewer()))
    page = roster(viewer, asked)
    known = beside(viewer, page.items)
    return render_template(
        "children/index.html",
        asked=asked,
        page=page,
        rows=_rows(page.items, known),
        columns=columns_of(viewer, known),
        knows_family=bool(viewer.reaches(Tier.WELFARE)),
        filters=_filters(viewer),
        chips=_chips(asked),
        address=_address,
        pages=lambda number: _address(asked, number),
        file_url=url_for("children.file", child_id=0).removesuffix("0"),
        one_class=class_name(next(iter(viewer.homeroom_ids))) if _one_class(viewer) else "",
    )


def _one_class(viewer: Viewer) -> bool:
    reach = viewer.reaches(Tier.DIRECTORY)
    return len(viewer.homeroom_ids) == 1 and not reach.whole_school and reach.class_ids == viewer.homeroom_ids


def _rows(children: Sequence[Listed], known: Mapping[int, Beside]) -> list[tuple[Any, ...]]:
    """(id, name, pinyin, sex and age, class, boards, carers, parents, standing or ""); each phrase is made once a page."""
    today = clock.today()
    names, carers, parents, people = cache(class_name), cache(_carers), cache(_parents), cache(_person)
    boards, home = _("Boards"), _("Sleeps at home")
    return [
        (
            child.id,
            child.name,
            child.pinyin,
            people(child.sex, age_on(child.birth_date, today)),
            names(child.class_id),
            boards if child.boarding else home,
            carers(tuple(family.relations[:2])),
            parents(tuple(family.parents.items())),
            "" if child.enrolment is Enrolment.ENROLLED else ENROLMENTS[child.enrolment],
        )
        for child in children
        for family in (known[child.id].family,)
    ]


def _person(sex: str, age: int) -> str:
    return _("%(sex)s, %(age)s", sex=SEXES.get(sex, ""), age=age)


def _carers(codes: tuple[str, ...]) -> str:
    return _(", ").join(str(relation_words(code)) for code in codes)


def _parents(states: tuple[tuple[str, str], ...]) -> str:
    return parents_words(dict(states))


def _filters(viewer: Viewer) -> dict[str, Choices]:
    reach = viewer.reaches(Tier.DIRECTORY)
    everywhere = reach.whole_school or bool(reach.houses)
    here = [each for each in classes().values() if each.ended_on is None and (everywhere or each.id in reach.class_ids)]
    standings = [(each, words) for each, words in ENROLMENTS.items() if each is not Enrolment.MERGED]
    return {
        "class": [("", _("All classes")), *((str(each.id), each.name()) for each in here)],
        "boarding": [("", _("All")), ("yes", _("Boards")), ("no", _("Sleeps at home"))],
        "left_behind": [("", _("All")), *((each, definition_words(each)) for each in DEFINITIONS)],
        "enrolment": [*((str(each), str(words)) for each, words in standings), (ANY, _("All"))],
    }


def definition_words(definition: str) -> str:
    """As in "A, State Council 2016"."""
    return _("%(letter)s: %(name)s", letter=definition, name=DEFINITION_NAMES[definition])


def _chips(asked: Asked) -> list[tuple[str, str]]:
    """The conditions in force and the address of the list without each."""
    found = []
    if asked.q:
        found.append((_("“%(text)s”", text=asked.q), "q"))
    if asked.school_class:
        found.append((class_name(asked.school_class), "school_class"))
    if asked.boarding:
        found.append((_("Boards") if asked.boarding == "yes" else _("Sleeps at home"), "boarding"))
    if asked.left_behind:
        found.append((_("Left behind by %(definition)s", definition=definition_words(asked.left_behind)), "left_behind"))
    if asked.enrolment != Enrolment.ENROLLED:
        words = _("Everyone ever here") if asked.enrolment == ANY else str(ENROLMENTS[Enrolment(asked.enrolment)])
        found.append((words, "enrolment"))
    return [(words, _address(asked.without(name))) for words, name in found]


def _address(asked: Asked, page: int = 0) -> str:
    args = asked.as_address()
    if page > 1:
        args["page"] = str(page)
    elif page:
        args.pop("page", None)
    return url_for("children.index", **args)  # type: ignore[arg-type]  # the arguments are texts, not url_for's own options
