"""Why an answer or a file cannot be used, in plain English: one table for the whole product."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from proposals.reading import ReadingCode


class ProblemCode(StrEnum):
    """What is wrong with one answer; stable, so that others can build on it."""

    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    """It can be read two ways; both are in the message."""
    CONFLICTING = "conflicting"
    """Different answers were given to one Question."""
    UNSURE = "unsure"
    """It was read, and may have been read wrongly."""
    NOT_A_DATE = "not_a_date"
    IMPOSSIBLE_DATE = "impossible_date"
    NOT_A_BIRTH_DATE = "not_a_birth_date"
    FAR_DATE = "far_date"
    WRONG_WEEKDAY = "wrong_weekday"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_UPN = "not_a_upn"
    UPN_CHECK = "upn_check"
    NOT_A_YEAR_GROUP = "not_a_year_group"
    NOT_A_NUMBER = "not_a_number"
    NUMBER_RANGE = "number_range"
    NOT_WHOLE = "not_whole"
    OUT_OF_BOUNDS = "out_of_bounds"
    NOT_A_PHONE = "not_a_phone"
    NOT_AN_EMAIL = "not_an_email"
    NOT_A_URN = "not_a_urn"
    NOT_A_LAESTAB = "not_a_laestab"
    NOT_A_REFERENCE = "not_a_reference"
    END_BEFORE_START = "end_before_start"
    REVIEW_BEFORE_START = "review_before_start"
    NEXT_BEFORE_REVIEW = "next_before_review"
    BORN_AFTER_START = "born_after_start"


PROBLEM_MESSAGES: MappingProxyType[ProblemCode, str] = MappingProxyType(
    {
        ProblemCode.MISSING: "This was left empty. Please answer it.",
        ProblemCode.AMBIGUOUS: "This can be read as {first} or as {second}. Please say which you mean.",
        ProblemCode.CONFLICTING: "More than one answer was given. Please give just one.",
        ProblemCode.UNSURE: "We are not sure that we read this rightly. Please check it with us or write it again.",
        ProblemCode.NOT_A_DATE: "This could not be read as a date. Please write it like 3 September 2026 or 3/9/2026.",
        ProblemCode.IMPOSSIBLE_DATE: "There is no such date. Please check the day and the month; the day comes first.",
        ProblemCode.NOT_A_BIRTH_DATE: "This cannot be a pupil’s date of birth. Please check the year.",
        ProblemCode.FAR_DATE: "This date is more than ten years away. Please check the year.",
        ProblemCode.WRONG_WEEKDAY: "The weekday and the date do not agree: {day} is a {weekday}, not a {written}. Please say which you mean.",
        ProblemCode.NOT_YES_OR_NO: "This could not be read as yes or no. Please answer one or the other.",
        ProblemCode.NOT_A_CHOICE: "This is none of the answers on the form. Please choose one of {choices}.",
        ProblemCode.NOT_A_UPN: "A Unique Pupil Number has 13 characters: a letter, then 12 digits (the last may be a letter).",
        ProblemCode.UPN_CHECK: "The first letter does not fit the rest of this number. Please check it for a slip of the pen.",
        ProblemCode.NOT_A_YEAR_GROUP: "This could not be read as a year group. Please write R, or a number from 1 to 13.",
        ProblemCode.NOT_A_NUMBER: "This could not be read as a number. Please write it in figures, for example 6.",
        ProblemCode.NUMBER_RANGE: "This gives a range. Please give one number.",
        ProblemCode.NOT_WHOLE: "Please give a whole number.",
        ProblemCode.OUT_OF_BOUNDS: "This should be a number from {low} to {high}. Please check it.",
        ProblemCode.NOT_A_PHONE: "This could not be read as a telephone number. Please give it with its area code.",
        ProblemCode.NOT_AN_EMAIL: "This could not be read as an e-mail address. Please check it.",
        ProblemCode.NOT_A_URN: "A URN has six digits. You can find it at Get Information about Schools.",
        ProblemCode.NOT_A_LAESTAB: "A LAESTAB number has three digits and four, for example 999/4001.",
        ProblemCode.NOT_A_REFERENCE: "This is not one of our references. It stands on our letter and looks like OSD-7K4M-2.",
        ProblemCode.END_BEFORE_START: "The last day comes before the first. Please check both dates.",
        ProblemCode.REVIEW_BEFORE_START: "The review comes before the first day. Please check both dates.",
        ProblemCode.NEXT_BEFORE_REVIEW: "The next review comes before the one that was held. Please check both dates.",
        ProblemCode.BORN_AFTER_START: "The date of birth comes after the first day. Please check both dates.",
    }
)

READING_MESSAGES: MappingProxyType[ReadingCode, str] = MappingProxyType(
    {
        ReadingCode.EMPTY_FILE: "The file is empty. Please attach the form again and check that it opens on your computer.",
        ReadingCode.ENCRYPTED: "The file is locked with a password. Please save it without a password and send it again.",
        ReadingCode.DAMAGED: "The file is damaged and could not be opened. Please save the form again and send the new copy.",
        ReadingCode.TOO_LARGE: "The file is too large for a form. Please send the form by itself, without pictures in it.",
        ReadingCode.UNSUPPORTED_TYPE: "We cannot read this type of file. Please send the form as PDF or as a Word file (.docx).",
        ReadingCode.TOO_LONG: "Reading the file took too long, so we stopped. Please fill in the form on the computer and send that file.",
        ReadingCode.TOO_MUCH_MEMORY: "Opening the file took far more memory than a form needs, so we stopped. Please print the form to a new PDF, or use the blank form that we attach, and send that file.",
        ReadingCode.NO_CONVERTER: "We cannot open this type of file here. Please save the form as PDF or as a Word file (.docx) and send that.",
        ReadingCode.NO_TEXT: "We could not read anything in this file. Please fill in the form on the computer, or scan it again, straight and in good light.",
        ReadingCode.DYNAMIC_XFA: "This kind of PDF opens only in Adobe’s own program. Please use the blank form that we attach.",
        ReadingCode.WINMAIL: "Your mail program wrapped the files of your email into one, winmail.dat, and we could not get them out. In Outlook please choose “HTML” in place of “Rich Text” for the format of the message, and attach the form again.",
        ReadingCode.OUTLOOK_MESSAGE: "This is an email saved as a file by Outlook, and we could not get a form out of it. Please forward that email to us, or save the form out of it and attach the form itself.",
        ReadingCode.CLOSED_ARCHIVE: "We could not open this zip archive: it has a password, is damaged, or holds too much. Please attach the form itself.",
        ReadingCode.NOT_A_FORM: "The file is not one of our forms. Please use the blank form that we attach.",
        ReadingCode.BLANK_FORM: "Nothing is filled in on the form. Please fill it in, save it on your computer and send that copy.",
        ReadingCode.SEVERAL_FORMS: "The file seems to be about more than one pupil, and we cannot tell where one form ends. Please send one file for each pupil.",
        ReadingCode.LOOSE_PAGES: "This looks like a page of a form, and we cannot tell which other pages belong to it. Please send all pages of one form in one file, one file for each pupil.",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why one answer cannot be used.

    `field` is the Question's name; `message` tells the school what to do, in a sentence, and never repeats
    an answer that could identify the pupil.
    """

    field: str
    code: ProblemCode
    message: str


def problem_message(code: ProblemCode, **details: str) -> str:
    """Return the sentence for `code`, its gaps filled from `details`."""
    return PROBLEM_MESSAGES[code].format(**details)


def problem(field: str, code: ProblemCode, **details: str) -> Problem:
    """Return the Problem `code` of the Question `field`."""
    return Problem(field, code, problem_message(code, **details))


def reading_message(code: ReadingCode) -> str:
    """Return the sentence, with its remedy, for a file that is no form or could not be read."""
    return READING_MESSAGES[code]
