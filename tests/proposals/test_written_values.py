"""What people write, and what it is understood as: lenient in, strict inside."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proposals.forms import FORMS
from proposals.problems import PROBLEM_MESSAGES, Problem, ProblemCode
from proposals.question import Choice, Era, Kind, Question, Section
from proposals.reading import FormKind
from proposals.values import parse

TODAY = date(2026, 11, 30)
ANY = Section("any", "Any")
C = ProblemCode
QUESTIONS = [question for form in FORMS.values() for question in form.questions()]


def said(kind: Kind, raw: str, **more):
    result = parse(Question("Any", ANY, kind, name="any", **more), raw, TODAY)
    return result.code if isinstance(result, Problem) else result


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("3/9/26", date(2026, 9, 3)),
        ("03.09.2026", date(2026, 9, 3)),
        ("3-9-2026", date(2026, 9, 3)),
        ("2026-09-03", date(2026, 9, 3)),
        ("3rd September 2026", date(2026, 9, 3)),
        ("3 Sept 2026", date(2026, 9, 3)),
        ("the 3rd of September 2026", date(2026, 9, 3)),
        ("3rd of September 2026", date(2026, 9, 3)),
        ("September 3, 2026", date(2026, 9, 3)),
        ("Thursday 3 September 2026", date(2026, 9, 3)),
        ("Thurs 3 Sept", date(2026, 9, 3)),
        ("7/12", C.NOT_A_DATE),
        ("7 December", date(2026, 12, 7)),
        ("4 January", date(2027, 1, 4)),
        ("  7/12/26 ", date(2026, 12, 7)),
        ("13/1/27 at 2pm", date(2027, 1, 13)),
        ("2027-01-13 00:00:00", date(2027, 1, 13)),
        ("03/09/26 (by phone)", date(2026, 9, 3)),
        ("20260903", date(2026, 9, 3)),
        ("3-Sep-26", date(2026, 9, 3)),
        ("07 12 26", date(2026, 12, 7)),
        ("Mon. 7th Dec 26", date(2026, 12, 7)),
        ("12 Febuary 2027", date(2027, 2, 12)),
        ("3/9/26\u200b", date(2026, 9, 3)),
        ("Monday 4th January", date(2027, 1, 4)),
        ("4 Juny 2027", C.NOT_A_DATE),
        ("1 June", C.AMBIGUOUS),
        ("Sept 26", C.AMBIGUOUS),
        ("7/12/26 or 8/12/26", C.AMBIGUOUS),
        ("7/12/26 - 12/2/27", C.AMBIGUOUS),
        ("13/1/27 (tbc)", C.NOT_A_DATE),
        ("Friday 3 September 2026", C.WRONG_WEEKDAY),
        ("31/2/2026", C.IMPOSSIBLE_DATE),
        ("9/13/2026", C.IMPOSSIBLE_DATE),
        ("1/9/2062", C.FAR_DATE),
        ("until further notice", C.NOT_A_DATE),
        ("w/c 7th Dec", C.NOT_A_DATE),
        ("n/a", None),
        ("dd/mm/yyyy", None),
        ("__/__/____", None),
    ],
)
def test_dates_have_the_day_first(raw, expected):
    assert said(Kind.DATE, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("4/3/12", date(2012, 3, 4)),
        ("4/3/98", C.NOT_A_BIRTH_DATE),
        ("4 March 2012", date(2012, 3, 4)),
        ("4 March", C.NOT_A_DATE),
        ("4/3/2027", C.NOT_A_BIRTH_DATE),
    ],
)
def test_a_birth_lies_in_the_past_and_within_a_school_life(raw, expected):
    assert said(Kind.DATE, raw, era=Era.BIRTH) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(yes, True) for yes in ("Yes", "y", "YES.", "☒", "✓", "x", "true", "Yes - by phone", "Yes ☒ No ☐", "☐ No ☑ Yes")]
    + [(yes, True) for yes in ("[x] Yes [ ] No", "☒Yes ☐No", "Yes, no concerns raised", "YES (see attached)", "Agreed")]
    + [(no, False) for no in ("Yes [ ] No [x]", "None", "not yet", "never", "no concerns", "No ☑", "N.")]
    + [(bad, C.NOT_YES_OR_NO) for bad in ("Y/N", "yes and no", "☒ ☐", "☐ Yes ☐ No", "ok", "partially")]
    + [(no, False) for no in ("No", "n", "no, not yet", "Off", "☐", "Yes ☐ No ☒", "☑ No ☐ Yes")]
    + [(bad, C.NOT_YES_OR_NO) for bad in ("maybe", "Yes / No", "Yes ☒ No ☒", "ask mum")]
    + [("n/a", None), ("", None), ("-", None)],
)
def test_yes_and_no(raw, expected):
    assert said(Kind.YES_NO, raw) is expected


SEN = (
    Choice("none", "No SEN", ("N",)),
    Choice("sen_support", "SEN support", ("K",)),
    Choice("ehc_plan", "EHC plan", ("E", "EHCP")),
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("SEN support", "sen_support"),
        ("k", "sen_support"),
        ("sen_support", "sen_support"),
        ("EHC plann", "ehc_plan"),
        ("E.H.C. plan", "ehc_plan"),
        ("SEN support – speech and language", "sen_support"),
        ("something else", C.NOT_A_CHOICE),
        ("Please choose", None),
    ],
)
def test_choices(raw, expected):
    assert said(Kind.CHOICE, raw, choices=SEN) == expected


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("sen_status", "☐ No SEN ☒ SEN support ☐ EHC plan", "sen_support"),
        ("sen_status", "☐ No SEN ☒ SEN support ☒ EHC plan", C.CONFLICTING),
        ("sen_status", "☐ No SEN ☐ SEN support ☐ EHC plan", None),
        ("sen_status", "EHCP (autism)", "ehc_plan"),
        ("sen_status", "EHCP applied for", C.NOT_A_CHOICE),
        ("sen_status", "no EHCP", C.NOT_A_CHOICE),
        ("sen_status", "K/E", C.AMBIGUOUS),
        ("sen_status", "SEN support or EHC plan", C.AMBIGUOUS),
        ("social_care", "C.I.N.", "child_in_need"),
        ("social_care", "CP plan ended 2024", C.NOT_A_CHOICE),
        ("social_care", "previously CIN", C.NOT_A_CHOICE),
        ("social_care", "CIN / CP", C.AMBIGUOUS),
        ("gender", "Male/Female", C.AMBIGUOUS),
        ("gender", "boy", "male"),
    ],
)
def test_choices_as_schools_write_them(field, raw, expected):
    result = parse(FORMS[FormKind.OFF_SITE_DIRECTION].question(field), raw, TODAY)
    assert (result.code if isinstance(result, Problem) else result) == expected


def test_a_choice_between_two_shows_both():
    pair = (Choice("a", "Placement one"), Choice("b", "Placement ona"))
    result = parse(Question("Any", ANY, Kind.CHOICE, choices=pair), "Placement onx", TODAY)
    assert isinstance(result, Problem)
    assert "Placement one" in result.message
    assert "Placement ona" in result.message


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        (Kind.UPN, "A123456789012", "A123456789012"),
        (Kind.UPN, "a1234 5678 9012", "A123456789012"),
        (Kind.UPN, "B123456789012", C.UPN_CHECK),
        (Kind.UPN, "A12345678901", C.NOT_A_UPN),
        (Kind.UPN, "I123456789012", C.NOT_A_UPN),
        (Kind.UPN, "UPN: a123-4567-89012", "A123456789012"),
        (Kind.UPN, "A123456789O12", "A123456789012"),
        (Kind.UPN, "A12345678901A", C.UPN_CHECK),
        (Kind.YEAR_GROUP, "Y9/10", C.AMBIGUOUS),
        (Kind.YEAR_GROUP, "Y13", "13"),
        (Kind.YEAR_GROUP, "0", C.NOT_A_YEAR_GROUP),
        (Kind.YEAR_GROUP, "9", "9"),
        (Kind.YEAR_GROUP, "Y9", "9"),
        (Kind.YEAR_GROUP, "Yr 9", "9"),
        (Kind.YEAR_GROUP, "Year nine", "9"),
        (Kind.YEAR_GROUP, "NC Year 10", "10"),
        (Kind.YEAR_GROUP, "Reception", "R"),
        (Kind.YEAR_GROUP, "14", C.NOT_A_YEAR_GROUP),
        (Kind.YEAR_GROUP, "Sixth form", C.NOT_A_YEAR_GROUP),
        (Kind.URN, "URN 999101", "999101"),
        (Kind.URN, "99910", C.NOT_A_URN),
        (Kind.LAESTAB, "999 4001", "999/4001"),
        (Kind.LAESTAB, "9994001", "999/4001"),
        (Kind.LAESTAB, "999/40", C.NOT_A_LAESTAB),
        (Kind.EMAIL, " Head@School.Example.org ", "head@school.example.org"),
        (Kind.EMAIL, "a@b.example.org / c@d.example.org", "a@b.example.org; c@d.example.org"),
        (Kind.EMAIL, "head at school", C.NOT_AN_EMAIL),
        (Kind.PHONE, "01632 960211", "+441632960211"),
        (Kind.PHONE, "(01632) 960211 ext 14", "+441632960211"),
        (Kind.PHONE, "+44 7700 900118", "+447700900118"),
        (Kind.PHONE, "ask the office", C.NOT_A_PHONE),
        (Kind.PHONE, "960211", C.NOT_A_PHONE),
        (Kind.PHONE, "01632 960211 / 07700 900118", "+441632960211; +447700900118"),
        (Kind.PHONE, "0044 7700 900118", "+447700900118"),
        (Kind.EMAIL, "Jo <jo@a.example.org>", "jo@a.example.org"),
        (Kind.EMAIL, "jo@a,example.org", C.NOT_AN_EMAIL),
        (Kind.REFERENCE, "OSD7K4M2", "OSD-7K4M-2"),
        (Kind.REFERENCE, "our ref: osd 7k4m 2", "OSD-7K4M-2"),
        (Kind.REFERENCE, "OSD-7K4M-3", C.NOT_A_REFERENCE),
        (Kind.TEXT, "  two   words\n", "two words"),
        (Kind.TEXT, "n/a", "n/a"),
        (Kind.TEXT, "Click or tap here to enter text.", None),
        (Kind.LONG_TEXT, "one\r\n\r\n\r\n\r\ntwo  three", "one\n\ntwo three"),
    ],
)
def test_codes_contacts_and_text(kind, raw, expected):
    assert said(kind, raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("6", 6), ("six", 6), ("6 weeks", 6), ("every 6 weeks", 6), ("weekly", 1), ("6.0", 6),
        ("half a term", C.NOT_A_NUMBER), ("4-6", C.NUMBER_RANGE), ("4 to 6 weeks", C.NUMBER_RANGE),
        ("2.5", C.NOT_WHOLE),
        ("0", C.OUT_OF_BOUNDS), ("99", C.OUT_OF_BOUNDS), ("tbc", None), ("three or four", C.NOT_A_NUMBER),
    ],
)  # fmt: skip
def test_whole_numbers(raw, expected):
    assert said(Kind.WHOLE_NUMBER, raw, low=1, high=52) == expected


@pytest.mark.parametrize(
    ("raw", "expected"), [("92%", 92.0), ("89,5", 89.5), ("25 hrs", 25.0), ("120", C.OUT_OF_BOUNDS)]
)
def test_decimals(raw, expected):
    assert said(Kind.DECIMAL, raw, low=0, high=100) == expected


@given(st.sampled_from(QUESTIONS), st.text(max_size=200))
def test_any_text_gives_a_value_nothing_or_a_problem(question, raw):
    result = parse(question, raw, TODAY)
    assert result is None or isinstance(result, Problem | str | int | float | bool | date)
    if isinstance(result, Problem):
        assert result.field == question.name
        assert "{" not in result.message


CANONICAL: dict[Kind, type] = {
    Kind.TEXT: str, Kind.LONG_TEXT: str, Kind.DATE: date, Kind.YES_NO: bool, Kind.CHOICE: str, Kind.UPN: str,
    Kind.YEAR_GROUP: str, Kind.WHOLE_NUMBER: int, Kind.DECIMAL: float, Kind.PHONE: str, Kind.EMAIL: str,
    Kind.URN: str, Kind.LAESTAB: str, Kind.REFERENCE: str,
}  # fmt: skip
"""What each kind of answer is understood as."""
LIKELY = st.one_of(
    st.text(max_size=300),
    st.text(alphabet="0123456789/-.:, ()+☒☐☑✓xXyYnNoesAPM@%½²³", max_size=80),
    st.lists(
        st.sampled_from(
            [
                "yes",
                "no",
                "n/a",
                "☒",
                "☐",
                "31/2/2027",
                "4th",
                "March",
                "twenty",
                "six",
                "-",
                "to",
                "or",
                "½",
                "%",
                "A999400123041",
                "01632 960123",
                "+44",
                "@",
                "a@b.example.org",
                "999/4001",
                "OSD-7K4M-2",
                "Y9",
                "Reception",
                "until further notice",
                "½ term",
                "10,5",
                "1e9",
                "９",
                "٣",
                "\u202e",
                "\x00",
                "\ue000",
                "\udce9",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


def test_every_kind_has_its_type():
    assert set(CANONICAL) == set(Kind)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("era", list(Era))
@given(raw=LIKELY, bounds=st.none() | st.tuples(st.integers(-5, 5), st.integers(5, 500)))
def test_any_text_of_any_kind_gives_its_type_nothing_or_a_problem(kind, era, raw, bounds):
    """Each example has the test's deadline of time, too."""
    choices = SEN if kind is Kind.CHOICE else ()
    low, high = bounds or (None, None)
    question = Question("Any", ANY, kind, name="any", era=era, low=low, high=high, choices=choices)
    result = parse(question, raw, TODAY)
    if isinstance(result, Problem):
        assert (result.field, result.message.endswith(("?", "."))) == ("any", True)
    elif result is not None:
        assert type(result) is CANONICAL[kind]
    if kind is Kind.CHOICE and isinstance(result, str):
        assert result in {choice.code for choice in SEN}
    if kind is Kind.DATE and isinstance(result, date):
        assert 1900 < result.year < 2200
    if kind in {Kind.WHOLE_NUMBER, Kind.DECIMAL} and isinstance(result, int | float) and bounds:
        assert low <= result <= high


@pytest.mark.parametrize("bounds", [{"low": 1}, {"high": 5}])
def test_a_number_has_both_bounds_or_neither(bounds):
    with pytest.raises(ValueError, match="both bounds"):
        Question("Any", ANY, Kind.DECIMAL, name="any", **bounds)


@given(st.sampled_from(QUESTIONS), st.text(alphabet="0123456789/-. ☒☐xyesno@weektoj", max_size=40))
def test_a_value_is_understood_as_itself(question, raw):
    value = parse(question, raw, TODAY)
    if value is None or isinstance(value, Problem):
        return
    again = (
        value.isoformat()
        if isinstance(value, date)
        else {True: "yes", False: "no"}.get(value, str(value))
        if isinstance(value, bool)
        else str(value)
    )
    assert parse(question, again, TODAY) == value


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    "piece", ["a@", "0", "1 ", "yes ", "monday ", "a.", "01632 ", "☒ Yes ☐ ", "OSD", "(", "3/9/26 or ", "½", "not "]
)
def test_a_very_long_answer_is_read_at_once(kind, piece):
    question = Question("Any", ANY, kind, name="any", choices=SEN if kind is Kind.CHOICE else ())
    parse(question, piece, TODAY)  # first imports are not counted
    begun = perf_counter()
    parse(question, piece * 10_000, TODAY)
    assert perf_counter() - begun < 0.5


@given(st.dates(date(2017, 1, 1), date(2035, 12, 31)))
def test_a_day_is_understood_in_every_spelling(day):
    question = Question("Any", ANY, Kind.DATE, name="any")
    short, long = f"{day:%b}", f"{day:%B}"
    for spelt in (
        f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%y}", f"{day:%d%m%Y}", f"{day:%Y%m%d}", day.isoformat(),
        f"{day.day} {short} {day.year}", f"{day:%A} {day.day} {long}, {day.year}", f"{long} {day.day} {day.year}",
        f"{day:%d-%m-%Y} ({day:%a})", f"{day:%d/%m/%Y} 10:00",
    ):  # fmt: skip
        assert parse(question, spelt, TODAY) == day


def test_every_code_has_its_sentence():
    assert set(PROBLEM_MESSAGES) == set(ProblemCode)
