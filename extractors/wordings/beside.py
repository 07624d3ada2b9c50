"""What schools ask on their forms besides, and no form of ours does: what resembles one asks nothing of ours."""

from __future__ import annotations

TOLD = """
absent parent | academy trust | access arrangements | additional comments | additional information | address of school
| admission date | age | age of pupil | agencies involved | any court orders in place | any other comments | any other
information | anything else we should know | approved by panel | armed forces family | aspirations | asylum status |
attach report | attendance autumn term | attendance by term | attendance certificate enclosed | attendance last year |
attendance spring term | attendance summer term | authorised absence | behaviour points | boxall | boxall completed |
brothers and sisters | brothers and sisters in school | budget code | budget holder | budget holder's initials | bus
pass | bus pass needed | camhs | camhs involvement | camhs worker | candidate number | career aspirations | case
number office | cat mean score | cat scores | cats | cc | chair of governors | chair of meeting contact | charity
number | checked by | circulation | class teacher | comments | company number | consent for photographs | consent form
attached | consent to share information | copies to | copy of letter enclosed | copy to | cost | cost code | cost of
placement | cost per day | country of birth | court order | court orders | ctf received | ctf sent | current
attainment | current behaviour points | custody arrangements | daily cost | data sharing consent | date joined school
| date of admission to school | date of ehcp | date of last annual review | date of last ehcp review | date of last
exclusion | date of last meeting | date of last ofsted inspection | date of last pep | date of last psp meeting | date
of last suspension | date of pep | date of plan | date of visit | date received | date started at school | designated
safeguarding lead school | detentions | dietary requirements lunch | distance from home | distance from home miles |
distribution | doctor | documents attached | does the family need an interpreter | dress code | dsl at home school |
dsl in school | eal | eal y n | early help coordinator | early help worker | educational psychologist | ehcp attached
| emergency contact | emergency contact details | emergency contact name | emergency contact number | enclosures | ep
involvement | ep name | equipment needed | ever 6 | exam access arrangements | exam entries | exam entries transferred
| exam number | external agencies | faith | family support worker | favourite subjects | fax | federation | fire
procedure explained | first aider | first aider on site | for office use only | form | form group | form tutor |
former name | full time or part time | funding | funding source | further information | gang involvement | gdpr
consent | gp and surgery | gp name | gp surgery | head of year | head of year name | headteacher signature | hobbies |
hobbies and interests | house | house group | household members | immigration status | induction visit date | initials
| insurance checked | interests | internet use agreed | interpreter | interpreter needed | interpreter required |
invoice address | invoice to | is english an additional language | is the pupil a young carer | is the pupil eligible
for pupil premium | key stage | key stage results | known risks | ks2 results | ks2 scaled scores | late marks | lates
| legal orders | letter attached | likes and dislikes | logged by | lunch | lunch arrangements | merits | minutes by |
minutes taken by | mobile phone policy | mobile phone policy explained | mode of study | multi academy trust | name of
doctor | name of educational psychologist | name of senco | name of trust | nationality | next of kin contact | nhs
number | no on roll | notes | number of detentions | number of managed moves | number of merits | number of previous
placements | number of pupils at provision | number on roll | office use | ofsted grade | ofsted judgement | ofsted
rating | other | other agencies | other agencies involved | other children in the household | other information |
other parent | other professionals involved | packed lunch or school dinner | page | panel date | panel decision |
panel outcome | parent 2 | parent 2 name | parent signature | passenger assistant | passport number | permanent
exclusions | permission to share data | persistent absence | persistent absentee | photo | photo consent | photograph
| photography consent | place of meeting | po number | police involvement | police officer | possible sessions |
predicted grades | previous managed moves | previous names | previous placements | previous school | previous schools
attended | prior attainment | privacy notice read | professionals involved | public liability insurance | punctuality
| pupil premium | pupil premium eligible | purchase order no | purchase order number | quality assured | reading age |
received by | received on | registration group | registration number of provider | religion | religion or belief |
reports attached | risk assessment attached office | risk level | risk of absconding | room | sats results | school
address | school dsl | school nurse | school postcode | school senco | school website | school's designated
safeguarding lead | sdq score | second contact | second parent | second parent or carer | senco | sendco name |
service child | service family | sessions missed | siblings | siblings at this school | signature | signature of
headteacher | signature of parent | signature of pupil | signed parent | speech and language therapist | spelling age
| staff ratio | staffing ratio | strengths | strengths and difficulties score | strengths and interests | substance
use | supervision ratio | taxi company | teaching group | thrive | thrive completed | time | time of meeting | time of
review | total cost | travel time | trust | tutor | tutor group | uci number | uln | unauthorised absence |
unauthorised absences | uniform | uniform provided by | venue | venue for meetings | venue of review | version | visit
arranged | weapons | weekly cost | what is the pupil good at | who has contact | who is paying | working at level |
yot worker | young carer | youth justice involvement | youth justice worker | youth offending
"""
