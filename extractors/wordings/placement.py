"""Other words in which forms ask about the placement, why it is made and what is taught."""

from __future__ import annotations

TOLD = """
provider_name: alternative provider name | ap name | ap placement | ap provider | chosen provider | destination |
  directed to | directed to attend | educated at | establishment the pupil will attend | establishment to be attended
  | host | host provider | host school or provider | host setting | hub requested | name of alternative provider |
  name of alternative provision provider | name of ap | name of ap provider | name of ap setting | name of centre |
  name of host | name of host school | name of hub | name of off site provision | name of off site setting | name of
  organisation providing the placement | name of placement | name of provider | name of provision | name of pru or
  provider | name of receiving setting | name of the provider | name of the provision | name of unit | off site
  location | off site provider | off site provision | off site venue | organisation providing placement | place at
  which the pupil is to attend | place of off site education | placement at | placement location | placement provider
  | placement provision | preferred provider | proposed placement | proposed provider | proposed provision | proposed
  setting | provider of alternative provision | provider or school to attend | provider requested | provision name |
  provision requested | receiving provider | receiving provision | requested provider | requested provision | respite
  to be at | school or provision the pupil is directed to | setting | setting name | setting to be attended | venue |
  where is the child going | where is the pupil going to | where will pupil be educated | where will the placement be
  | where will the pupil attend | where will the pupil be placed | where will the pupil go | which provider | which
  provider are you using | which provision is proposed | which setting will the pupil attend
provider_type: category of establishment | category of place | category of provider | category of provision | category
  of setting | classification of provider | kind of provider | kind of provision | kind of setting | nature of
  provider | nature of provision | nature of setting | provider category | provider is a | provision type | pru ap
  academy or other | sector | setting is a | status of provider | type of alternative provider | type of alternative
  provision | type of establishment | type of placement | type of provider | type of school or provider | type of
  setting | what kind of provider is this | what kind of provision is it | what sort of place is it | what type of
  provision is this | what type of setting is it
provider_urn: ofsted urn of provider | provider unique reference number | provider urn if registered | provider's urn
  | provision urn | setting urn | unique reference number of provider | urn of alternative provider | urn of provider
  | urn of provision | urn of setting
provider_address: address at which pupil will attend | address of establishment | address of off site provision |
  address of place | address of placement | address of provider | address of provision | address of provision and
  postcode | address of setting | address where pupil will attend | address where pupil will be educated | full
  address of provider | location address | location of placement | location of provider | location of provision |
  placement address | postcode of provider | provider site address | provider's address | provision address | setting
  address | site address | site where pupil will attend | venue address | where is it | where is the provider | where
  is the provision | where is the setting
provider_contact: centre lead | centre manager | contact at provision | contact at the setting | contact details of
  provider | contact for provider | contact name and number at provider | contact name at provider | contact person at
  placement | contact person at provider | head of centre | head of provision | host contact | host school contact |
  key contact at provider | lead at provision | lead at the provider | main contact at provision | manager and phone |
  manager at the provider | manager of provision | name of contact at provider | named contact at setting | named
  person at provider | person in charge at provision | person responsible at establishment | person to contact |
  person to contact there | provider contact name | provider contact telephone | provider email | provider lead |
  provider manager | provider phone | provider telephone and contact | provider's lead | provision manager | receiving
  setting contact | staff contact at placement | who is our contact at the provider | who is our contact there | who
  is the contact at the provider | who is the contact at the provision | who should we contact at the provider | who
  to contact at the provider | who to ring at the setting
start_date: begin date | begins on | block start | commencement date | commencing | date direction begins | date
  direction starts | date from | date of commencement | date of commencement of placement | date of first attendance |
  date of start | date of start of placement | date placement begins | date placement starts | date pupil starts |
  direction commences on | direction from | direction starts | effective from | first date of placement | first day |
  first day of attendance | first day of placement | from date | intended start date | placement begins | placement
  begins on | placement commences | placement from | placement start date | placement to begin | planned start date |
  proposed commencement date | proposed date of start | proposed start | pupil starts on | requested start date |
  start | start of direction | start of placement | start of provision | start on | starting date | starts on | when
  does it start | when does the placement start | when will it start | when will the direction begin | when will the
  pupil start
end_date: block end | completion date | date direction ends | date of completion | date of end | date of end of
  placement | date of last attendance | date placement ends | date to | direction ends | direction expires on |
  direction until | effective until | end | end of direction | end of placement | end of provision | end on | ending
  date | ends on | expected end date | expiry date | finish date | finishing date | intended end date | last date of
  placement | last day | last day at provision | last day of attendance | last day of placement | placement end date |
  placement ends on | placement finishes | placement finishes on | placement to finish | placement until | planned end
  date | planned finish date | proposed date of end | proposed finish | proposed finish date | pupil finishes on | to
  date | when does it end | when does the placement end | when will it end | when will the direction end | when will
  the placement finish
days_per_week: attendance days per week | days a week | days a week at provision | days at provider | days attended |
  days attended a week | days attending per week | days each week | days each week at provision | days in placement
  per week | days of attendance per week | days p w | days per week off site | days pw | days/wk | for how many days
  in each week | full days per week | how many days a week | how many days per week at the provider | how many days
  will the pupil attend | no of days a week | no of days per week | number of days a week | number of days at provider
  each week | number of days in a week | number of days per week | weekly days
hours_per_week: contact hours | for how many hours in each week | guided learning hours | hours a week | hours a week
  at provision | hours at provider | hours attending per week | hours each week | hours each week at provision | hours
  of attendance per week | hours of education per week | hours of provision per week | hours of tuition per week |
  hours p w | hours per week off site | hours pw | hours/wk | how many hours a week | how many hours of education |
  how many hours per week at the provider | no of hours per week | number of hours a week | number of hours in a week
  | number of hours per week | taught hours | teaching hours per week | total hours | total hours per week | total
  weekly hours | weekly hours | weekly hours in provision
timetable: attendance arrangements | attendance days and times | attendance pattern | days and session times | days
  and sessions | days and times | days and times of attendance | hours of attendance each day | outline of the week |
  pattern of attendance | placement timetable | please give the timetable | programme for the week | proposed weekly
  timetable | school day times | session times | sessions | shape of the week | start and finish times | start and
  finish times each day | timetable days and times | timetable for the week | timetable of placement | weekly
  programme | weekly timetable | what will the week look like | when will the pupil attend | which days | which days
  will the pupil attend | which sessions will the pupil attend
attendance_code: attendance mark | attendance register code | attendance register mark | b code or d code | code b or
  d | code for register | code for registers | code to be used | code used in register | coding of attendance | how
  will attendance be coded | mark in register | mark to be entered | register code | register mark | register mark to
  be used | registration code | registration mark | sims code | which code will be used | which register code will be
  used
transport: getting there | getting there and back | how does the pupil get to the provider | how is the pupil getting
  there | how will the pupil get there | how will the pupil travel | how will they get there | journey | journey
  arrangements | means of transport | means of travel | method of transport | method of travel | mode of travel | taxi
  bus or walking | transport and supervision | transport arrangements to placement | transport to placement |
  transport to provider | travel and transport | travel arrangements | travel plan | travel to and from provision |
  travel to provision | travel to setting | who is providing transport | who provides transport | who will take the
  pupil | who will transport the pupil
reason: background and concerns | background to referral | background to the request | basis for the direction |
  behaviour concern | behaviour giving rise to direction | behaviour giving rise to the direction | behaviour leading
  to referral | behaviour leading to this direction | behaviours of concern | circumstances | circumstances leading to
  the direction | concerns about behaviour | concerns leading to referral | context for the referral | current
  concerns | describe the behaviour | describe the behaviour that has led to this request | description of behaviour |
  description of concerns | explain the reasons | explain why the placement is needed | explain why you are proposing
  this | grounds | grounds for direction | grounds for referral | grounds for the direction | incident summary |
  incidents leading to referral | issues | justification | justification for placement | key issues | main behaviour
  concern | main concerns | nature of behaviour | nature of concern | pattern of behaviour | presenting behaviour |
  presenting behaviours | presenting issues | presenting needs | primary reason | purpose | purpose of placement |
  purpose of placement and reason | purpose of referral | purpose of the placement | rationale | rationale for
  direction | rationale for managed move | rationale for placement | rationale for referral | rationale for the move |
  reason for alternative provision | reason for off site direction | reason for off site placement | reason for
  referral | reason for request | reason for the direction | reason for the placement | reasons for direction |
  reasons for placement | reasons for referral | reasons for request | reasons for the direction | story so far |
  summary of concern | summary of concerns | tell us about the behaviour | what are the concerns | what are we worried
  about | what are you worried about | what behaviour has led to this | what behaviours are you seeing | what has been
  going wrong | what has happened | what is going wrong | what is happening | what is the behaviour | what is the
  concern | what is the school worried about | what is worrying the school most | what led to this plan | why are you
  asking for this placement | why are you making this referral | why are you proposing this | why are you referring |
  why do you propose this | why do you want this placement | why is a managed move proposed | why is a move being
  requested | why is a move needed | why is the direction being made | why is the placement being made | why is the
  placement needed | why is the pupil being directed off site | why is this being proposed | why is this placement
  needed | why now
behaviour_strategy: behaviour improvement plan | behaviour improvement plan of which this is part | behaviour
  improvement strategy | behaviour management plan | behaviour management strategy | behaviour plan | behaviour policy
  and strategy | behaviour strategy or plan | behaviour support plan | contribution to behaviour strategy | how does
  the placement fit with the behaviour plan | how does this fit into the behaviour plan | how does this fit the
  behaviour plan | how is this part of a wider strategy | how the placement fits with the behaviour strategy |
  improvement strategy | individual behaviour plan | individual support plan | link to behaviour plan | link to
  behaviour strategy | link to the behaviour improvement plan | overall behaviour plan | overall strategy | overall
  strategy for improving behaviour | part of broader strategy | part of which plan | pastoral support plan | pastoral
  support programme | plan for improving behaviour | psp | psp details | strategy | strategy for improving behaviour |
  where does this fit in the pupil's behaviour plan | which behaviour plan is this part of | which behaviour strategy
  is this part of | which improvement plan it belongs to | which plan does the placement form part of | which strategy
  does this form part of | wider behaviour improvement strategy | wider behaviour plan this belongs to | wider
  behaviour strategy | wider plan | wider strategy
previous_support: action taken by school to date | action taken so far | actions taken | actions taken by school |
  actions taken so far | alternatives considered and tried | alternatives tried | assess plan do review | earlier
  interventions | earlier support | early help offered | early interventions | evidence of interventions | external
  agencies involved and support | graduated approach | graduated approach to date | graduated response | graduated
  response so far | history of intervention | history of support | in school interventions | in school support |
  interventions already tried | interventions and impact | interventions and outcomes | interventions and their impact
  | interventions in place | interventions put in place | interventions so far | interventions to date | interventions
  to date and impact | interventions used | list of interventions | list the support already given | measures
  previously taken | measures taken to date | measures tried | previous strategies and outcomes | previous support and
  interventions | prior interventions | record of interventions | school based interventions | steps already taken |
  steps taken | steps taken by school | steps taken by the school before now | steps taken so far | strategies already
  tried | strategies already used | strategies and interventions | strategies and their impact | strategies in place |
  strategies to date | strategies tried and impact | support already given | support already offered | support already
  provided | support already tried | support and interventions before the direction | support given by the school |
  support given so far | support offered | support previously provided | support provided so far | support put in
  place | support so far | support to date | tried so far | what has already been put in place | what has already been
  tried | what has been done so far | what has been tried | what has been tried so far | what has school done about it
  | what has school done so far | what has school tried | what have we tried | what have you already put in place |
  what have you tried | what interventions have been tried | what support has been given | what support has been
  offered | what support has been tried | what support has the pupil had | what support has the pupil had up to now |
  what was tried before this
objectives: agreed objectives | agreed targets | aim of the placement | aims | aims and targets | aims for the pupil |
  aims of placement | aims of the placement | desired outcomes | expected benefits | expected impact | expected
  outcomes | focus of the placement | goals | goals for the placement | goals of the placement | hoped for outcomes |
  intended outcome | intended outcomes | intended outcomes of placement | key objectives | main aims | main objectives
  | objectives for placement | objectives for pupil | objectives of direction | objectives of the direction | outcomes
  expected | outcomes sought | outcomes wanted | personal targets | placement objectives | placement targets |
  priorities for the placement | purpose and objectives | purpose of placement | smart targets | specific objectives |
  targets | targets during placement | targets for placement | targets for the pupil | what are the aims | what are
  the goals | what are the objectives | what are the targets | what change do we want to see | what do we hope to
  achieve | what do we want this placement to achieve | what do we want to achieve | what do you hope the pupil will
  achieve | what do you hope will change | what do you want the placement to achieve | what do you want to achieve |
  what is it meant to achieve | what is the placement intended to achieve | what needs to change | what outcomes are
  you looking for | what should change | what should the placement achieve | what the placement should achieve | what
  will be different afterwards | what will the placement achieve | what will the pupil work on | what would you like
  the young person to get out of it
success_criteria: by what measures will you judge | criteria | criteria for judging success | evidence of impact |
  evidence of success | evidence that objectives are met | how achievement of the objectives will be measured | how is
  success measured | how outcomes will be measured | how progress will be judged | how success will be measured | how
  we will measure the goals | how will everybody know that it has been achieved | how will impact be measured | how
  will outcomes be measured | how will progress against targets be measured | how will success be judged | how will
  success be measured | how will targets be measured | how will the objectives be measured | how will the placement be
  judged | how will we know | how will we know it has been successful | how will we know it is working | how will we
  know it worked | how will you judge success | how will you judge the placement | how will you know if it has worked
  | how will you know it has worked | how will you know the placement is successful | impact measurement | impact
  measures | indicators of success | measurable outcomes | measure of success | measures of progress | measures of
  success | measuring impact | measuring success | milestones | outcome measures | performance measures | signs of
  success | signs that it is working | success criteria for placement | success indicators | success measures |
  success will be shown by | success will look like | what does success look like | what will show it has worked |
  what will success look like | what will success look like for the pupil | what will we see hear or count | what will
  we see if it works | what would good look like
needs_met: appropriateness of placement | choice of provision | how does it suit the pupil | how does the placement
  meet needs | how does the provider meet the pupil's needs | how is it tailored to the pupil | how is the provision
  matched to the pupil | how needs will be met | how provision is suitable for pupil | how the place meets the pupil
  needs | how the placement is tailored | how the pupil's needs will be met | how will additional needs be met | how
  will individual needs be met | how will sen be supported | how will sen needs be met | how will send needs be
  supported | how will special educational needs be met | how will the provider meet the pupil's needs | how will the
  provision meet needs | how will the pupil's needs be met | how will the setting meet the pupil's needs | in what way
  does the provider meet needs | in what ways does the provision suit this pupil | means by which needs will be met |
  meeting individual needs | meeting individual needs at the provider | meeting needs | meeting of needs | meeting
  send needs | meeting the pupil needs | provision for needs | provision for sen | provision to meet needs | reason
  for choice of provider | reasons for choosing this provider | suitability | suitability for needs | suitability for
  the pupil | suitability of placement | suitability of the provider | suitability of the setting | support at the
  provider | support for needs at provider | tailored to the pupil | what makes it right for the pupil | why have you
  chosen this provider | why is it suitable | why is it suitable for this pupil | why is the provision suitable | why
  is this provider right for the pupil | why is this provision suitable | why is this right for the young person | why
  is this setting suitable | why this placement is right | why this provider | why this setting | why was this
  provider chosen
curriculum: academic programme | academic provision | accreditation | arrangements for continued education |
  arrangements for teaching and learning | continuation of education | continuing education | continuity of curriculum
  | continuity of education | continuity of learning | courses | courses and qualifications | courses offered |
  curriculum and accreditation | curriculum and qualifications | curriculum and subjects | curriculum arrangements |
  curriculum at provider | curriculum details | curriculum during placement | curriculum provided | curriculum to be
  delivered | curriculum to be followed | education arrangements | education during placement | education offered |
  education programme | education provided | education to be provided | education to be received | educational
  arrangements | educational continuity subjects exams | educational offer | educational programme | english maths and
  science provision | exams and qualifications | how will education be maintained | how will education continue | how
  will learning continue | how will the pupil's education continue | learning offer | learning programme | learning
  provided | learning while away | lessons during the placement | programme of education | programme of learning |
  programme of study | qualifications | qualifications and exams | qualifications offered | subjects | subjects and
  exams | subjects and qualifications | subjects offered | subjects studied | subjects taught | teaching arrangements
  | what curriculum will the pupil follow | what learning will take place | what lessons will continue | what lessons
  will the pupil have | what subjects will the pupil study | what will be taught | what will the child be learning
  while away | what will the pupil be learning | what will the pupil be taught | what will the pupil learn | what will
  the pupil study | what work will the school send | which curriculum will be followed | which subjects will be taught
  | which subjects will the pupil study | work provided by school | work sent by school | work set by the school
"""
