"""The one list of the house's packages: tables, pages, contributions, and what must be prepared at start."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flask import Blueprint, Flask

from portal.accounts import contributions as accounts
from portal.accounts import models as accounts_models
from portal.accounts.views import blueprint as accounts_pages
from portal.attendance import contributions as attendance
from portal.attendance import models as attendance_models
from portal.attendance.views import blueprint as attendance_pages
from portal.audit import contributions as audit
from portal.audit.views import blueprint as audit_pages
from portal.backup import contributions as backup
from portal.bullying import contributions as bullying
from portal.bullying import models as bullying_models
from portal.bullying.views import blueprint as bullying_pages
from portal.children import contributions as children
from portal.children import models as children_models
from portal.children.views import blueprint as children_pages
from portal.contact import contributions as contact
from portal.contact import models as contact_models
from portal.contact.views import blueprint as contact_pages
from portal.core import submissions
from portal.core.contributions import Contributions
from portal.counseling import contributions as counseling
from portal.counseling import models as counseling_models
from portal.counseling.views import blueprint as counseling_pages
from portal.courses import contributions as courses
from portal.courses import models as courses_models
from portal.courses.views import blueprint as courses_pages
from portal.demo import contributions as demo
from portal.desk import contributions as desk
from portal.desk.views import blueprint as desk_pages
from portal.duty import contributions as duty
from portal.duty import models as duty_models
from portal.duty.views import blueprint as duty_pages
from portal.emergency import contributions as emergency
from portal.emergency import models as emergency_models
from portal.emergency.views import blueprint as emergency_pages
from portal.enrolment import contributions as enrolment
from portal.enrolment import models as enrolment_models
from portal.enrolment.views import blueprint as enrolment_pages
from portal.front.views import blueprint as front_pages
from portal.guardianship import contributions as guardianship
from portal.guardianship import models as guardianship_models
from portal.guardianship.views import blueprint as guardianship_pages
from portal.health import contributions as health
from portal.health.views import blueprint as health_pages
from portal.home import contributions as home
from portal.home import models as home_models
from portal.home.views import blueprint as home_pages
from portal.journal import models as journal_models
from portal.notices import contributions as notices
from portal.notices import models as notices_models
from portal.notices.views import blueprint as notices_pages
from portal.outbox import contributions as outbox
from portal.outbox import models as outbox_models
from portal.pairing import contributions as pairing
from portal.pairing import models as pairing_models
from portal.pairing.views import blueprint as pairing_pages
from portal.people import contributions as people
from portal.people import models as people_models
from portal.plans import contributions as plans
from portal.plans import models as plans_models
from portal.plans.views import blueprint as plans_pages
from portal.prevention import contributions as prevention
from portal.prevention import models as prevention_models
from portal.prevention.views import blueprint as prevention_pages
from portal.privacy import contributions as privacy
from portal.privacy import models as privacy_models
from portal.privacy.views import blueprint as privacy_pages
from portal.registry import contributions as registry
from portal.registry import models as registry_models
from portal.registry.views import blueprint as registry_pages
from portal.reporting import contributions as reporting
from portal.reporting import models as reporting_models
from portal.reporting.views import blueprint as reporting_pages
from portal.risk import book as risk_book
from portal.risk import contributions as risk
from portal.risk import models as risk_models
from portal.risk.views import blueprint as risk_pages
from portal.school import contributions as school
from portal.school import models as school_models
from portal.school.views import blueprint as school_pages
from portal.screening import contributions as screening
from portal.screening import models as screening_models
from portal.screening.views import blueprint as screening_pages
from portal.staff import contributions as staff
from portal.staff import models as staff_models
from portal.staff.views import blueprint as staff_pages
from portal.summaries import contributions as summaries
from portal.summaries import models as summaries_models
from portal.summaries.views import blueprint as summaries_pages
from portal.visits import contributions as visits
from portal.visits import models as visits_models
from portal.visits.views import blueprint as visits_pages

models = (
    accounts_models,
    attendance_models,
    children_models,
    contact_models,
    emergency_models,
    enrolment_models,
    guardianship_models,
    home_models,
    journal_models,
    pairing_models,
    people_models,
    plans_models,
    prevention_models,
    privacy_models,
    registry_models,
    risk_models,
    school_models,
    staff_models,
    submissions,
    summaries_models,
    screening_models,
    counseling_models,
    bullying_models,
    reporting_models,
    duty_models,
    courses_models,
    notices_models,
    outbox_models,
    visits_models,
)

BLUEPRINTS: Sequence[Blueprint] = (
    front_pages,
    desk_pages,
    school_pages,
    audit_pages,
    health_pages,
    accounts_pages,
    children_pages,
    attendance_pages,
    contact_pages,
    guardianship_pages,
    emergency_pages,
    home_pages,
    pairing_pages,
    plans_pages,
    visits_pages,
    registry_pages,
    risk_pages,
    enrolment_pages,
    staff_pages,
    screening_pages,
    counseling_pages,
    bullying_pages,
    reporting_pages,
    duty_pages,
    courses_pages,
    notices_pages,
    prevention_pages,
    privacy_pages,
    summaries_pages,
)

CONTRIBUTIONS: Sequence[Contributions] = (
    school.contributions,
    people.contributions,
    accounts.contributions,
    children.contributions,
    backup.contributions,
    demo.contributions,
    audit.contributions,
    health.contributions,
    desk.contributions,
    enrolment.contributions,
    registry.contributions,
    summaries.contributions,
    staff.contributions,
    emergency.contributions,
    guardianship.contributions,
    attendance.contributions,
    contact.contributions,
    pairing.contributions,
    plans.contributions,
    visits.contributions,
    screening.contributions,
    counseling.contributions,
    bullying.contributions,
    prevention.contributions,
    reporting.contributions,
    duty.contributions,
    courses.contributions,
    notices.contributions,
    outbox.contributions,
    home.contributions,
    privacy.contributions,
    risk.contributions,
)

#: Called once with the application, for what a domain must set up itself.
PREPARATIONS: Sequence[Callable[[Flask], None]] = (risk_book.install,)
