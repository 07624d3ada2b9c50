"""What labels of nobody's list ask: by how they are phrased, of whom they ask, and that many ask nothing of ours."""

from __future__ import annotations

import pytest

from extractors.answering import said_in
from extractors.double import both
from extractors.here import LABELLED
from extractors.labels import index_of, questions_of
from extractors.match import unnamed
from extractors.naming import GUESS, Unnamed, named
from extractors.pairs import Matcher
from extractors.pieces import Line, Place, Row
from extractors.recognition import best_form
from others_forms import NAMED, Asked, expected, read_pdf, ruled, said
from proposals.reading import FormKind, Method

OFF_SITE = FormKind.OFF_SITE_DIRECTION
HERE = Place("page 1")


def asked_by(label: str, text: str, section: str | None = None, heading: str = "") -> tuple[str, float] | None:
    pair = Unnamed(label, section, heading, text, HERE, Method.TABLE)
    found = list(named([pair], index_of(OFF_SITE), ()))
    return (found[0].question.name, found[0].confidence) if found else None


@pytest.mark.parametrize(
    ("label", "text", "question"),
    [
        ("Who in school can we ring about this child?", "Sam Reed", "school_contact_name"),
        ("Curriculum to be followed", "GCSE English and maths", "curriculum"),
        ("Graduated response so far", "Mentoring, a report card", "previous_support"),
        ("How to reach the social worker", "01632 960123", "social_worker_contact"),
        ("Learner's thoughts", "Mia wants to go.", "pupil_views"),
        ("How we will measure the goals", "Fewer walk-outs", "success_criteria"),
        ("Person at school who will stay in touch", "Sam Reed", "link_person"),
        ("Who at the school will be the pupil's point of contact?", "Sam Reed", "link_person"),
        ("Capacity in which signed", "Headteacher", "declared_role"),
        ("Arrangements for teaching and learning", "Five lessons a day at the Mill", "curriculum"),
    ],
)
def test_a_label_is_known_by_its_phrasing(label, text, question):
    assert (asked_by(label, text) or ("",))[0] == question


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Tutor group", "9HB"),
        ("Religion", "Christian"),
        ("Purchase order no.", "PO-00913"),
        ("Emergency contact", "Grandmother, 01632 960881"),
        ("Siblings at this school", "One, in year 7"),
        ("Distance from home (miles)", "4"),
        ("Interpreter needed?", "No"),
        ("Pupil Premium", "Yes"),
        ("Second parent/carer", "Lee Thornbury"),
        ("School DSL", "Tunde Oduya"),
        ("Daily cost", "£85"),
    ],
)
def test_what_schools_ask_besides_asks_nothing_of_ours(label, text):
    found = asked_by(label, text)
    assert found is None or found[1] <= GUESS


def test_what_is_asked_besides_leaves_the_other_answers_as_they_are():
    besides = (Asked("Tutor group", "", "9HB"), Asked("Religion", "", "None"), Asked("Daily cost", "", "£85"))
    reading = read_pdf(ruled([(heading, (*asked, *besides)) for heading, asked in NAMED[:2]] + list(NAMED[2:])))
    assert {answer.question for answer in reading.answers if answer.confidence > GUESS} <= set(expected(NAMED))
    assert {name: said(reading)[name] for name in expected(NAMED)} == expected(NAMED)


@pytest.mark.parametrize(
    "label",
    [
        "Full legal name of child",
        "Name of student being referred",
        "Young person's full name",
        "Name of the pupil",
        "Pupil forename and surname",
        "Name of learner concerned",
    ],
)
def test_a_whole_name_is_asked_for_in_many_words(label):
    match = index_of(OFF_SITE).find(label)
    assert match is not None
    assert match.surname is not None
    assert (match.question.name, match.surname.name) == ("pupil_forename", "pupil_surname")


@pytest.mark.parametrize(
    "label", ["What is the pupil's", "Pupil surname", "Name of pupil (surname)", "Pupil name used"]
)
def test_a_part_of_a_name_is_not_the_whole(label):
    match = index_of(OFF_SITE).find(label)
    assert match is None or match.surname is None


@pytest.mark.parametrize(
    ("label", "section", "question"),
    [
        ("E-mail (school)", "school", "school_email"),
        ("Contact name (school)", None, "school_contact_name"),
        ("Designated safeguarding lead (provider)", "safeguarding", "safeguarding_lead"),
        ("Headteacher (receiving school)", "school", ""),
        ("Parent/carer in agreement with the whole proposal", "parent", ""),
        ("U.P.N.", None, "upn"),
    ],
)
def test_a_label_asks_of_whom_its_end_names(label, section, question):
    match = index_of(OFF_SITE).find(label, section)
    assert (match.question.name if match else "") == question


SIGNATORY, SUSPENDED, DATES = (
    ("declared_by", "declared_role"),
    ("suspensions_count", "suspension_days"),
    ("start_date", "end_date"),
)


@pytest.mark.parametrize(
    ("label", "text", "names", "answers"),
    [
        ("Name and position of signatory", "Tom Ferris, Headteacher", SIGNATORY, ("Tom Ferris", "Headteacher")),
        ("Authorised by (name and role)", "Mrs S. Iqbal (Principal)", SIGNATORY, ("Mrs S. Iqbal", "Principal")),
        ("Name and position", "Assistant headteacher, inclusion", (), ()),
        ("Suspensions: number / days", "3 / 4.5 days", SUSPENDED, ("3", "4.5")),
        ("FTEs (number / total days)", "2 (3 days)", SUSPENDED, ("2", "3")),
        ("Duration (from/to)", "Wed 3 Dec 2026 to Mon 15 Feb 2027", DATES, ("Wed 3 Dec 2026", "Mon 15 Feb 2027")),
        ("Suspensions", "3 / 4 days", (), ()),
    ],
)
def test_one_answer_to_two_questions(label, text, names, answers):
    assert list(both(label, unnamed(label).question, text)) == list(zip(names, answers, strict=True))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Times: 9:15 - 12:15", "Times"),
        ("DOB: 4/3/12", "DOB"),
        ("Mornings off site 9:15 to 12:15", None),
    ],
)
def test_the_colon_of_a_time_ends_no_label(text, label):
    found = LABELLED.match(text)
    assert (found["label"] if found else None) == label


def test_an_address_that_a_narrow_column_broke_is_whole():
    question = questions_of(OFF_SITE)["school_email"]
    assert list(said_in("office@oakfield.example. org", question, theirs=True)) == ["office@oakfield.example.org"]


# Labels told by how a document is laid out


def understood(*pieces: Line | Row) -> dict[str, str]:
    matcher = Matcher(index_of(OFF_SITE), guessing=True)
    return {answer.question: answer.raw for answer in matcher.read(pieces)}


def lines(*texts: str) -> list[Line]:
    return [Line(text, HERE) for text in texts]


def test_a_list_within_an_answer_begins_no_label_where_labels_are_numbered():
    found = understood(
        *lines("1. School name: Oakfield Academy", "2. Headteacher: Tunde Oduya", "3. UPN: A999400123041",
               "4. Date of birth: 4/3/2012", "5. Year group: 9", "6. School-based interventions and outcomes:",
               "1. Report card to Head of Year: worked for two weeks only.", "2. Mentoring: ended in June.",
               "7. Duration (from/to): 11/1/2027 to 19/2/2027")
    )  # fmt: skip
    assert found["previous_support"] == (
        "1. Report card to Head of Year: worked for two weeks only.\n2. Mentoring: ended in June."
    )
    assert (found["start_date"], found["end_date"]) == ("11/1/2027", "19/2/2027")


def test_a_line_over_a_frame_is_its_label_where_most_are():
    asked = ("School name", "Headteacher", "Date of birth", "Year group", "Who will the pupil be taught by there?")
    answers = ("Oakfield Academy", "Tunde Oduya", "4/3/2012", "9", "☐ Yes ☒ No")
    pairs = [
        piece
        for label, text in zip((*asked, "UPN"), (*answers, "A999400123041"), strict=True)
        for piece in (Line(label, HERE), Row((text,), HERE, (0,), bold=(False,), inside=(False,)))
    ]
    found = understood(*pairs)
    assert found["school_name"] == "Oakfield Academy"
    assert found["headteacher_name"] == "Tunde Oduya"
    assert found["upn"] == "A999400123041"


def test_labels_over_their_answers_in_one_cell_in_plain_letters():
    rows = (
        ("School name\nOakfield Academy", "Headteacher\nTunde Oduya"),
        ("Date of birth\n4/3/2012", "UPN\nA999400123041"),
        ("Year group\n9", "Parent name\nJo Thornbury"),
        ("Start date\n11/1/2027", "End date\n19/2/2027"),
        ("Referrer's post", "Days per week\n3"),
    )
    found = understood(
        *(Row(cells, HERE, (0, 1), bold=(False, False), inside=(False, False)) for cells in rows),
    )
    assert found["headteacher_name"] == "Tunde Oduya"
    assert found["end_date"] == "19/2/2027"
    assert found["days_per_week"] == "3"
    assert "school_contact_role" not in found


def test_a_direction_that_asks_what_a_review_asks_is_a_direction():
    outcomes = (
        "Decision",
        "Outcome of the meeting",
        "Reason for the decision",
        "Steps towards the return",
        "Completed by",
    )
    besides = [Row((label, "as agreed"), HERE, (0, 1)) for label in outcomes]
    form = [Line("Off-site direction referral", HERE, heading=True)]
    form += [Row((each.label, each.said), HERE, (0, 1)) for _, asked in NAMED for each in asked]
    found = best_form([*form, *besides])
    assert found is not None
    assert found[0] is OFF_SITE
