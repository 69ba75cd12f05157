"""Forms of the ways out: a channel of each kind, a test, and where somebody wants to be told."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, PasswordField, RadioField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.core.forms import Form, TextLine, VersionedForm, choices, required

KEPT = _l("What is saved is never shown again; leave it empty to keep it.")


class ChannelForm(VersionedForm):
    """What every channel has."""

    name = TextLine(_l("Name of the channel"), [required(_l("Write how the school calls it"))], most=60)
    for_telephones = BooleanField(
        _l("Use it for everybody who chose nothing"),
        description=_l("By the telephone number the school knows; right for a gateway of text messages."),
    )


class ChatForm(ChannelForm):
    """A robot in a work chat, or a gateway."""

    url = PasswordField(_l("Address of the robot or gateway"), [Optional(), Length(max=500)], description=KEPT)
    secret = PasswordField(_l("Secret for signing"), [Optional(), Length(max=200)], description=KEPT)


class MailForm(ChannelForm):
    """A mail server."""

    host = TextLine(_l("Mail server"), [required(_l("Write the name of the mail server"))])
    port = IntegerField(_l("Port"), [InputRequired(), NumberRange(1, 65535)], default=465)
    security = RadioField(
        _l("Protected by"),
        choices=choices(
            [("tls", _l("TLS from the start")), ("starttls", _l("STARTTLS")), ("none", _l("nothing, inside the house"))]
        ),
        default="tls",
    )
    sender = TextLine(_l("Letters come from"), [required(_l("Write the address letters come from, as in portal@school.example."))])
    user = TextLine(_l("User"), [Optional()])
    secret = PasswordField(_l("Password"), [Optional(), Length(max=200)], description=KEPT)


class TryForm(Form):
    """To whom a test message goes."""

    address = TextLine(_l("Send a test message to"), [required(_l("Write an address of your own"))], most=120)


class WayForm(Form):
    """Where somebody wants to be told."""

    way = RadioField(_l("How"), [InputRequired(_l("Choose one way"))])
    address = TextLine(
        _l("Number or address"),
        [Optional()],
        most=120,
        description=_l("For mail your mail address, for text messages your number, for a chat the name it knows you by."),
    )
