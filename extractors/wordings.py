"""Other words in which forms ask what ours ask: the telling words of a label, without "what is" and "please give".

These are not spellings of one label, as a Question's `also` is, but examples: a label that resembles one is known by
it, the less surely the less it does. Add the words of a form that was read badly here, never the form's own answers.
"""

from __future__ import annotations

from types import MappingProxyType

WORDINGS = MappingProxyType(
    {
        # The school
        "school_name": (
            "establishment", "name of establishment", "name of setting", "school on roll", "where is the pupil on roll",
            "which school does the pupil attend", "mainstream school", "commissioning school", "academy", "school academy",
            "base school", "school making the referral", "directing school", "substantive school", "your school",
            "originating school", "sending school", "name of school academy",
        ),
        "school_urn": ("unique reference number of school", "school unique reference number"),
        "laestab": ("dfe number of school", "school number", "establishment number", "estab number", "dcsf number"),
        "school_contact_name": (
            "person completing this referral", "person making referral", "referred by", "referrer", "lead member of staff",
            "name of person completing form", "contact at school", "school lead", "main school contact", "member of staff",
            "who is completing this form", "who should we contact about this", "officer to whom correspondence sent",
            "lead professional in school", "name of referrer", "staff member making the referral", "contact for queries",
            "who should we speak to", "person we should contact", "named school contact", "staff lead",
        ),
        "school_contact_role": (
            "position in school", "role in school", "referrer role", "referrer position", "what is your role",
            "role of person completing form", "post held", "job title of referrer", "what is their role",
        ),
        "school_email": (
            "referrer email", "email of contact", "email of referrer", "contact email address", "work email",
            "what is your email address", "what is their email address", "where should we send our reply",
        ),
        "school_phone": (
            "school phone", "school contact number", "referrer telephone", "direct line", "contact telephone number",
            "what is their telephone number", "school tel no", "telephone of contact",
        ),
        "headteacher_name": (
            "head of school", "name of head", "executive headteacher", "who is the headteacher", "headteacher principal",
            "name of headteacher principal", "head teacher name", "principal name", "head",
        ),
        "area": ("area team", "which area is the school in", "locality team", "quadrant", "area of county"),
        "coordinator_discussed": (
            "discussed with area coordinator", "has the referral been discussed with the council",
            "has this been raised with the education entitlement coordinator", "coordinator consulted",
            "have you spoken to your coordinator", "prior discussion with coordinator", "advance discussion with coordinator",
            "has the proposal been talked through with the area coordinator", "eec consulted", "discussed with local authority",
        ),
        "coordinator_discussed_date": (
            "date of conversation with coordinator", "date of discussion with eec", "when was it discussed",
            "on what date was it discussed", "date raised with coordinator", "date coordinator consulted",
            "date of consultation", "when did you speak to the coordinator",
        ),
        "coordinator_name": (
            "coordinator spoken to", "name of eec", "who did you speak to", "name of area coordinator",
            "council officer spoken to", "local authority officer",
        ),
        # The pupil
        "pupil_forename": (
            "pupil forenames", "child first name", "student first name", "forename s", "legal forename", "first given name",
            "name first", "christian name", "legal first name", "pupil given name",
        ),
        "pupil_surname": (
            "child last name", "student surname", "legal last name", "name last", "pupil family name", "second name",
            "child surname",
        ),
        "preferred_name": ("preferred first name", "name used", "what do they like to be called", "chosen name", "goes by"),
        "date_of_birth": (
            "pupil date of birth", "when was the pupil born", "child dob", "student dob", "birthday", "born on",
        ),
        "upn": ("pupil upn", "upn number of pupil", "student upn", "unique pupil no"),
        "year_group": (
            "year", "year of pupil", "nc year group", "which year is the pupil in", "current year group", "pupil year group",
            "class year", "national curriculum year group", "yr",
        ),
        "gender": ("gender of pupil", "sex of pupil", "male or female", "boy girl"),
        "home_language": ("first language", "main language at home", "language at home", "mother tongue", "eal"),
        "ethnicity": ("ethnic category", "ethnic heritage", "pupil ethnicity", "ethnicity code"),
        "sen_status": (
            "sen stage", "send stage", "special educational needs status", "sen support or ehc plan", "does the pupil have sen",
            "additional needs", "send register", "level of sen", "does the pupil have special educational needs", "sen need",
            "special educational needs or disability", "sen code of practice stage", "send status of pupil",
        ),
        "ehcp_coordinator": (
            "ehc plan case officer", "name of plan coordinator", "send caseworker", "ehcp case worker", "sen caseworker",
        ),
        "looked_after": (
            "child in public care", "child looked after", "is the pupil in care", "in local authority care", "looked after status",
            "looked after by the council", "in care", "care status", "children looked after",
        ),
        "virtual_school_contact": ("virtual school lead", "contact at virtual school", "virtual head", "virtual school advisor"),
        "social_care": (
            "social services involvement", "children social care involvement", "is social care involved", "cin cp",
            "children services status", "involvement of children services", "child in need or child protection",
            "early help or social care", "level of social care support", "safeguarding status",
        ),
        "social_worker_name": ("name of allocated social worker", "who is the social worker", "family support worker"),
        "social_worker_contact": ("social worker phone email", "social worker number", "contact for social worker"),
        "free_school_meals": ("fsm", "entitled to free school meals", "receives free school meals", "eligible for fsm"),
        "attendance_percent": (
            "attendance this year", "percentage attendance", "attendance to date", "attendance figure", "attendance rate",
            "pupil attendance this academic year", "current attendance percent", "overall attendance",
        ),
        "suspensions_count": (
            "how many suspensions", "suspensions this academic year", "number of fixed term exclusions", "suspensions to date",
            "no of suspensions", "number of fixed period exclusions", "how many times suspended",
        ),
        "suspension_days": (
            "total days of suspension", "days excluded", "total days excluded", "number of days suspended",
            "total number of days suspended", "school days lost to suspension",
        ),
        "medical_needs": (
            "medical conditions or allergies", "any medical needs", "health conditions", "health information",
            "medication", "does the pupil have medical needs", "medical or health issues",
        ),
        # Parent or carer
        "parent_name": (
            "parent guardian", "name of person with parental responsibility", "who is the parent or carer", "mother father carer",
            "name of carer", "adult with parental responsibility", "parent full name", "parent carer full name", "main carer",
            "parents names", "carer full name", "who has parental responsibility",
        ),
        "parent_relationship": (
            "relationship to young person", "related to pupil", "how are they related to the pupil", "relation to child",
            "relationship with pupil", "parental relationship", "relationship of adult to child",
        ),
        "parent_email": ("parent email address", "parent carer email", "home email", "email of parent"),
        "parent_phone": (
            "parent telephone number", "parent contact number", "parent mobile number", "home phone", "emergency contact number",
            "telephone of parent", "parent carer telephone", "daytime telephone",
        ),
        "parent_address": ("parent home address", "address of family", "family address", "where does the family live", "postal address"),
        "parents_informed_date": (
            "date parents told", "date informed", "date told", "date informed in writing", "when were parents informed",
            "date of letter", "date of letter home", "date parent carer informed", "date parents were notified in writing",
            "date written notice given to parents", "when did you write to the parents", "date letter sent to parents",
            "date notified", "date family informed",
        ),
        "parents_agree": (
            "in agreement", "is the parent in agreement", "agrees", "parent carer agrees", "do the parents support this",
            "do parents consent", "consent given", "parent consent to placement", "does the parent carer agree to the placement",
            "family agree", "parental support for placement", "are parents in favour", "parent or carer supports the proposal",
        ),
        "parents_views": (
            "comments of parent", "parent carer comments", "what do the parents say", "what parents think", "what they say",
            "what the family says", "parent voice", "views of parent carer", "parental comments", "views of the family",
            "how do the parents feel", "family views", "parental wishes",
        ),
        "pupil_views": (
            "comments of pupil", "views of the young person", "what does the pupil say", "child voice", "voice of the child",
            "what the young person thinks", "young person voice", "how does the pupil feel", "pupil comments", "wishes and feelings",
            "pupil wishes", "views of child",
        ),
        "parent_signed_date": ("date of parent signature", "date parent carer signed", "parent signed on", "signed by parent date"),
        # The placement
        "provider_name": (
            "name of alternative provider", "establishment to be attended", "name of host school", "name of provision",
            "name of placement", "which provider", "receiving provision", "placement provider", "name of ap provider",
            "where will the pupil go", "where will the placement be", "off site provider", "destination", "setting to be attended",
            "where will pupil be educated", "proposed provider", "proposed provision", "name of off site provision", "placement at",
        ),
        "provider_type": (
            "category of establishment", "kind of provider", "type of establishment", "provision type", "type of setting",
            "what kind of provision is it", "nature of provision", "type of alternative provision",
        ),
        "provider_urn": ("urn of provider", "unique reference number of provider"),
        "provider_address": ("address of establishment", "address of provision", "address of placement", "where is the provider", "site address"),
        "provider_contact": (
            "person responsible at establishment", "contact at provision", "who is the contact at the provider", "provider lead",
            "contact name at provider", "provider contact telephone", "named person at provider", "centre manager",
            "contact person at placement", "who is our contact there",
        ),
        "start_date": (
            "start", "commencing", "date of commencement", "date placement starts", "first day of placement", "begins on",
            "when does the placement start", "when will it start", "placement begins", "direction starts", "starting date",
            "date placement begins", "start of placement", "proposed commencement date", "start of direction",
        ),
        "end_date": (
            "end", "date placement ends", "last day of placement", "date of completion", "when does the placement end",
            "when will it end", "placement finishes", "ends on", "direction ends", "ending date", "end of placement",
            "expected end date", "proposed finish date", "end of direction",
        ),
        "days_per_week": ("how many days a week", "days each week", "days attended a week", "no of days per week", "days a week at provision"),
        "hours_per_week": (
            "how many hours a week", "hours each week", "weekly hours", "teaching hours per week", "hours of education per week",
            "guided learning hours", "total hours per week", "hours a week at provision",
        ),
        "timetable": ("timetable for the week", "session times", "days and times", "pattern of attendance", "which days", "sessions"),
        "attendance_code": ("registration code", "code for register", "attendance register mark", "register mark", "how will attendance be coded"),
        "transport": ("travel to provision", "how will they get there", "transport to placement", "who will transport the pupil", "travel plan"),
        # Why and what for
        "reason": (
            "main behaviour concern", "behaviour concern", "reasons for the direction", "grounds for direction", "grounds",
            "why is the placement being made", "why are you referring", "why do you propose this", "nature of concern",
            "presenting behaviour", "reason for off site direction", "describe the behaviour", "what is the concern",
            "presenting issues", "behaviour giving rise to direction", "primary reason", "concerns about behaviour",
            "what behaviour has led to this",
        ),
        "behaviour_strategy": (
            "wider behaviour improvement strategy", "strategy", "which behaviour strategy is this part of", "behaviour support plan",
            "how does this fit the behaviour plan", "improvement strategy", "overall behaviour plan", "pastoral support plan",
            "behaviour improvement plan of which this is part", "how the placement fits with the behaviour strategy",
        ),
        "previous_support": (
            "support already tried", "tried so far", "measures previously taken", "what has been tried", "interventions to date",
            "support provided so far", "what has already been tried", "strategies already tried", "in school support",
            "actions taken so far", "interventions and impact", "previous strategies and outcomes", "support put in place",
            "steps already taken", "prior interventions", "what has school done so far",
        ),
        "objectives": (
            "what are the objectives", "aims of the placement", "what do you want to achieve", "goals", "expected outcomes",
            "desired outcomes", "targets for the pupil", "what should change", "objectives for pupil", "purpose of placement",
            "what the placement should achieve", "aims for the pupil", "key objectives",
        ),
        "success_criteria": (
            "how will success be measured", "how will you know it has worked", "what will success look like", "measures of success",
            "evidence of success", "how will we know", "success measures", "how progress will be judged", "impact measures",
            "signs of success", "measurable outcomes", "how outcomes will be measured",
        ),
        "needs_met": (
            "suitability for needs", "means by which needs will be met", "how will the provision meet needs", "suitability of placement",
            "why is this provision suitable", "why this provider", "meeting the pupil needs", "how provision is suitable for pupil",
            "how the placement is tailored", "meeting individual needs", "how will sen needs be met", "tailored to the pupil",
        ),
        "curriculum": (
            "arrangements for continued education", "educational continuity subjects exams", "continuity of education",
            "curriculum arrangements", "what will the pupil study", "how will education continue", "subjects and qualifications",
            "learning programme", "courses", "what will be taught", "academic provision", "education during placement",
        ),
        # Safeguarding
        "safeguarding_confirmed": (
            "safeguarding checks confirmed in writing", "provider checks confirmed", "safeguarding confirmed in writing",
            "has the provider confirmed its safeguarding checks", "written assurance of safeguarding", "staff vetting checks confirmed",
            "safer recruitment checks confirmed", "dbs checks confirmed", "safeguarding assurances received",
            "written confirmation that checks have been made", "confirmation of safeguarding procedures",
        ),
        "safeguarding_lead": (
            "dsl at provision", "safeguarding lead at placement", "name of dsl", "designated safeguarding lead at provider",
            "who leads on safeguarding", "child protection lead", "safeguarding contact at provider", "provider safeguarding lead",
        ),
        "risk_assessment": (
            "risk assessment carried out", "has a risk assessment been done", "risk assessment attached", "individual risk assessment",
            "is there a risk assessment", "risk assessment undertaken", "risk assessment shared",
        ),
        "monitoring_plan": (
            "supervision of attendance and progress", "how will attendance and progress be checked", "monitoring arrangements",
            "how will you monitor", "attendance monitoring", "monitoring of progress", "oversight", "how often will you check",
            "who will monitor and how often", "quality assurance visits", "how the school will monitor the placement",
        ),
        "link_person": (
            "named link person in school", "named teacher at home school", "key adult", "named contact at home school", "link teacher",
            "school link person", "mentor in school", "who is the named contact at your school", "home school link",
            "named member of staff at home school", "key contact in school",
        ),
        "school_links": (
            "contact with friends and school", "links with friends and school", "keeping in touch", "contact with peers",
            "how will the pupil stay in touch", "link with school and peers", "how will the pupil remain part of the school",
            "maintaining contact with friends", "avoiding isolation", "staying part of the school community", "staying connected",
        ),
        # Reviews and return
        "review_interval_weeks": (
            "interval", "interval in weeks", "reviewed every weeks", "how many weeks between reviews", "how often will it be reviewed",
            "review cycle weeks", "frequency of review weeks", "how often reviews",
        ),
        "first_review_date": (
            "when is the first review", "first review to be held on", "first review meeting", "date set for first review",
            "date of first review meeting", "initial review date",
        ),
        "review_attendees": ("who will be invited", "invitees", "people invited to review", "who will attend the review", "review panel"),
        "reintegration_plan": (
            "arrangements for reintegration", "plan for return to school", "how will the pupil return", "transition back to school",
            "reintegration arrangements", "plan for coming back", "what is the plan for the return to school", "return to mainstream plan",
            "planned return to home school", "steps back into school", "how will they be reintegrated",
        ),
        "reintegration_date": (
            "expected date of return to school", "date of return to home school", "when will the pupil return", "planned return date",
            "back in school on", "date back in school full time", "date pupil returns", "expected return",
        ),
        # Declaration
        "declared_by": (
            "signed name", "who completed this notice", "name of signatory", "print name", "name of person signing", "signatory",
            "full name of person signing", "i confirm name", "name of person making declaration",
        ),
        "declared_role": ("office held", "what is your role", "signatory role", "position held", "capacity", "position of signatory", "position of person making declaration"),
        "declared_date": ("dated", "on what date did you complete it", "date of signature", "date form completed", "date of signing", "signed on"),
        "headteacher_signed": (
            "headteacher has agreed", "has agreed this plan", "headteacher agrees", "seen and agreed by headteacher",
            "headteacher has approved", "approved by headteacher", "does the headteacher agree",
        ),
        # Managed moves
        "receiving_school_name": (
            "school the pupil is moving to", "which school is the pupil moving to", "destination school", "accepting school",
            "name of proposed school", "name of new school", "proposed receiving school", "admitting school", "move to",
        ),
        "receiving_school_urn": ("urn of receiving school",),
        "receiving_headteacher_name": (
            "head of receiving school", "name of receiving headteacher", "who is the headteacher of the receiving school",
            "receiving school headteacher", "principal of receiving school", "head of new school",
        ),
        "receiving_school_agrees": (
            "has the receiving school agreed", "receiving school in agreement", "receiving school accepts", "new school agrees",
            "receiving headteacher agrees", "move accepted", "receiving school has accepted the pupil",
        ),
        "move_start_date": (
            "when will the pupil start", "start at receiving school", "first day at new school", "date of transfer", "transfer date",
            "date of admission", "admission date", "date the move takes effect", "date move begins",
        ),
        "trial_end_date": ("trial ends", "end of trial", "trial until", "probation ends", "last day of trial"),
        "information_shared": (
            "have records been shared", "information has been shared with receiving school", "pupil file shared",
            "records transferred", "has information been passed on", "pupil information shared", "files passed on",
        ),
        "integration_plan": (
            "settling in plan", "how will the pupil be supported to settle", "induction arrangements", "support at new school",
            "how will the pupil settle in", "plan for starting", "welcome plan", "integration arrangements",
        ),
        "review_date": (
            "when will the move be reviewed", "date of review meeting", "meeting held on", "date the review took place",
            "review took place on", "when was the review held", "when will it be reviewed",
        ),
        # Review outcomes
        "case_reference": ("council reference", "case number", "osd reference", "council case reference", "our ref", "placement reference"),
        "attended_by": ("people present", "who attended", "who was there", "attendance at meeting", "those present", "names of those attending"),
        "parents_attended": ("did parents attend", "parent carer present", "were the parents there", "parent present at review"),
        "progress": (
            "progress since last review", "progress made so far", "how is the pupil doing", "progress against targets",
            "what has gone well", "review of objectives", "how far have objectives been met", "progress report",
        ),
        "safeguarding_concerns": (
            "any safeguarding concerns since", "have there been safeguarding concerns", "concerns about safety", "safeguarding issues",
        ),
        "safeguarding_details": ("details of safeguarding concerns", "if yes what", "what are the concerns", "safeguarding action taken"),
        "decision": (
            "decision of the review", "what was decided", "what happens next", "outcome of meeting", "agreed outcome",
            "recommendation", "decision made", "what did the meeting decide",
        ),
        "decision_reason": (
            "reasons for the decision", "why was this decided", "basis of decision", "rationale for decision", "why this decision",
        ),
        "next_review_date": ("when is the next review", "date of next meeting", "next meeting", "next review on"),
        "new_end_date": ("amended end date", "placement now ends", "extension until", "end date if changed", "new last day"),
        "reintegration_steps": (
            "steps to return to school", "progress towards reintegration", "reintegration actions", "what needs to happen before return",
            "actions towards return", "how will the pupil return to school",
        ),
        "completed_by": ("report completed by", "person completing review", "who completed this form", "name of person completing"),
        "completed_date": ("date of report", "date of completion", "form completed on", "report date"),
    }
)  # fmt: skip
