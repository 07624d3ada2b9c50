"""Other words in which forms ask about safeguarding, reviews, the declaration, managed moves and review outcomes."""

from __future__ import annotations

TOLD = """
safeguarding_confirmed: are safeguarding checks complete | child protection policy seen | confirmation of safeguarding
  in writing | confirmation of safeguarding procedures | dbs and safeguarding checks | dbs checks | dbs checks
  confirmed | did the placement show you its safeguarding checks | due diligence checks done | due diligence completed
  | has provider confirmed safeguarding checks | has the provider confirmed its safeguarding checks | has the school
  checked the provider's safeguarding | has written confirmation been received | have checks been made on the provider
  | have safeguarding checks been carried out | have safeguarding checks been completed | have staff checks been
  confirmed | have you checked safeguarding | policies checked | provider checks confirmed | provider has confirmed
  safeguarding | provider safeguarding checked | provider's safeguarding confirmed | quality assurance and
  safeguarding checks | quality assurance checks completed | safeguarding arrangements checked | safeguarding
  arrangements confirmed | safeguarding arrangements in place | safeguarding assurance | safeguarding assurance
  received | safeguarding assurances in writing | safeguarding assurances received | safeguarding checked |
  safeguarding checks confirmed in writing | safeguarding checks done | safeguarding checks in place | safeguarding
  checks made | safeguarding checks on provider completed | safeguarding checks received | safeguarding checks
  verified | safeguarding confirmed in writing | safeguarding letter on file | safeguarding procedures checked |
  safeguarding procedures confirmed | safer recruitment checks confirmed | safer recruitment confirmed | staff dbs
  confirmed | staff vetting checks confirmed | vetting checks | written assurance of safeguarding | written
  confirmation of safeguarding | written confirmation received from provider | written confirmation that checks have
  been made | written safeguarding assurance
safeguarding_lead: child protection contact at provider | child protection lead | designated safeguarding lead at
  placement | designated safeguarding lead at provider | designated safeguarding lead of provider | designated
  safeguarding person at provider | dsl at provision | dsl at the provider | dsl at the setting | dsl contact at
  provision | dsl name | dsl of provider | name of dsl | name of dsl at setting | name of safeguarding lead | provider
  dsl | provider safeguarding lead | provider's dsl | safeguarding contact | safeguarding contact at provider |
  safeguarding lead at placement | safeguarding lead at setting | safeguarding lead of provider | safeguarding officer
  at provider | setting dsl | who is responsible for safeguarding at the provider | who is the dsl | who is the
  safeguarding lead at the provider | who leads on safeguarding
risk_assessment: current risk assessment | has a risk assessment been carried out | has a risk assessment been
  completed | has a risk assessment been done | has a risk assessment been shared | have you completed a risk
  assessment | have you done a risk assessment | individual pupil risk assessment | individual risk assessment | is a
  risk assessment in place | is there a current risk assessment | is there a risk assessment | pupil risk assessment |
  ra attached | ra completed | ra done | ra in place | ra shared | risk assessment attached | risk assessment
  available | risk assessment carried out | risk assessment complete | risk assessment current | risk assessment done
  | risk assessment in place | risk assessment made | risk assessment on file | risk assessment provided | risk
  assessment reviewed | risk assessment seen | risk assessment shared | risk assessment shared with provider | risk
  assessment undertaken | risk assessment written | up to date risk assessment
monitoring_plan: arrangements for checking progress | arrangements for monitoring | arrangements for tracking progress
  | attendance and progress monitoring | attendance and welfare monitoring | attendance monitoring | checking
  attendance and progress | checks on attendance | checks on attendance and learning | checks to be made | daily
  attendance reporting | how attendance and progress will be monitored | how often will school visit | how often will
  you check | how the school will monitor the placement | how will attendance and progress be checked | how will
  attendance be monitored | how will progress be monitored | how will progress be reported | how will school keep
  track | how will school know how the pupil is doing | how will the placement be monitored | how will the school
  monitor | how will we monitor | how will you check on progress | how will you check on the pupil | how will you
  monitor | information sharing with provider on attendance | monitoring arrangements | monitoring arrangements for
  placement | monitoring of attendance | monitoring of attendance and progress | monitoring of progress | monitoring
  of the placement | oversight | oversight arrangements | oversight of placement | quality assurance of placement |
  quality assurance visits | reporting arrangements | reports from provider | supervision of attendance and progress |
  supervision of placement | tracking | tracking attendance | tracking of progress | visits by school staff | visits
  to provider | who will check attendance | who will monitor | who will monitor and how often | who will monitor
  attendance | who will monitor the placement
link_person: contact person for the pupil in school | home school link | key adult | key adult at school | key adult
  in school | key contact in school | key member of staff | key person at school | key person in school | key worker
  at school | key worker in school | link adult | link member of staff | link person | link person at school | link
  staff | link teacher | link teacher in school | link worker | member of staff keeping in touch | member of staff who
  will stay in contact | member of staff who will visit | mentor | mentor in school | named adult at school | named
  adult in school | named contact at home school | named contact for pupil during placement | named contact for the
  pupil | named contact in school | named link | named link at home school | named link person in school | named
  member of staff at home school | named person at school | named person in home school | named staff contact for
  pupil | named teacher at home school | person at school who will stay in touch | pupil's point of contact | school
  keyworker | school link | school link person | school link worker | school mentor | staff member linked to placement
  | staff member who will keep in touch | trusted adult | who at the school will be the pupil point of contact | who
  from school will keep in touch with the child | who in school will the pupil talk to | who is the link person in
  school | who is the named contact at your school | who is the pupil's key worker | who is the pupil's link person |
  who will be the link | who will keep in touch with the pupil | who will stay in touch with the pupil
school_links: avoiding isolation | avoiding social isolation | belonging to school community | contact with friends |
  contact with friends and peers | contact with friends and school | contact with home school | contact with peers |
  contact with school and friends | contact with school during placement | friendships | how will contact with school
  be kept | how will friendships be maintained | how will isolation be avoided | how will peer relationships be
  maintained | how will the pupil keep in contact with school | how will the pupil keep in touch with friends | how
  will the pupil keep in touch with school | how will the pupil remain part of the school | how will the pupil see
  friends | how will the pupil stay connected | how will the pupil stay in touch | how will the pupil stay part of
  school life | inclusion in school life | involvement in school life | keep in touch with peers | keeping connected |
  keeping connected to school | keeping in touch | keeping in touch with friends | keeping in touch with school |
  keeping links | keeping links with home school | keeping links with the school | link with school and peers | links
  to school | links with friends and school | links with home school | links with school | maintaining contact with
  friends | maintaining contact with peers | maintaining contact with school | maintaining friendships | maintaining
  links | maintaining links with school and peers | maintaining relationships | part in school life | peer contact |
  peer relationships | preventing isolation | sense of belonging | social contact | staying connected | staying in
  touch | staying in touch with friends | staying in touch with school | staying part of the school community | trips
  and events in school
review_interval_weeks: check in every | frequency of review meetings | frequency of review weeks | frequency of
  reviews | frequency of reviews in weeks | gap between reviews | how frequently reviewed | how many weeks between
  reviews | how often reviews | how often will it be reviewed | how often will reviews be held | how often will the
  placement be reviewed | how often will there be reviews | how often will we review | interval | interval between
  reviews | interval in weeks | number of weeks between reviews | regularity of reviews | review cycle | review cycle
  weeks | review every | review every weeks | review frequency | review interval in weeks | review meetings held every
  | review period weeks | reviewed every | reviewed every weeks | reviews every | reviews every weeks | reviews to be
  held every | time between reviews | weeks between review meetings | weeks between reviews
first_review_date: 1st review | 1st review date | date first review due | date of first review | date of first review
  meeting | date of initial review | date of review | date set for first review | date set for review | first check in
  meeting | first meeting to review | first progress meeting | first review date | first review due | first review
  held on | first review meeting | first review on | first review to be held on | first review to take place on |
  first review will be on | initial review | initial review date | initial review meeting | next review | review 1
  date | review due | review meeting date | when is the first review | when is the first review meeting | when will
  the first review be | when will the first review take place | when will you first meet to review
review_attendees: attendees | attendees at reviews | invitation list | invited to reviews | invitees | members of
  review meeting | participants in reviews | people attending reviews | people invited | people invited to review |
  people who will attend reviews | persons to be invited | professionals attending | review attendees | review group |
  review meeting attendees | review panel | review team | who is invited to the reviews | who will attend review
  meetings | who will attend reviews | who will attend the review | who will be at the review | who will be invited |
  who will be invited to reviews | who will come to reviews
reintegration_plan: arrangements for coming back | arrangements for reintegration | arrangements for return |
  arrangements for return to school | arrangements for return to the school | arrangements for the pupil's return |
  end of placement arrangements | end of placement plan | exit and reintegration | exit plan | exit strategy | how
  will reintegration be managed | how will reintegration work | how will return be managed | how will the pupil be
  reintegrated | how will the pupil be supported to return | how will the pupil come back | how will the pupil return
  | how will the return to school be managed | how will the young person come back | how will they be reintegrated |
  next steps after placement | phased return | plan for coming back | plan for coming back to school | plan for
  reintegration | plan for return | plan for return to school | plan for the pupil's return | plan to come back | plan
  to return to school | planned return to home school | reintegration arrangements | reintegration into school |
  reintegration package | reintegration plan | reintegration strategy | reintegration support | return plan | return
  to mainstream plan | return to school arrangements | return to school plan | step in plan | steps back into school |
  steps back to school | support on return | transition arrangements | transition back | transition back into school |
  transition back to school | transition plan | what happens after the placement | what happens at the end of the
  placement | what happens next | what is the plan for the return to school
reintegration_date: back at school on | back in school on | back on | coming back on | date back | date back at school
  | date back in school full time | date due back | date expected back | date of reintegration | date of return | date
  of return to home school | date of return to school | date pupil is due back | date pupil returns | date pupil will
  return | date returning to school | due back on | expected date back | expected date of reintegration | expected
  date of return to school | expected reintegration date | expected return | expected return to school | first day
  back | planned date of reintegration | planned date of return | planned reintegration date | planned return date |
  planned return to school date | reintegration start | return on | return to school on | returning on | returns on |
  step in date | target date for reintegration | target date for return | target return date | when is the pupil
  expected back | when will reintegration start | when will the child be back with us full time | when will the pupil
  be back | when will the pupil return | when will the pupil return to school
declared_by: approved by | authorised by | authorised on behalf of school by | declaration by | declaration made by |
  declared by | filled in by | form completed by | full name of person signing | full name of signatory | i confirm
  name | name block capitals | name in block capitals | name in capitals | name of person authorising | name of person
  declaring | name of person making declaration | name of person signing | name of signatory | name of signatory on
  behalf of school | name please print | name printed | person signing this form | print name | print your name |
  printed name | signatory | signatory name | signed by | signed by name | signed for the school | signed name |
  signed off by | signed on behalf of school | signed on behalf of the school by | signed print name | staff name |
  submitted on behalf of school by | who completed this notice
declared_role: capacity | capacity in which signed | capacity in which signing | designation of signatory | job | job
  title of person signing | job title of signatory | office held | position held | position held in school | position
  in school of signatory | position of person making declaration | position of person signing | position of signatory
  | post | post of signatory | rank or post | role at school | role of person signing | role of signatory | signatory
  role | signed as | signing as | status of signatory | title and position | what is your role
declared_date: date authorised | date completed | date form completed | date form signed | date of application | date
  of authorisation | date of declaration | date of form | date of referral | date of request | date of signature |
  date of signing | date of submission | date sent | date signed | date signed by school | date submitted | date this
  form was completed | dated | dated this day | on what date did you complete it | signed and dated | signed on |
  today's date
headteacher_signed: agreed by head | agreed by headteacher | approved by headteacher | authorised by head | authorised
  by headteacher | does the headteacher agree | does the headteacher support this | has agreed this plan | has the
  head agreed to this | has the head authorised this referral | has the headteacher agreed | has the headteacher
  approved this | has the headteacher seen this form | has the headteacher signed | head approval | head's approval |
  headteacher agreement | headteacher agrees | headteacher agrees with proposal | headteacher approval | headteacher
  approval given | headteacher approved | headteacher authorisation | headteacher authorised | headteacher has agreed
  | headteacher has agreed this | headteacher has approved | headteacher has authorised | headteacher has seen and
  approved | headteacher has seen this form | headteacher has signed | headteacher sign off | headteacher signed off |
  headteacher's agreement | headteacher's approval | headteacher's consent | headteacher's signature obtained | ht
  agreement | ht approval | ht approved | ht authorisation | is the headteacher in agreement | principal has agreed |
  principal's approval | seen and agreed by headteacher | seen by headteacher | signed by headteacher | signed off by
  headteacher
receiving_school_name: accepting school | admitting school | destination school | destination school name | going to
  school | host school | move to | moving to | name of new school | name of proposed school | name of receiving school
  | name of school receiving pupil | name of the new school | new school | new school name | proposed new school |
  proposed receiving school | proposed school | receiving school or academy | requested school | school pupil is
  moving to | school receiving the pupil | school requested | school the pupil is moving to | school the pupil will
  move to | school to which the pupil will move | target school | trial school | which school is the pupil moving to |
  which school will receive the pupil | which school will the pupil go to | which school will the pupil move to
receiving_school_urn: host school urn | new school's urn | receiving urn | urn of host school | urn of new school |
  urn of receiving school | urn of school receiving pupil
receiving_headteacher_name: head of host school | head of new school | head of receiving school | head teacher
  receiving school | headteacher at new school | headteacher at receiving school | headteacher of host school |
  headteacher of new school | headteacher of receiving school | name of headteacher at receiving school | name of
  receiving headteacher | name of receiving school headteacher | name of the new school's headteacher | new
  headteacher | new school headteacher | new school's headteacher | new school's principal | principal of receiving
  school | receiving head | receiving headteacher's name | receiving principal | receiving school head | receiving
  school headteacher | receiving school ht | receiving school principal | who is the headteacher of the receiving
  school
receiving_school_agrees: accepted by receiving school | agreed with receiving school | agreement of receiving school |
  does the new school agree | does the receiving school accept | does the receiving school agree to the move | has
  receiving school accepted the pupil | has the host school agreed | has the new school agreed | has the receiving
  school agreed | has the receiving school agreed to the move | is the receiving school in agreement | move accepted |
  move agreed by receiving school | new school agrees | receiving head agrees | receiving head has agreed | receiving
  headteacher agrees | receiving headteacher agrees to move | receiving headteacher has agreed | receiving school
  accepts | receiving school accepts the pupil | receiving school agreed | receiving school approval | receiving
  school has accepted | receiving school has accepted the pupil | receiving school has agreed | receiving school in
  agreement | receiving school in agreement with move | receiving school supports move | receiving school's agreement
move_start_date: admission date | date managed move begins | date managed move starts | date move begins | date move
  starts | date move will start | date of admission | date of managed move | date of start at new school | date of
  start at receiving school | date of transfer | date of transfer to new school | date the move takes effect | first
  day at new school | first day at receiving school | first day in new school | managed move begins | managed move
  start | managed move start date | move date | move takes effect on | proposed date of move | proposed start at new
  school | proposed start of move | start at receiving school | start date at new school | start date at receiving
  school | start of managed move | start of move | start of trial | starting at new school on | transfer date | trial
  begins | trial period starts | trial start date | when does the move start | when does the trial start | when will
  the move begin | when will the move start | when will the pupil start
trial_end_date: date of end of trial | date trial ends | date trial period ends | end date of trial | end of the trial
  | end of trial | end of trial period | last day of trial | last day of trial period | length of trial until |
  managed move trial ends | probation ends | probationary period ends | trial end | trial ends | trial ends on | trial
  period end date | trial period ends | trial period ends on | trial period finishes | trial period until | trial to |
  trial until | trial up to | when does the trial end | when does the trial finish | when will the trial period end
information_shared: all relevant information shared | ctf and file sent | file shared with receiving school | files
  passed on | has all information been shared | has information been passed on | has information been shared | has
  relevant information been shared | has the file been sent | has the pupil's file been shared | has the pupil's
  information been shared | have pupil records been shared | have records been passed on | have records been sent |
  have records been shared | have you shared records with the new school | information has been shared with receiving
  school | information pack sent | information pack sent to receiving school | information passed to new school |
  information sent to receiving school | information shared with new school | information shared with receiving school
  | information sharing complete | information sharing completed | information transferred | pupil file sent | pupil
  file shared | pupil file transferred | pupil information shared | pupil records sent | pupil records shared |
  records passed to receiving school | records sent to receiving school | records shared with receiving school |
  records transferred | relevant information shared | school records passed on | sen attendance and safeguarding
  records shared
integration_plan: arrangements for settling | how will the new school support the pupil | how will the pupil be helped
  to settle | how will the pupil be integrated | how will the pupil be supported at the new school | how will the
  pupil be supported to settle | how will the pupil be supported to settle in | how will the pupil settle in | how
  will the receiving school support the pupil | induction | induction and integration | induction and settling in |
  induction and support | induction arrangements | induction plan | induction programme | induction support |
  integration arrangements | integration into new school | integration plan | integration support | pastoral support
  at receiving school | plan for integration | plan for settling | plan for settling in | plan for starting | plan to
  settle pupil | settling in | settling in arrangements | settling in plan | settling in support | support at new
  school | support at receiving school | support from receiving school | support on arrival | support package |
  support plan at receiving school | transition plan | transition support | transition to new school | welcome and
  induction | welcome plan | what support will be in place | what support will the new school provide | what support
  will the receiving school give
review_date: date meeting held | date move will be reviewed | date of managed move review | date of meeting | date of
  review | date of review meeting | date of the review | date of this review | date review held | date review took
  place | date reviewed | date set for review | date the review took place | managed move review | managed move review
  date | meeting date | meeting held on | move review date | review held on | review meeting | review meeting date |
  review of move on | review on | review took place on | reviewed on | when did the review take place | when was the
  review | when was the review held | when will it be reviewed | when will the move be reviewed
case_reference: case number | case ref | council case ref | council case reference | council ref | council reference |
  direction reference | file reference | la case reference | la ref | la reference | la reference number | local
  authority reference | osd number | osd ref | osd reference | our ref | our ref from letter | our reference number |
  placement reference | reference from our letter | reference number from letter | your case reference
attended_by: attendance at meeting | attended | attendees at meeting | attending | in attendance | list of attendees |
  meeting attended by | members present | names of attendees | names of those attending | names of those present |
  participants | people at the meeting | people attending | people present | people who attended | persons present |
  present at meeting | present at review | review attended by | those attending | those in attendance | those present
  | those who attended | who attended | who came to the meeting | who came to the review | who was at the meeting |
  who was at the review | who was present | who was there
parents_attended: did a parent attend | did mum or dad come | did parents attend | did parents join | did parents take
  part | did the family attend | did the parent attend | did the parents attend | did the parents come | family
  attended | parent at the meeting | parent attendance | parent attended | parent carer attendance at review | parent
  carer attended | parent carer in attendance | parent carer present | parent present at review | parental attendance
  | parents at the meeting | parents attended review | parents came | parents present | parents present at review |
  parents took part | was a parent at the meeting | was a parent present | was a parent there | was the family present
  | were parents at the meeting | were parents present | were parents there | were the parents there
progress: academic and behaviour progress | achievements | achievements so far | description of progress | evaluation
  of placement | how far have objectives been met | how has the placement gone | how has the pupil got on | how is it
  going | how is the placement going | how is the pupil doing | how is the pupil getting on | how much progress has
  been made | how well is the placement working | impact of placement | impact so far | outcomes to date | progress |
  progress against objectives | progress against targets | progress during placement | progress made so far | progress
  made to date | progress on objectives | progress on targets | progress report | progress review | progress since
  last review | progress since placement began | progress since start | progress since start of placement | progress
  so far | progress to date | progress towards objectives | progress towards targets | review of objectives | review
  of progress | review of targets | review of the placement | summary of progress | what has gone well | what has
  worked | what is going well | what is working well | what progress has been made | what progress has the pupil made
safeguarding_concerns: any concerns about safeguarding | any safeguarding concerns | any safeguarding concerns since |
  any safeguarding incidents | any safeguarding issues | are there any safeguarding concerns | are there any
  safeguarding issues | are there safeguarding worries | child protection concerns | concerns about safety | concerns
  about the pupil's safety | has anything happened about safeguarding | have any safeguarding concerns arisen | have
  any safeguarding issues arisen | have there been any safeguarding issues | have there been safeguarding concerns |
  is the pupil safe at the placement concerns | new safeguarding concerns | safeguarding concerns arisen |
  safeguarding concerns raised | safeguarding concerns since last review | safeguarding incidents | safeguarding
  issues | safeguarding issues raised | safeguarding issues since last review | welfare concerns
safeguarding_details: action taken | action taken about safeguarding | concerns and action taken | details of any
  safeguarding concerns | details of concern and action | details of concerns | details of concerns and action taken |
  details of safeguarding | details of safeguarding concerns | details of the safeguarding issue | explain
  safeguarding concerns | if so please give details | if so what | if yes details | if yes give details | if yes
  please explain | if yes please give details | if yes what | if yes what were the concerns | nature of safeguarding
  concern | safeguarding action taken | safeguarding comment | safeguarding details | what are the concerns | what
  concerns and what was done | what were the concerns
decision: action agreed | agreed decision | agreed next step | agreed outcome | conclusion | conclusion of review |
  decision | decision about placement | decision agreed | decision made | decision of meeting | decision of review
  meeting | decision of the review | decision reached | decision taken | future of placement | next step for placement
  | outcome | outcome agreed | outcome for placement | outcome of meeting | outcome of review meeting | outcome of the
  meeting | outcome of the review | recommendation | recommendation of meeting | recommendation of the review |
  recommended action | recommended next step | recommended outcome | result of review | review outcome | what did the
  meeting decide | what happens next | what has been decided | what should happen now | what was agreed | what was
  agreed at the meeting | what was decided | what was the decision | what was the outcome | what will happen next |
  what will happen to the placement
decision_reason: basis for decision | basis for outcome | basis of decision | basis of the decision | evidence for
  decision | explain the decision | explain the outcome | explanation of decision | grounds for decision | how was the
  decision reached | justification for decision | rationale | rationale for decision | rationale for outcome |
  rationale for recommendation | rationale for the decision | reason for decision | reason for outcome | reason for
  recommendation | reason for the decision | reason for this outcome | reasons | reasons for decision | reasons for
  outcome | reasons for recommendation | reasons for the decision | reasons for the outcome | reasons for this
  decision | why | why has this been decided | why this decision | why this outcome | why was the decision made | why
  was this agreed | why was this decided
next_review_date: date for next review | date next review due | date of next meeting | date of next review | date of
  next review meeting | date of the next meeting | follow up meeting date | follow up review | further review date |
  next meeting | next meeting date | next meeting on | next review | next review date | next review due | next review
  held on | next review meeting | next review on | next review to be held on | next review will be on | review again
  on | when is the next meeting | when is the next review | when is the next review due | when will the next review be
new_end_date: amended end date | amended placement end date | changed end date | end date if changed | extended end
  date | extended to | extended until | extension end date | extension to | extension until | if extended new end date
  | if extended until when | if the end date changes | new end date | new end date if extended | new end date of
  placement | new finish date | new last day | placement end date if changed | placement extended to | placement
  extended until | placement now ends | placement now ends on | placement will now end | placement will now finish on
  | revised end date | revised end date of placement | revised finish date | revised last day | updated end date
reintegration_steps: actions before return | actions for reintegration | actions to prepare for return | actions to
  support reintegration | actions towards return | how is the pupil being prepared to return | how will return be
  supported | how will the pupil be prepared for return | how will the pupil return to school | next steps | next
  steps for reintegration | next steps for return | next steps in reintegration | next steps towards reintegration |
  plan for return | plans for reintegration | preparation for return | preparing for return | preparing the pupil for
  return | progress towards reintegration | reintegration actions | reintegration next steps | reintegration progress
  | reintegration steps | steps for return to school | steps to be taken before return | steps to reintegration |
  steps to return | steps to return to school | steps towards reintegration | steps towards return | transition back
  to school steps | update on reintegration | what are the next steps towards return | what is being done about
  reintegration | what needs to happen before return | what needs to happen for the pupil to return | what will be
  done to prepare for return | what will happen to prepare for the return
completed_by: chair | chair of meeting | chair of review | chaired by | completed by name | form completed by | lead
  reviewer | minutes taken by | name of author | name of person completing | name of person completing report | name
  of person completing this record | name of person writing report | note taker | notes taken by | person completing
  review | person completing this form | record completed by | record written by | recorded by | report by | report
  completed by | report written by | review chaired by | review led by | review recorded by | signed | signed by | who
  completed this | who completed this form | written by
completed_date: completed on | date completed | date form completed | date of completion | date of record | date of
  report | date of this report | date record completed | date record made | date report completed | date report
  written | date signed | date this form was completed | dated | form completed on | form dated | report date | report
  dated
"""
