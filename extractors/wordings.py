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
            "originating school", "sending school", "name of school academy", "home school", "referring school", "maintained school", "name of maintained school", "on roll at", "current school", ),
        "school_urn": ("unique reference number of school", "school unique reference number"),
        "laestab": ("dfe number of school", "school number", "establishment number", "estab number", "dcsf number"),
        "school_contact_name": (
            "person completing this referral", "person making referral", "referred by", "referrer", "lead member of staff",
            "name of person completing form", "contact at school", "school lead", "main school contact", "member of staff",
            "who is completing this form", "who should we contact about this", "officer to whom correspondence sent",
            "lead professional in school", "name of referrer", "staff member making the referral", "contact for queries",
            "who should we speak to", "person we should contact", "named school contact", "staff lead", "your name", "name of requester", "requester", "officer of the school dealing with this notice", "home school lead", "link teacher", "plan written by", "form filled in by", "filled in by", "who should the local authority talk to about this proposal", "referral lead", "lead in school", ),
        "school_contact_role": (
            "position in school", "role in school", "referrer role", "referrer position", "what is your role",
            "role of person completing form", "post held", "job title of referrer", "what is their role", "your post", "your job", "his or her post", "requester role", "lead job title", "role of lead", ),
        "school_email": (
            "referrer email", "email of contact", "email of referrer", "contact email address", "work email",
            "what is your email address", "what is their email address", "where should we send our reply", "your email", "lead email", "link teacher email", "home school lead email", ),
        "school_phone": (
            "school phone", "school contact number", "referrer telephone", "direct line", "contact telephone number",
            "what is their telephone number", "school tel no", "telephone of contact", "your phone number", "link teacher phone", "school telephone", "direct dial", ),
        "headteacher_name": (
            "head of school", "name of head", "executive headteacher", "who is the headteacher", "headteacher principal",
            "name of headteacher principal", "head teacher name", "principal name", "head", "headteacher of home school", "name of your headteacher", "principal of academy", ),
        "area": ("area team", "which area is the school in", "locality team", "quadrant", "area of county"),
        "coordinator_discussed": (
            "discussed with area coordinator", "has the referral been discussed with the council",
            "has this been raised with the education entitlement coordinator", "coordinator consulted",
            "have you spoken to your coordinator", "prior discussion with coordinator", "advance discussion with coordinator",
            "has the proposal been talked through with the area coordinator", "eec consulted", "discussed with local authority", "has the intention to direct been talked through with the area coordinator", "talked over with the coordinator", "spoken to coordinator", ),
        "coordinator_discussed_date": (
            "date of conversation with coordinator", "date of discussion with eec", "when was it discussed",
            "on what date was it discussed", "date raised with coordinator", "date coordinator consulted",
            "date of consultation", "when did you speak to the coordinator", "date of that conversation", "date spoken", "spoken to on", ),
        "coordinator_name": (
            "coordinator spoken to", "name of eec", "who did you speak to", "name of area coordinator",
            "council officer spoken to", "local authority officer", "spoken to", "eec spoken to", ),
        # The pupil
        "pupil_forename": (
            "pupil forenames", "child first name", "student first name", "forename s", "legal forename", "first given name",
            "name first", "christian name", "legal first name", "pupil given name",
        ),
        "pupil_surname": (
            "child last name", "student surname", "legal last name", "name last", "pupil family name", "second name",
            "child surname",
        ),
        "preferred_name": ("preferred first name", "name used", "what do they like to be called", "chosen name", "goes by", "likes to be called", ),
        "date_of_birth": (
            "pupil date of birth", "when was the pupil born", "child dob", "student dob", "birthday", "born on", "born", ),
        "upn": ("pupil upn", "upn number of pupil", "student upn", "unique pupil no"),
        "year_group": (
            "year", "year of pupil", "nc year group", "which year is the pupil in", "current year group", "pupil year group",
            "class year", "national curriculum year group", "yr",
        ),
        "gender": ("gender of pupil", "sex of pupil", "male or female", "boy girl"),
        "home_language": ("first language", "main language at home", "language at home", "mother tongue", "eal", "mainly speaks", "speaks at home", ),
        "ethnicity": ("ethnic category", "ethnic heritage", "pupil ethnicity", "ethnicity code"),
        "sen_status": (
            "sen stage", "send stage", "special educational needs status", "sen support or ehc plan", "does the pupil have sen",
            "additional needs", "send register", "level of sen", "does the pupil have special educational needs", "sen need",
            "special educational needs or disability", "sen code of practice stage", "send status of pupil", "send category", "sen code", "learning needs", "special educational needs provision", ),
        "ehcp_coordinator": (
            "ehc plan case officer", "name of plan coordinator", "send caseworker", "ehcp case worker", "sen caseworker",
        ),
        "looked_after": (
            "child in public care", "child looked after", "is the pupil in care", "in local authority care", "looked after status",
            "looked after by the council", "in care", "care status", "children looked after", "is the young person in care", "cic", ),
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
            "pupil attendance this academic year", "current attendance percent", "overall attendance", "attendance since last review", "attendance so far this year", "attendance year to date", ),
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
            "medication", "does the pupil have medical needs", "medical or health issues", "medical conditions we should know about", "any medical conditions", "medical needs and allergies", ),
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
            "date notified", "date family informed", "date on which notice was given to the parent", "told on", "date told in writing", "family written to on", "letter sent to parent on", "when did you write to the family", "date they were told in writing", "informed in writing on", ),
        "parents_agree": (
            "in agreement", "is the parent in agreement", "agrees", "parent carer agrees", "do the parents support this",
            "do parents consent", "consent given", "parent consent to placement", "does the parent carer agree to the placement",
            "family agree", "parental support for placement", "are parents in favour", "parent or carer supports the proposal", "does the parent support the direction", "have the family said yes", "parent said yes", "agrees to the move", "parents in favour", ),
        "parents_views": (
            "comments of parent", "parent carer comments", "what do the parents say", "what parents think", "what they say",
            "what the family says", "parent voice", "views of parent carer", "parental comments", "views of the family",
            "how do the parents feel", "family views", "parental wishes", "representations made by the parent", "what do the family think", "family thoughts", "parent wishes", "parent own words", "parents said", ),
        "pupil_views": (
            "comments of pupil", "views of the young person", "what does the pupil say", "child voice", "voice of the child",
            "what the young person thinks", "young person voice", "how does the pupil feel", "pupil comments", "wishes and feelings",
            "pupil wishes", "views of child", "wishes and feelings of the pupil", "what does the child think", "learner thoughts", "pupil own words", "pupil said", "what the young person told us", ),
        "parent_signed_date": ("date of parent signature", "date parent carer signed", "parent signed on", "signed by parent date"),
        # The placement
        "provider_name": (
            "name of alternative provider", "establishment to be attended", "name of host school", "name of provision",
            "name of placement", "which provider", "receiving provision", "placement provider", "name of ap provider",
            "where will the pupil go", "where will the placement be", "off site provider", "destination", "setting to be attended",
            "where will pupil be educated", "proposed provider", "proposed provision", "name of off site provision", "placement at", "place at which the pupil is to attend", "directed to attend", "provision requested", "where is the child going", "respite to be at", "hub requested", "setting", "host", "name of the provider", ),
        "provider_type": (
            "category of establishment", "kind of provider", "type of establishment", "provision type", "type of setting",
            "what kind of provision is it", "nature of provision", "type of alternative provision", "category of place", ),
        "provider_urn": ("urn of provider", "unique reference number of provider"),
        "provider_address": ("address of establishment", "address of provision", "address of placement", "where is the provider", "site address", "address of place", "setting address", ),
        "provider_contact": (
            "person responsible at establishment", "contact at provision", "who is the contact at the provider", "provider lead",
            "contact name at provider", "provider contact telephone", "named person at provider", "centre manager",
            "contact person at placement", "who is our contact there", "person to contact there", "person to contact", "who to ring at the setting", "manager and phone", "host contact", ),
        "start_date": (
            "start", "commencing", "date of commencement", "date placement starts", "first day of placement", "begins on",
            "when does the placement start", "when will it start", "placement begins", "direction starts", "starting date",
            "date placement begins", "start of placement", "proposed commencement date", "start of direction", "date from", "block start", "first day of attendance", "proposed start", "first day", ),
        "end_date": (
            "end", "date placement ends", "last day of placement", "date of completion", "when does the placement end",
            "when will it end", "placement finishes", "ends on", "direction ends", "ending date", "end of placement",
            "expected end date", "proposed finish date", "end of direction", "date to", "block end", "last day of attendance", "proposed finish", "last day", ),
        "days_per_week": ("how many days a week", "days each week", "days attended a week", "no of days per week", "days a week at provision", "days of attendance per week", "number of days in a week", "days p w", "for how many days in each week", ),
        "hours_per_week": (
            "how many hours a week", "hours each week", "weekly hours", "teaching hours per week", "hours of education per week",
            "guided learning hours", "total hours per week", "hours a week at provision", "hours of attendance per week", "number of hours in a week", "hours p w", "for how many hours in each week", ),
        "timetable": ("timetable for the week", "session times", "days and times", "pattern of attendance", "which days", "sessions"),
        "attendance_code": ("registration code", "code for register", "attendance register mark", "register mark", "how will attendance be coded"),
        "transport": ("travel to provision", "how will they get there", "transport to placement", "who will transport the pupil", "travel plan", "getting there", "getting there and back", "means of travel", ),
        # Why and what for
        "reason": (
            "main behaviour concern", "behaviour concern", "reasons for the direction", "grounds for direction", "grounds",
            "why is the placement being made", "why are you referring", "why do you propose this", "nature of concern",
            "presenting behaviour", "reason for off site direction", "describe the behaviour", "what is the concern",
            "presenting issues", "behaviour giving rise to direction", "primary reason", "concerns about behaviour",
            "what behaviour has led to this", "what has been going wrong", "what is worrying the school most", "what led to this plan", "behaviour giving rise to the direction", "tell us about the behaviour", "describe the behaviour that has led to this request", "why are you asking for this placement", ),
        "behaviour_strategy": (
            "wider behaviour improvement strategy", "strategy", "which behaviour strategy is this part of", "behaviour support plan",
            "how does this fit the behaviour plan", "improvement strategy", "overall behaviour plan", "pastoral support plan",
            "behaviour improvement plan of which this is part", "how the placement fits with the behaviour strategy", "which improvement plan it belongs to", "wider behaviour plan this belongs to", ),
        "previous_support": (
            "support already tried", "tried so far", "measures previously taken", "what has been tried", "interventions to date",
            "support provided so far", "what has already been tried", "strategies already tried", "in school support",
            "actions taken so far", "interventions and impact", "previous strategies and outcomes", "support put in place",
            "steps already taken", "prior interventions", "what has school done so far", "what have you already put in place", "what have you tried", "what has school done about it", "earlier support", "support given by the school", "steps taken by the school before now", "support and interventions before the direction", "list the support already given", "what support has the pupil had up to now", ),
        "objectives": (
            "what are the objectives", "aims of the placement", "what do you want to achieve", "goals", "expected outcomes",
            "desired outcomes", "targets for the pupil", "what should change", "objectives for pupil", "purpose of placement",
            "what the placement should achieve", "aims for the pupil", "key objectives", "what would you like the young person to get out of it", "what do you hope will change", "what will be different afterwards", "intended outcomes", "what is the placement intended to achieve", "what do we want this placement to achieve", ),
        "success_criteria": (
            "how will success be measured", "how will you know it has worked", "what will success look like", "measures of success",
            "evidence of success", "how will we know", "success measures", "how progress will be judged", "impact measures",
            "signs of success", "measurable outcomes", "how outcomes will be measured", "what will we see hear or count", "how we will measure the goals", "how achievement of the objectives will be measured", "how will everybody know that it has been achieved", "how will we know it has been successful", "success will look like", ),
        "needs_met": (
            "suitability for needs", "means by which needs will be met", "how will the provision meet needs", "suitability of placement",
            "why is this provision suitable", "why this provider", "meeting the pupil needs", "how provision is suitable for pupil",
            "how the placement is tailored", "meeting individual needs", "how will sen needs be met", "tailored to the pupil", "why is this right for the young person", "in what ways does the provision suit this pupil", "how the place meets the pupil needs", ),
        "curriculum": (
            "arrangements for continued education", "educational continuity subjects exams", "continuity of education",
            "curriculum arrangements", "what will the pupil study", "how will education continue", "subjects and qualifications",
            "learning programme", "courses", "what will be taught", "academic provision", "education during placement", "what work will the school send", "what will the child be learning while away", "arrangements for teaching and learning", "lessons during the placement", "what lessons will continue", "education to be provided", ),
        # Safeguarding
        "safeguarding_confirmed": (
            "safeguarding checks confirmed in writing", "provider checks confirmed", "safeguarding confirmed in writing",
            "has the provider confirmed its safeguarding checks", "written assurance of safeguarding", "staff vetting checks confirmed",
            "safer recruitment checks confirmed", "dbs checks confirmed", "safeguarding assurances received",
            "written confirmation that checks have been made", "confirmation of safeguarding procedures", "did the placement show you its safeguarding checks", "safeguarding letter on file", "safeguarding assurance received", ),
        "safeguarding_lead": (
            "dsl at provision", "safeguarding lead at placement", "name of dsl", "designated safeguarding lead at provider",
            "who leads on safeguarding", "child protection lead", "safeguarding contact at provider", "provider safeguarding lead",
        ),
        "risk_assessment": (
            "risk assessment carried out", "has a risk assessment been done", "risk assessment attached", "individual risk assessment",
            "is there a risk assessment", "risk assessment undertaken", "risk assessment shared", "have you done a risk assessment", "risk assessment on file", ),
        "monitoring_plan": (
            "supervision of attendance and progress", "how will attendance and progress be checked", "monitoring arrangements",
            "how will you monitor", "attendance monitoring", "monitoring of progress", "oversight", "how often will you check",
            "who will monitor and how often", "quality assurance visits", "how the school will monitor the placement", "checks on attendance and learning", "how attendance and progress will be monitored", ),
        "link_person": (
            "named link person in school", "named teacher at home school", "key adult", "named contact at home school", "link teacher",
            "school link person", "mentor in school", "who is the named contact at your school", "home school link",
            "named member of staff at home school", "key contact in school", "person at school who will stay in touch", "who from school will keep in touch with the child", "who at the school will be the pupil point of contact", "link adult", "key adult in school", ),
        "school_links": (
            "contact with friends and school", "links with friends and school", "keeping in touch", "contact with peers",
            "how will the pupil stay in touch", "link with school and peers", "how will the pupil remain part of the school",
            "maintaining contact with friends", "avoiding isolation", "staying part of the school community", "staying connected", "keeping links with the school", ),
        # Reviews and return
        "review_interval_weeks": (
            "interval", "interval in weeks", "reviewed every weeks", "how many weeks between reviews", "how often will it be reviewed",
            "review cycle weeks", "frequency of review weeks", "how often reviews", "weeks between reviews", "interval between reviews", "review every", "check in every", ),
        "first_review_date": (
            "when is the first review", "first review to be held on", "first review meeting", "date set for first review",
            "date of first review meeting", "initial review date", "first check in meeting", "when will you first meet to review", "first review will be on", ),
        "review_attendees": ("who will be invited", "invitees", "people invited to review", "who will attend the review", "review panel", "persons to be invited", ),
        "reintegration_plan": (
            "arrangements for reintegration", "plan for return to school", "how will the pupil return", "transition back to school",
            "reintegration arrangements", "plan for coming back", "what is the plan for the return to school", "return to mainstream plan",
            "planned return to home school", "steps back into school", "how will they be reintegrated", "how will the young person come back", "step in plan", "arrangements for return to the school", ),
        "reintegration_date": (
            "expected date of return to school", "date of return to home school", "when will the pupil return", "planned return date",
            "back in school on", "date back in school full time", "date pupil returns", "expected return", "coming back on", "when will the child be back with us full time", "step in date", "date of return to school", ),
        # Declaration
        "declared_by": (
            "signed name", "who completed this notice", "name of signatory", "print name", "name of person signing", "signatory",
            "full name of person signing", "i confirm name", "name of person making declaration", "form completed by", "signed print name", "filled in by", ),
        "declared_role": ("office held", "what is your role", "signatory role", "position held", "capacity", "position of signatory", "position of person making declaration", "post", "job", ),
        "declared_date": ("dated", "on what date did you complete it", "date of signature", "date form completed", "date of signing", "signed on", "date completed", "date of referral", ),
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
            "receiving school headteacher", "principal of receiving school", "head of new school", "headteacher of receiving school", ),
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
            "how will the pupil settle in", "plan for starting", "welcome plan", "integration arrangements", "induction and settling in", ),
        "review_date": (
            "when will the move be reviewed", "date of review meeting", "meeting held on", "date the review took place",
            "review took place on", "when was the review held", "when will it be reviewed", "date review held", "review meeting", ),
        # Review outcomes
        "case_reference": ("council reference", "case number", "osd reference", "council case reference", "our ref", "placement reference"),
        "attended_by": ("people present", "who attended", "who was there", "attendance at meeting", "those present", "names of those attending"),
        "parents_attended": ("did parents attend", "parent carer present", "were the parents there", "parent present at review", "did parents take part", "parents came", ),
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
