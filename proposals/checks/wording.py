"""Why a point is met, queried or not met: one sentence for each reason, and what the coordinator might ask."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from types import MappingProxyType


class Why(StrEnum):
    """The reasons a check can give."""

    DISCUSSED = auto()
    NOT_DISCUSSED = auto()
    DISCUSSION_UNANSWERED = auto()
    DISCUSSION_UNDATED = auto()
    DISCUSSED_LATE = auto()
    OTHER_COORDINATOR = auto()
    STRATEGY_TOLD = auto()
    NO_STRATEGY = auto()
    NO_PREVIOUS_SUPPORT = auto()
    ONE_MEASURE = auto()
    EDUCATION_CONTINUES = auto()
    NO_CURRICULUM = auto()
    NO_NEEDS_MET = auto()
    NO_HOURS = auto()
    FEWER_HOURS = auto()
    SEN_NOT_MENTIONED = auto()
    YEAR_DOES_NOT_FIT = auto()
    PARENTS_AGREE = auto()
    PARENTS_NOT_INFORMED = auto()
    PARENTS_DISAGREE = auto()
    AGREEMENT_UNANSWERED = auto()
    INFORMED_AFTER_START = auto()
    INFORMED_AFTER_DECLARATION = auto()
    REVIEWS_PLANNED = auto()
    NO_REVIEWS = auto()
    REVIEW_PART_MISSING = auto()
    LONG_INTERVAL = auto()
    LATE_FIRST_REVIEW = auto()
    REVIEW_OFF_DAY = auto()
    REVIEW_AFTER_END = auto()
    TAILORED = auto()
    NO_OBJECTIVES = auto()
    WELFARE_NOT_MENTIONED = auto()
    OBJECTIVES_CLEAR = auto()
    NO_SUCCESS_CRITERIA = auto()
    NOT_MEASURABLE = auto()
    SAFE = auto()
    SAFEGUARDING_NO = auto()
    NO_RISK_ASSESSMENT = auto()
    SAFEGUARDING_UNANSWERED = auto()
    NO_SAFEGUARDING_LEAD = auto()
    NO_SANCTION = auto()
    SANCTION_WORDS = auto()
    NO_REASON = auto()
    PARENTS_INVOLVED = auto()
    NO_PARENTS_VIEWS = auto()
    LIMITED = auto()
    NO_END = auto()
    NO_START = auto()
    END_NOT_AFTER_START = auto()
    TOO_LONG = auto()
    PAST_SCHOOL_YEAR = auto()
    IN_TOUCH = auto()
    NO_LINKS = auto()
    TAUGHT_ALONE = auto()
    RETURN_PLANNED = auto()
    NO_RETURN_PLAN = auto()
    NO_RETURN_DATE = auto()
    LATE_RETURN = auto()
    MONITORED = auto()
    NO_MONITORING = auto()
    NO_LINK_PERSON = auto()
    SELDOM_CONTACT = auto()
    NEEDS_SEEN = auto()
    NO_PUPIL_VIEWS = auto()
    NO_PROFESSIONAL = auto()
    HEADS_AGREE = auto()
    RECEIVING_DISAGREES = auto()
    RECEIVING_UNANSWERED = auto()
    INFORMATION_SHARED = auto()
    INFORMATION_NOT_SHARED = auto()
    INFORMATION_UNANSWERED = auto()
    INTEGRATION_PLANNED = auto()
    NO_INTEGRATION_PLAN = auto()
    NO_TRIAL = auto()
    TRIAL = auto()
    RISK_RECORDS_SHARED = auto()
    HELD = auto()
    NO_REVIEW_DATE = auto()
    HELD_LATER_THAN_SIGNED = auto()
    PARENTS_CAME = auto()
    PARENTS_HEARD = auto()
    PARENTS_ABSENT = auto()
    ATTENDANCE_GIVEN = auto()
    NO_ATTENDANCE = auto()
    LOW_ATTENDANCE = auto()
    PROGRESS_TOLD = auto()
    NO_PROGRESS = auto()
    DECIDED = auto()
    NO_DECISION = auto()
    NO_NEXT_REVIEW = auto()
    NO_NEW_END = auto()
    NEXT_NOT_LATER = auto()
    NEXT_AFTER_END = auto()
    NEXT_TOO_LATE = auto()
    NO_CONCERNS = auto()
    CONCERNS = auto()
    CONCERNS_UNTOLD = auto()
    CONCERNS_UNANSWERED = auto()
    STEPS_TOLD = auto()
    NO_STEPS = auto()


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence that says why, and what the coordinator might ask; met points ask nothing."""

    because: str
    ask: str = ""


W = Wording

WORDINGS: MappingProxyType[Why, Wording] = MappingProxyType(
    {
        Why.DISCUSSED: W("It was discussed with the coordinator before the form was signed."),
        Why.NOT_DISCUSSED: W(
            "The school says it has not discussed this with the coordinator.",
            "Shall we talk about this proposal first?",
        ),
        Why.DISCUSSION_UNANSWERED: W(
            "The form does not say whether it was discussed with the coordinator.",
            "Was this discussed with you or a colleague?",
        ),
        Why.DISCUSSION_UNDATED: W("It was discussed, and the form does not say when.", "When was this discussed?"),
        Why.DISCUSSED_LATE: W(
            "The date of the discussion is later than the declaration.",
            "Was this discussed before the form was completed?",
        ),
        Why.OTHER_COORDINATOR: W(
            "The coordinator named on the form is not the one for this area.", "Who was this discussed with?"
        ),
        Why.STRATEGY_TOLD: W("The form sets out the strategy and what has been tried."),
        Why.NO_STRATEGY: W(
            "The form does not say which behaviour strategy the placement is part of.",
            "Which wider behaviour strategy is this placement part of?",
        ),
        Why.NO_PREVIOUS_SUPPORT: W(
            "The form does not say what has been tried already.",
            "What has been tried in school, when, and with what effect?",
        ),
        Why.ONE_MEASURE: W("Only one earlier measure is named.", "What else has been tried, and what did it change?"),
        Why.EDUCATION_CONTINUES: W("The form says how education continues and how needs are met."),
        Why.NO_CURRICULUM: W(
            "The form does not say how education continues.",
            "Which subjects and examinations continue, and who teaches them?",
        ),
        Why.NO_NEEDS_MET: W(
            "The form does not say how the provision meets the pupil’s needs.",
            "How does the provision meet this pupil’s needs?",
        ),
        Why.NO_HOURS: W("The hours of teaching are not given.", "How many hours a week will the pupil be taught?"),
        Why.FEWER_HOURS: W(
            "The hours are fewer than full time ({full} a week), and no reason is given.",
            "Why are the hours fewer than full time, and when will they rise?",
        ),
        Why.SEN_NOT_MENTIONED: W(
            "Special educational needs are declared and not mentioned in how needs are met.",
            "How will the provision meet the pupil’s special educational needs?",
        ),
        Why.YEAR_DOES_NOT_FIT: W(
            "The year group does not fit the date of birth.",
            "Is the pupil taught outside their age group, or is one of the two wrong?",
        ),
        Why.PARENTS_AGREE: W("The parents were told before the form was signed, and agree."),
        Why.PARENTS_NOT_INFORMED: W(
            "The form gives no date on which the parents were told.",
            "When were the parents told in writing, and by whom?",
        ),
        Why.PARENTS_DISAGREE: W(
            "The parents do not agree.",
            "What are the parents’ objections, and what has been done to meet them?",
        ),
        Why.AGREEMENT_UNANSWERED: W("The form does not say whether the parents agree.", "Do the parents agree?"),
        Why.INFORMED_AFTER_START: W(
            "The parents were told after the placement began.",
            "Why were the parents told only after the start?",
        ),
        Why.INFORMED_AFTER_DECLARATION: W(
            "The parents were told after the form was signed.",
            "Had the parents been told when the form was completed?",
        ),
        Why.REVIEWS_PLANNED: W("Reviews are planned within the council’s interval and before the end."),
        Why.NO_REVIEWS: W(
            "The form names neither an interval nor a date for reviews.",
            "When will the placement be reviewed?",
        ),
        Why.REVIEW_PART_MISSING: W(
            "The form gives an interval or a first date for reviews, and not both.",
            "When is the first review, and how often after it?",
        ),
        Why.LONG_INTERVAL: W(
            "The interval between reviews is longer than {weeks} weeks.",
            "Can reviews be held at least every {weeks} weeks?",
        ),
        Why.LATE_FIRST_REVIEW: W(
            "The first review is later than {weeks} weeks after the start.",
            "Can the first review be held within {weeks} weeks?",
        ),
        Why.REVIEW_OFF_DAY: W(
            "The first review falls on a day without school.",
            "On which school day will the first review be held?",
        ),
        Why.REVIEW_AFTER_END: W(
            "The first review comes after the placement has ended.",
            "Can a review be held before the placement ends?",
        ),
        Why.TAILORED: W("The form says how the provision suits this pupil, and what it is to achieve."),
        Why.NO_OBJECTIVES: W("The form gives no objectives.", "What should be different at the end of the placement?"),
        Why.WELFARE_NOT_MENTIONED: W(
            "Social care, looked-after status or medical needs are declared and not mentioned in how needs are met.",
            "How will the provision meet the pupil’s welfare and medical needs?",
        ),
        Why.OBJECTIVES_CLEAR: W("Objectives and success criteria are given, and some can be measured."),
        Why.NO_SUCCESS_CRITERIA: W(
            "The form gives no success criteria.", "How will everybody know that it has worked?"
        ),
        Why.NOT_MEASURABLE: W(
            "No success criterion names a number, a date or a known measure.",
            "Which of the criteria can be measured, and how?",
        ),
        Why.SAFE: W("The provider’s checks are confirmed in writing, and there is a risk assessment."),
        Why.SAFEGUARDING_NO: W(
            "There is no written confirmation of the provider’s checks.",
            "When will you have the provider’s confirmation in writing?",
        ),
        Why.NO_RISK_ASSESSMENT: W("There is no risk assessment.", "When will the risk assessment be done?"),
        Why.SAFEGUARDING_UNANSWERED: W(
            "The form does not answer both safeguarding questions.",
            "Is there written confirmation of the provider’s checks, and a risk assessment?",
        ),
        Why.NO_SAFEGUARDING_LEAD: W(
            "No safeguarding lead at the provider is named.", "Who is the safeguarding lead at the provider?"
        ),
        Why.NO_SANCTION: W("Nothing in the reason or the objectives speaks of a sanction."),
        Why.SANCTION_WORDS: W(
            "The reason or the objectives use words of sanction or exclusion.",
            "Is the placement meant to support the pupil, and not to punish or to stand in for exclusion?",
        ),
        Why.NO_REASON: W("The form gives no reason.", "What is the main behaviour concern?"),
        Why.PARENTS_INVOLVED: W("The parents were told, and the form gives their views."),
        Why.NO_PARENTS_VIEWS: W("The parents’ views are not given.", "What do the parents say about the placement?"),
        Why.LIMITED: W("The placement has a beginning and an end within the council’s limits."),
        Why.NO_END: W("The placement has no end date.", "On which day does the placement end?"),
        Why.NO_START: W("The form gives no first day.", "On which day does the placement begin?"),
        Why.END_NOT_AFTER_START: W(
            "The last day of the placement does not come after the first.",
            "On which days does the placement begin and end?",
        ),
        Why.TOO_LONG: W(
            "The placement is longer than {weeks} weeks.",
            "Why is so long a placement needed, and could it be shorter?",
        ),
        Why.PAST_SCHOOL_YEAR: W(
            "The placement ends after the school year.", "Can the placement end within this school year?"
        ),
        Why.IN_TOUCH: W("The form says how the pupil stays in touch with friends and school."),
        Why.NO_LINKS: W(
            "The form does not say how the pupil stays in touch with friends and school.",
            "How will the pupil stay in touch with friends and with school?",
        ),
        Why.TAUGHT_ALONE: W(
            "The form speaks of teaching one to one or at home.",
            "How will the pupil spend time with others of their age?",
        ),
        Why.RETURN_PLANNED: W("There is a plan and a date for the return to school."),
        Why.NO_RETURN_PLAN: W(
            "There is no plan for the return to school.", "What is the plan for the return to school?"
        ),
        Why.NO_RETURN_DATE: W("The plan for the return gives no date.", "On which day does the pupil return?"),
        Why.LATE_RETURN: W(
            "The return is later than the first school day after the placement ends.",
            "Where is the pupil taught between the end of the placement and the return?",
        ),
        Why.MONITORED: W("The form says how the placement is monitored, and names a contact at the school."),
        Why.NO_MONITORING: W(
            "The form does not say how attendance and progress are checked.",
            "Who checks attendance and progress, and how often?",
        ),
        Why.NO_LINK_PERSON: W("No contact at the home school is named.", "Who at your school is the pupil’s contact?"),
        Why.SELDOM_CONTACT: W(
            "Contact with the provider seems to be less than weekly.",
            "Can attendance and progress be checked every week?",
        ),
        Why.NEEDS_SEEN: W("The form gives the pupil’s views and says how needs are met."),
        Why.NO_PUPIL_VIEWS: W("The pupil’s views are not given.", "What does the pupil say about the placement?"),
        Why.NO_PROFESSIONAL: W(
            "Needs are declared, and the professional who supports them is not named.",
            "Who is the professional (EHC plan coordinator, virtual school, social worker), and do they know of this?",
        ),
        Why.HEADS_AGREE: W("Both headteachers are named, and the receiving school agrees."),
        Why.RECEIVING_DISAGREES: W(
            "The receiving school does not agree.", "What would the receiving school need in order to agree?"
        ),
        Why.RECEIVING_UNANSWERED: W(
            "The form does not name both headteachers and say that the receiving school agrees.",
            "Do both headteachers agree to the move?",
        ),
        Why.INFORMATION_SHARED: W("The records have been passed to the receiving school."),
        Why.INFORMATION_NOT_SHARED: W(
            "The records have not been passed on.", "When will the records be passed to the receiving school?"
        ),
        Why.INFORMATION_UNANSWERED: W(
            "The form does not say whether records were passed on.", "Have the records been passed on?"
        ),
        Why.INTEGRATION_PLANNED: W("There is a plan for the pupil’s start at the receiving school."),
        Why.NO_INTEGRATION_PLAN: W(
            "There is no plan for the pupil’s start at the receiving school.",
            "How will the pupil be helped to settle in?",
        ),
        Why.NO_TRIAL: W("No trial period is named."),
        Why.TRIAL: W(
            "The form names a trial period; a managed move is meant to be permanent.",
            "Should this be an off-site direction first, since a managed move is meant to be permanent?",
        ),
        Why.RISK_RECORDS_SHARED: W("Risk records have been passed to the receiving school."),
        Why.HELD: W("The review was held, and the form says when."),
        Why.NO_REVIEW_DATE: W("The form does not say when the review was held.", "On which day was the review held?"),
        Why.HELD_LATER_THAN_SIGNED: W(
            "The review is dated after the form was signed.",
            "Was the review held before the form was completed?",
        ),
        Why.PARENTS_CAME: W("The parents came to the review, or their views were heard."),
        Why.PARENTS_HEARD: W("The parents did not come, and their views are given."),
        Why.PARENTS_ABSENT: W(
            "The form gives neither the parents’ presence nor their views.",
            "Were the parents invited, and what do they say?",
        ),
        Why.ATTENDANCE_GIVEN: W("The attendance since the last review is given."),
        Why.NO_ATTENDANCE: W(
            "The attendance since the last review is not given.",
            "What was the attendance since the last review?",
        ),
        Why.LOW_ATTENDANCE: W("Attendance is below 90%.", "What is being done about attendance?"),
        Why.PROGRESS_TOLD: W("The form says how the pupil is getting on."),
        Why.NO_PROGRESS: W("The form says nothing of progress.", "What progress was made against each objective?"),
        Why.DECIDED: W("There is a decision, and what follows from it is given."),
        Why.NO_DECISION: W("No decision is given.", "What did the review decide?"),
        Why.NO_NEXT_REVIEW: W("The placement goes on, and no next review is named.", "When is the next review?"),
        Why.NO_NEW_END: W(
            "The placement is to change its length, and the new last day is not given.",
            "What is the new last day?",
        ),
        Why.NEXT_NOT_LATER: W(
            "The next review does not come after the one that was held.", "On which day is the next review?"
        ),
        Why.NEXT_AFTER_END: W(
            "The next review comes after the new last day.", "Can the placement be reviewed before it ends?"
        ),
        Why.NEXT_TOO_LATE: W(
            "The next review is more than {weeks} weeks after this one.", "Can the next review be held sooner?"
        ),
        Why.NO_CONCERNS: W("The school has no safeguarding concerns."),
        Why.CONCERNS: W(
            "The school has safeguarding concerns, and the form says what has been done.",
            "Are the concerns being followed up, and by whom?",
        ),
        Why.CONCERNS_UNTOLD: W(
            "The school has safeguarding concerns, and the form does not say what they are.",
            "What are the concerns, and what has been done about them?",
        ),
        Why.CONCERNS_UNANSWERED: W(
            "The form does not say whether there are safeguarding concerns.", "Are there any safeguarding concerns?"
        ),
        Why.STEPS_TOLD: W("The form gives the next steps towards the return to school."),
        Why.NO_STEPS: W(
            "The form gives no steps towards the return to school.",
            "What are the next steps towards the return to school?",
        ),
    }
)
