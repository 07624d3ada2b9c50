"""Other words in which forms ask about the school, the pupil and the parents."""

from __future__ import annotations

TOLD = """
school_name: academy | admitting authority school | agency or school referring | base school | commissioning school |
  current school | directing school | dual main school | dual registered school | enter your school's name |
  establishment | full name of school | home school | home school name | main registration | main school | mainstream
  school | maintained school | name and address of school | name of educational establishment | name of establishment
  | name of mainstream school | name of maintained school | name of pupil's school | name of referring school or
  academy | name of school academy | name of setting | name of your establishment | on roll at | originating school |
  present school | pupil's current school | referring establishment | referring organisation | referring school | roll
  school | school / academy / pru | school academy | school currently attended | school making the referral | school
  name and postcode | school name and town | school on roll | school or college name | school or setting | school the
  pupil is on the roll of | school where the pupil is registered | sending school | state the name of your school |
  substantive school | where is the pupil on roll | which school are you from | which school does the pupil attend |
  which school does this form come from | which school is the referral from | your school | your school or academy
school_urn: edubase number | gias urn | ofsted urn | school unique reference number | school's urn | six digit urn |
  unique reference number | unique reference number of school | urn of home school | urn of referring school | urn of
  school
laestab: dcsf number | dfe code | dfe establishment no | dfe number of school | dfe reference | dfe school number |
  estab number | establishment number | la and estab number | la code and establishment number | la estab | lea number
  | school dfe code | school number | seven digit dfe number
school_contact_name: applicant | author of this form | best person to contact | case lead in school | contact at
  school | contact for queries | contact in school for this referral | contact name at school | contact name school |
  filled in by | form filled in by | form prepared by | home school lead | inclusion lead contact | key contact for
  this case | lead in school | lead member of staff | lead person | lead professional in school | link teacher | main
  school contact | member of staff | member of staff making request | member of staff responsible | name of applicant
  | name of lead contact | name of officer completing | name of person completing form | name of person completing
  this application | name of person filling in form | name of referrer | name of requester | name of school contact |
  name of staff member | named person in school | named school contact | officer of the school dealing with this
  notice | officer to whom correspondence sent | person completing form | person completing this referral | person
  making referral | person responsible for this placement at school | person to discuss referral with | person we
  should contact | plan written by | point of contact at school | prepared by | professional completing this form |
  professional making referral | referral completed by | referral lead | referral made by | referred by | referrer |
  referring member of staff | referring staff | requester | school contact | school lead | school lead for this
  placement | school representative | staff contact | staff lead | staff member completing form | staff member making
  the referral | submitted by | teacher making the referral | who can we talk to about this form | who is completing
  this form | who is filling in this form | who is making this referral | who should the local authority talk to about
  this proposal | who should we contact about this | who should we get back to | who should we reply to | who should
  we speak to | your name
school_contact_role: contact role | contact's position | contact's role | designation | designation of contact | his
  or her post | job role | job title of referrer | lead job title | position in school | position of contact |
  position of person completing form | position of referrer | post held | post of officer | referrer job title |
  referrer position | referrer role | requester role | role / job title of referrer | role in relation to pupil | role
  in school | role of applicant | role of lead | role of person completing form | role of person making the referral |
  role of school contact | role of staff member | their job | their position | what do you do at the school | what is
  their role | what is your job | what is your position in school | what is your role | your job | your job title |
  your position in school | your post
school_email: contact email | contact email address | contact's email | email address for queries | email address of
  school | email for correspondence | email of applicant | email of contact | email of person completing form | email
  of referrer | email of school contact | email to reply to | home school lead email | lead contact email | lead email
  | link teacher email | office email | referrer email | referring staff email | reply to email | school email address
  | school's email | secure email | secure email address for reply | staff email | what is their email address | what
  is your email address | where can we email you | where should we send our reply | work email | your email
school_phone: best number to reach you | contact number for school | contact number school | contact tel no | contact
  telephone number | contact's phone | direct dial | direct line | direct number | extension | link teacher phone |
  number to call | office number | phone number of school | phone of school contact | referrer phone number | referrer
  telephone | school contact number | school landline | school office telephone | school phone | school tel no |
  school telephone | telephone number of person completing form | telephone of contact | telephone of referrer |
  telephone of school | what is their telephone number | what number can we reach you on | work mobile | work
  telephone | your phone number
headteacher_name: executive headteacher | executive principal | head | head of establishment | head of school | head
  teacher name | head teacher or principal | headteacher of home school | headteacher or head of school | headteacher
  principal | headteacher's full name | ht name | name of acting headteacher | name of head | name of head of school |
  name of head teacher or principal | name of headteacher principal | name of ht | name of the headteacher | name of
  your headteacher | principal name | principal of academy | principal or headteacher | principal's name | school
  principal | school's headteacher | who is head of the school | who is the headteacher
area: area covered | area of county | area of county school is in | area of the county | area office | area
  partnership | area team | behaviour partnership | cluster | district of the council | inclusion partnership | local
  area | locality team | north south or east | quadrant | region | school's area | which area is the school in | which
  area of the county is the school in | which part of the county
coordinator_discussed: advance discussion with coordinator | advice sought from coordinator | case discussed with la
  officer | consultation with area coordinator | consultation with coordinator | conversation held with coordinator |
  coordinator aware of the proposal | coordinator consulted | coordinator contacted before submission | coordinator
  informed | discussed at area panel with coordinator | discussed with area coordinator | discussed with council
  before completing | discussed with local authority | discussed with the entitlement coordinator | discussion held
  with coordinator | eec consulted | has a prior discussion taken place with the la | has the eec agreed to the
  referral | has the intention to direct been talked through with the area coordinator | has the local authority been
  consulted | has the proposal been discussed in advance with the coordinator | has the proposal been talked through
  with the area coordinator | has the referral been discussed with the council | has this been raised with the
  education entitlement coordinator | has this case been discussed with the coordinator | have you already spoken to
  the coordinator | have you discussed this with the area coordinator | have you rung the coordinator | have you
  spoken to your coordinator | have you talked to the council | la coordinator consulted | pre referral discussion
  with coordinator | prior discussion with coordinator | spoken to coordinator | spoken with local authority officer
  before completing | talked over with the coordinator
coordinator_discussed_date: date coordinator consulted | date coordinator contacted | date discussed with local
  authority | date la consulted | date of call with coordinator | date of consultation | date of consultation with
  coordinator | date of conversation with coordinator | date of conversation with la | date of discussion | date of
  discussion with coordinator | date of discussion with eec | date of pre referral discussion | date of prior
  discussion | date of that conversation | date raised with coordinator | date spoken | date talked to the council |
  date the coordinator was spoken to | if yes date of discussion | on what date was it discussed | on which date did
  you speak | spoken to on | when did this discussion take place | when did you discuss this with the coordinator |
  when did you speak to the coordinator | when was it discussed | when was the coordinator contacted
coordinator_name: area coordinator name | coordinator consulted name | coordinator spoken to | council officer |
  council officer spoken to | discussed with name | eec spoken to | entitlement officer | la contact | local authority
  contact | local authority officer | name of area coordinator | name of coordinator | name of education entitlement
  coordinator spoken to | name of eec | name of la officer | name of officer spoken to | spoken to | which coordinator
  was consulted | who at the council did you speak to | who did you discuss this with | who did you speak to | who was
  consulted | your area coordinator
pupil_forename: child first name | christian name | first given name | first name as on birth certificate | first name
  of pupil | forename legal | forename of pupil | forename s | given names | legal first name | legal first names |
  legal forename | name first | name forename | pupil first names in full | pupil forenames | pupil given name | pupil
  given names | pupil's forenames | student first name | what is the pupil's first name
pupil_surname: child last name | child surname | family name of pupil | last name as on birth certificate | last name
  of pupil | legal family name | legal last name | name last | name surname | pupil family name | pupil's family name
  | second name | student surname | surname legal | surname of pupil | what is the pupil's surname
preferred_name: also known as | calls themselves | chosen name | goes by | likes to be called | name pupil prefers |
  name used | name used at school | name usually used | nickname | preferred first name | preferred forename |
  preferred name if different | pupil prefers to be called | usual name | usually called | what do they like to be
  called | what does the pupil like to be called
date_of_birth: age and date of birth | birth date of pupil | birthday | born | born on | child dob | d o b | date
  pupil was born | dob of pupil | pupil date of birth | pupil's date of birth | student dob | what is the pupil's date
  of birth | when was the pupil born
upn: 13 character upn | pupil number | pupil reference number upn | pupil upn | pupil's upn | student upn | unique
  pupil no | unique pupil number | upn number of pupil | upn of pupil | what is the upn
year_group: academic year group | class or year group | class year | current nc year | current year group | curriculum
  year | national curriculum year group | nc year group | nc year of pupil | ncy | pupil year group | school year of
  pupil | what year is the pupil in | which year is the pupil in | year | year and key stage | year group of pupil |
  year now | year of pupil | yr | yr group
gender: boy girl | boy or girl | gender identity | gender of pupil | is the pupil male or female | legal sex | m / f |
  male or female | pupil's gender | sex as on register | sex at birth | sex of pupil
home_language: eal | english as an additional language which language | first language | home or first language |
  language at home | language spoken with family | language used at home | languages spoken | main language | main
  language at home | mainly speaks | mother tongue | mother tongue of pupil | pupil's first language | speaks at home
  | what language is spoken at home
ethnicity: ethnic category | ethnic code | ethnic group of pupil | ethnic heritage | ethnic origin of pupil |
  ethnicity as recorded | ethnicity code | ethnicity of pupil | ethnicity on census | heritage | pupil ethnicity
sen_status: additional needs | does the pupil have identified special educational needs | does the pupil have sen |
  does the pupil have send | does the pupil have special educational needs | ehcp or sen support | has the pupil an
  ehc plan | has the pupil an ehcp | is the pupil on the sen register | learning needs | level of additional need |
  level of sen | level of send | n k e | sen category | sen code | sen code of practice stage | sen k or ehcp e | sen
  level | sen need | sen provision type | sen register stage | sen stage | sen support or ehc plan | sen support or
  ehcp | send category | send code n k e | send level | send register | send stage | send status of pupil | special
  educational need status | special educational needs or disability | special educational needs provision | special
  educational needs status | special needs | stage of code of practice | stage on sen register | what is the pupil's
  sen status
ehcp_coordinator: assessment coordinator | ehc plan case officer | ehc plan coordinator if applicable | ehcp case
  worker | ehcp contact at the council | ehcp coordinator name | ehcp officer | inclusion officer ehcp | la officer
  for the plan | la send officer | name of ehc coordinator | name of plan coordinator | name of send caseworker | plan
  officer | sen case officer | sen case worker | sen caseworker | send case officer | send caseworker | send officer |
  sendar officer | who coordinates the ehc plan
looked_after: care experienced | care status | cared for by the local authority | child in public care | child looked
  after | child looked after cla | children looked after | cic | cla / lac | cla status | cla y n | in care | in local
  authority care | in public care | in the care of the local authority | is pupil looked after | is the pupil a child
  in care | is the pupil in care | is the pupil looked after or previously looked after | is the young person in care
  | is this a looked after child | lac status | looked after by the council | looked after by the local authority |
  looked after pupil | looked after status | pupil in care
virtual_school_contact: contact at virtual school | education lead for looked after pupil | if in care virtual school
  contact | if looked after name of virtual school contact | looked after education officer | name of virtual school
  worker | pep coordinator | pep officer | virtual head | virtual school adviser | virtual school advisor | virtual
  school case worker | virtual school head name | virtual school lead | virtual school link | virtual school officer
  name | virtual school teacher | vs contact | vs link | vs officer | who is the virtual school contact
social_care: child in need or child protection | child protection or child in need plan | children services status |
  children social care involvement | children's social care | cin cp | cin or cp plan | cp cin eh | csc involvement |
  csc status | current plan | current social care status | early help cin or cp | early help or social care | family
  support level | involvement of children services | is social care involved | is the family known to social care | is
  the pupil open to social care | is there an early help or social care plan | level of need | level of social care
  involvement | level of social care support | on a child protection plan | open to social care | plan type |
  safeguarding level | safeguarding status | social care level | social care support level | social services
  involvement | social services status | support from children's services | threshold of need | tier of need
social_worker_name: allocated worker | current social worker | family support worker | if open to social care name of
  worker | key worker social care | lead professional social care | name of allocated social worker | name of sw |
  name of the social worker | named social worker | pupil's social worker | social worker if any | social worker or
  early help worker | sw name | who is the pupil's social worker | who is the social worker | worker's name
social_worker_contact: contact details for the social worker | contact for social worker | email of social worker |
  how can we reach the social worker | how to contact the social worker | phone number of social worker | phone or
  email of social worker | social worker contact number | social worker details phone | social worker mobile | social
  worker number | social worker phone email | social worker telephone number | social worker's phone or email | sw
  contact | sw email | sw phone | sw tel | tel no of social worker | telephone or email of worker | worker's contact
  details
free_school_meals: currently fsm | does the pupil get free school meals | does the pupil have free lunches | eligible
  for free meals | eligible for fsm | entitled to free school meals | entitlement to free school meals | ever 6 fsm |
  free meals | fsm | fsm eligibility | fsm status | fsm y n | in receipt of fsm | is the pupil entitled to fsm | pupil
  premium fsm | receipt of free school meals | receives free school meals
attendance_percent: actual attendance | attendance at placement % | attendance current | attendance figure |
  attendance last term % | attendance level | attendance percentage | attendance rate | attendance record % |
  attendance since last review | attendance since placement began | attendance since start of placement | attendance
  so far this year | attendance this academic year | attendance this year | attendance to date | attendance to date %
  | attendance year to date | current % attendance | current attendance percent | overall attendance | overall
  attendance % | percentage attendance | percentage attendance to date | pupil attendance this academic year | what is
  the pupil's attendance | year to date attendance
suspensions_count: count of suspensions | exclusions number | fixed term exclusions this year | fte number | ftes |
  how many suspensions | how many suspensions has the pupil had | how many times has the pupil been suspended | how
  many times suspended | no of exclusions | no of suspensions | number of fixed period exclusions | number of fixed
  term exclusions | number of fte | number of suspensions this year | number of suspensions to date | number of times
  suspended | suspension episodes | suspensions in last 12 months | suspensions number | suspensions this academic
  year | suspensions this school year | suspensions to date | times suspended | total suspensions
suspension_days: days excluded | days lost to exclusion | days missed through suspension | days of fte | days of
  suspension | days out through suspension | days suspended this year | how many days has the pupil been suspended for
  | number of days lost | number of days of suspension | number of days suspended | number of school days lost to
  suspension | school days lost to suspension | sessions lost to suspension | suspension total days | total days
  excluded | total days of fixed term exclusion | total days of suspension | total length of suspensions | total
  number of days excluded | total number of days suspended | total suspension days
medical_needs: any diagnosed conditions | any health issues | any medical conditions | any medical needs | conditions
  diagnoses and medication | diagnosis | dietary or medical needs | does the pupil have medical needs | does the pupil
  take medication | health and medical | health conditions | health information | health issues | health needs | is
  there anything medical we should know | known medical conditions | medical and dietary needs | medical conditions
  and allergies | medical conditions or allergies | medical conditions we should know about | medical details |
  medical diagnosis | medical needs and allergies | medical needs or allergies | medical needs or medication | medical
  or health issues | medication | medication taken | physical or mental health needs
parent_name: adult at home | adult with parental responsibility | adult with pr | carer full name | contact 1 name |
  family contact name | first parent or carer | holder of parental responsibility | legal guardian | main carer | main
  contact at home | main parent | mother father carer | mother or father's name | name of adult with parental
  responsibility | name of carer | name of guardian | name of mother or father | name of parents | name of person with
  parental responsibility | name of person with pr | name of pr holder | next of kin | parent 1 name | parent carer
  full name | parent full name | parent guardian | parent or carer full name | parents names | parents or carers names
  | primary carer | primary contact at home | who does the pupil live with | who has parental responsibility | who is
  the parent or carer
parent_relationship: adult's relationship to pupil | how are they related to the pupil | how is the parent related |
  kinship | mother father carer other | nature of relationship | parental relationship | related to pupil | relation |
  relation to child | relation to pupil | relationship of adult to child | relationship of parent carer to pupil |
  relationship to pupil | relationship to the pupil | relationship to young person | relationship with pupil | status
  of parent | what is your relationship to the pupil
parent_email: carer's email | email address of parent | email contact for family | email for parent | email of parent
  | email of parent or carer | family email | home email | home email address | mother's email | parent carer email |
  parent email address | parent's email | parental email
parent_phone: best number for parent | carer's phone | contact number for parent | contact number home | daytime
  telephone | family phone number | family telephone | home phone | home phone number | home tel | how can the parent
  be reached | mobile number of parent | parent carer telephone | parent contact no | parent contact number | parent
  mobile | parent mobile number | parent telephone number | parent's telephone | phone number for family | telephone
  for parent | telephone of parent | telephone of parent or carer
parent_address: address and postcode | address of family | address of parent | address of pupil | current address |
  family address | family home address | full home address | home address and postcode | home address of pupil |
  living at | parent home address | postal address | postal address of family | pupil's address | residence | where
  does the family live | where does the pupil live | where the pupil lives
parents_informed_date: date family informed | date informed | date informed in writing | date informed of decision |
  date letter sent | date letter sent to parents | date letter to parents sent | date notice issued to parents | date
  notified | date of letter | date of letter home | date of letter informing parents | date of notification to parents
  | date of parental notification | date of parental notification letter | date of written notification | date on
  which notice was given to the parent | date parent carer informed | date parent informed | date parents notified of
  direction | date parents told | date parents told in writing | date parents were notified in writing | date parents
  were told | date statutory notice given | date they were told in writing | date told | date told in writing | date
  written notice given to parents | date written notification sent to parents | date written to parents | family
  informed on | family written to on | informed in writing on | letter home dated | letter sent to parent on | parents
  notified on | parents written to on | told on | when did you inform the parents | when did you tell parents | when
  did you write to the family | when did you write to the parents | when was the letter sent to parents | when were
  parents informed | when were parents informed in writing | when were parents told | written notice to parents dated
parents_agree: agreement of parents | agrees | agrees to the move | are parents happy | are parents in agreement with
  this | are parents in favour | consent given | consent of parent | do parents agree with the placement | do parents
  consent | do parents support the placement | do the parents support this | does parent agree to this | does the
  family agree | does the family support this | does the parent agree | does the parent carer agree to the placement |
  does the parent support the direction | family agree | has the parent given consent | have parents agreed | have the
  family said yes | have the parents consented | in agreement | is the family in agreement | is the parent happy with
  the proposal | is the parent in agreement | parent carer agrees | parent carer consent | parent consent to placement
  | parent or carer supports the proposal | parent said yes | parent supports the proposal | parental agreement given
  | parental agreement to placement | parental consent given | parental consent obtained | parental support for
  placement | parents agree with proposal | parents have agreed to the placement | parents in favour | parents in
  support | parents on board | parents support placement | parents' agreement
parents_views: carer's views | comments of parent | family feedback | family thoughts | family view | family views |
  family voice | family's own words | how do the parents feel | how does the family feel | mum and dad's views |
  opinion of parents | parent carer comments | parent feedback | parent own words | parent representation | parent
  voice | parent wishes | parental comments | parental representations | parental response | parental view | parental
  wishes | parents said | parents' comments | parents' opinion | parents' thoughts | parents' wishes and feelings |
  record what parents have said | representations made by the parent | response of parents | thoughts of the family |
  views expressed by parents | views of parent carer | views of the family | voice of the family | voice of the parent
  | what did the family say | what do the family think | what do the parents say | what do the parents think | what
  has the family told you | what have the parents said | what parents think | what the family says | what the parents
  think about the placement | what they say | wishes of the family | wishes of the parents
pupil_views: child voice | comments of pupil | how does the pupil feel | how does the pupil feel about this | how the
  pupil feels | in the pupil's words | learner thoughts | my views | my voice | opinion of pupil | pupil comments |
  pupil feedback | pupil own words | pupil response | pupil said | pupil wishes | pupil's comments | pupil's feelings
  | pupil's opinion | pupil's own views | pupil's own words | pupil's perspective | pupil's thoughts | pupil's wishes
  | pupil's wishes and feelings | record the pupil's views | thoughts of the pupil | views expressed by the pupil |
  views of child | views of the young person | voice of the child | voice of the pupil | what did the pupil say | what
  does the child think | what does the pupil say | what does the pupil think | what does the pupil want | what has the
  pupil said | what has the pupil told you | what the pupil thinks about the placement | what the young person thinks
  | what the young person told us | what would the pupil like | wishes and feelings | wishes and feelings of the pupil
  | wishes of the pupil | young person voice
parent_signed_date: consent form signed on | date consent signed | date of parent signature | date of parental consent
  | date of parental signature | date of signature parent | date parent carer signature | date parent carer signed |
  date parent signed consent | parent consent signed date | parent signature dated | parent signed on | parents signed
  on | signed by parent date
"""
