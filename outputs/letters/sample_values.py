"""The invented people and days that the samples of all letters speak of."""

from __future__ import annotations

from datetime import date

from outputs.letters.values import Contact, Recipient
from outputs.letters.wording import form_words
from proposals.reading import FormKind

CASE, MOVE_CASE = "OSD-7K4M-2", "MMV-3R8T-6"
DIRECTION, MOVE = form_words(FormKind.OFF_SITE_DIRECTION), form_words(FormKind.MANAGED_MOVE)
SCHOOL = Recipient(name="Ms Priya Nair", role="Assistant Headteacher", organisation="Oakfield Academy")
COORDINATOR = Contact(name="Jo Marsh", email="jo.marsh@example.org", phone="01632 960123")
TEAM = Recipient(name="Education Entitlement Team")
HOST = "Riverside Learning Centre"
RECEIVED = date(2026, 11, 30)
START, END = date(2026, 12, 7), date(2027, 3, 26)
REVIEWS = (date(2027, 1, 18), date(2027, 3, 1))
INITIALS = "M.T."
QUESTIONS = (
    "Which school day soon after the holiday suits for the first review?",
    "Who from the home school will see the pupil each week, and where?",
)
