"""Mail: one connection for many letters, each with a number of its own; what the server says is told in its words."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from portal.outbox.ways.speaking import Answer, Line, Outgoing, Unreachable, Verdict

SECONDS = 15
REFUSALS_FROM = 500


@dataclass(frozen=True)
class MailLine:
    """An open conversation with the mail server."""

    server: smtplib.SMTP
    sender: str

    def send(self, message: Outgoing) -> Answer:
        """Hand over one letter. Before its text was handed over nothing is lost; after that, silence leaves it open."""
        try:
            letter = _letter(self.sender, message).as_bytes(policy=SMTP)
            refused = self._envelope(message.address)
        except (ValueError, UnicodeError) as problem:
            return Answer(Verdict.REFUSED, type(problem).__name__)
        except (smtplib.SMTPException, OSError) as problem:
            return Answer(Verdict.LATER, type(problem).__name__)
        return refused or self._content(letter)

    def _envelope(self, address: str) -> Answer | None:
        for code, words in (self.server.mail(self.sender), self.server.rcpt(address)):
            if code >= REFUSALS_FROM - 100:
                self.server.rset()
                return _told(code, words)
        return None

    def _content(self, letter: bytes) -> Answer:
        try:
            code, words = self.server.data(letter)
        except smtplib.SMTPDataError as refusal:
            return _told(refusal.smtp_code, refusal.smtp_error)
        except (smtplib.SMTPException, OSError) as problem:
            return Answer(Verdict.UNKNOWN, type(problem).__name__)
        return Answer(Verdict.TAKEN) if code < REFUSALS_FROM - 100 else _told(code, words)


def _told(code: int, words: bytes | str) -> Answer:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return Answer(Verdict.REFUSED if code >= REFUSALS_FROM else Verdict.LATER, f"{code} {said}")


def _letter(sender: str, message: Outgoing) -> EmailMessage:
    letter = EmailMessage()
    name, _at, domain = message.address.rpartition("@")
    letter["From"] = sender
    letter["To"] = Address(username=name, domain=domain)
    letter["Subject"] = message.text
    letter["Date"] = format_datetime(message.at)
    letter["Message-ID"] = f"<{message.token}@{sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{message.text}\n\n{message.link}\n")
    return letter


class Mail:
    """A mail server may deliver a repetition twice, so a letter in doubt is not sent again by itself."""

    repeats_safely = False
    per_minute = 0

    @contextmanager
    def line(self, access: Mapping[str, Any]) -> Iterator[Line]:
        """Greet, go over to TLS where wanted, sign in where there is a user; Unreachable in the server's words else."""
        server: smtplib.SMTP | None = None
        try:
            server = _connected(access)
        except (smtplib.SMTPException, OSError) as problem:
            raise Unreachable(_said(problem)) from None
        try:
            yield MailLine(server, access["sender"])
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()


def _connected(access: Mapping[str, Any]) -> smtplib.SMTP:
    place = (access["host"], int(access["port"]))
    trusted = ssl.create_default_context()
    if access["security"] == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=SECONDS, context=trusted)
    else:
        server = smtplib.SMTP(*place, timeout=SECONDS)
    try:
        if access["security"] == "starttls":
            server.starttls(context=trusted)
        if access.get("user"):
            server.login(access["user"], access.get("secret", ""))
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _said(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return _told(problem.smtp_code, problem.smtp_error).words
    return type(problem).__name__
