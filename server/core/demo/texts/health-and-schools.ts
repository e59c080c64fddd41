import type { Subject } from "@/server/core/demo/texts/subject-shape";

export const health: Subject = {
  key: "health",
  language: "en",
  lists: {
    condition: ["asthma", "high blood pressure", "back pain", "migraine", "diabetes", "hay fever", "shingles", "poor sleep", "tick-borne disease", "hearing loss"],
    clinic: ["the district hospital", "the clinic in {town+}", "the university hospital", "a group practice in {town+}", "the health centre", "the maternity ward"],
    role: ["a consultant at {clinic+}", "who runs the ward", "a family doctor", "a public health officer", "the patients' ombudsman", "a physiotherapist"],
  },
  angles: [
    {
      months: [10, 11, 12, 1, 2, 3],
      heads: ["Flu cases [climb|rise|double] in {region}", "{region} [prepares|opens extra clinics] for flu season", "[Coughs|Fevers] fill waiting rooms in {town}"],
      leads: ["Doctors in {region} [reported|registered] {cases:300-4900} cases of influenza last week, [{12-60} per cent more|twice as many] than [the week before|a year ago].", "Waiting rooms in {town} are [full|crowded] as the [flu|winter virus] season [arrives|peaks], with {cases:300-4900} [confirmed|recorded] infections."],
    },
    {
      heads: ["{town} hospital [adds|loses|opens] {beds:12-90} beds", "Long waits at {town} hospital [shrink|grow] to {weeks:5-38} weeks", "[Nurses|Midwives] [wanted|needed]: {town} hospital [tries|offers] new shifts"],
      leads: ["Patients in {town} now wait {weeks:5-38} weeks for a [routine|first] appointment, against {6-40} a year ago, [figures|returns] from {clinic} show.", "{clinic} will [open|close] {beds:12-90} beds [this winter|for want of staff|in a rebuilt wing], [managers|the board] said on {weekday}."],
    },
    {
      heads: ["Study: [walking|singing|gardening] helps [against|with] {condition}", "Can an app [spot|ease] {condition}?", "{condition}: [large|ten-year] study [questions|supports] common advice"],
      leads: ["People with {condition} who [walked|sang|gardened] {smallNumber} times a week [needed|used] {8-34} per cent less medicine, a study [of|with] {people:400-9800} patients [found|suggests].", "A [widely|commonly] given piece of advice on {condition} [may|might] be [wrong|incomplete], according to researchers who [followed|tracked] {people:400-9800} people for {smallNumber} years."],
    },
    {
      heads: ["Last [practice|pharmacy] in {town} [finds a successor|is saved]", "Mobile surgery [reaches|tours] villages of {region}", "{town} [fights for|welcomes] its own doctor"],
      leads: ["After {span} of [searching|advertising], {town} has found a [family doctor|pharmacist] [willing|ready] to [take over|reopen] the practice on the square.", "A [bus|converted van] with [two examination rooms|an X-ray unit] will [visit|serve] {smallNumber} villages around {town} [every week|from {weekday}]."],
    },
  ],
  body: [
    "[Vaccination|Screening] rates in {region+} [stand|lie] at {38-81} per cent, [below|above] the [target|average] [of|set by] the health office.",
    "[Side effects|Complications] were [rare|mild], [occurring|reported] in {smallNumber+} of every {200-900} [patients|cases].",
    "The [ward|practice] [employs|has] {12-140} people, [{smallNumber+} of them|many] [trained|recruited] abroad.",
    "[Children|Pregnant women|Over-seventies] should [see|call] a doctor if [symptoms|complaints] last [longer|more] than {smallNumber+} days.",
    "[Costs|Spending] for {condition+} [came|rose] to {4-92} million, [largely|partly] [because of|for] [newer|imported] medicines.",
    "The [work|research] was [paid for|funded] by [a foundation|the insurers|public money] and [appeared|is published] in a [medical|specialist] journal.",
    "[Pharmacies|Chemists] in {town+} [ran|were] short of [cough syrup|antibiotics for children|thermometers] for {smallNumber+} days.",
    "At {clinic+}, [every|each] {ordinal} [appointment|bed] is [cancelled|taken] by people with {condition+}.",
    "[Earlier|Smaller] [studies|trials] had [found|seen] [no|a weaker] [effect|link], [but|though] they [left out|ignored] [women|night workers|the very old].",
    "[Volunteers|Visiting nurses] [drove|called on] {60-800} [older|house-bound] people in {region+} [last month|over the winter].",
    "[Hand-washing|Fresh air|Regular meals], {role+} [likes|used] to say, [is|does] half the [cure|job].",
    "The [emergency|admissions] department of {clinic+} [treated|saw] {90-480} people [a day|over the weekend], [one in {smallNumber+}|most] with [falls|breathing trouble].",
    "[Insurers|The ministry] [will|may] [pay|refund] {30-90} per cent [if|when] a [doctor|specialist] [prescribes|confirms] it.",
  ],
  quotes: [
    "“[Listening|Time] is the [cheapest|scarcest] medicine [we have|there is],” said {person+}, {role+}.",
    "“We are [coping|managing], but [please|do] [come|ring] [early|first],” said {person+}, {role+}.",
    "{person+}, {role+}, [warned|cautioned] against [panic|quick conclusions|home-made remedies].",
    "“[It is|This is] [good|welcome] news for [people|families] who have [tried everything|waited too long],” {person+}, {role+}, said.",
  ],
  ends: [
    "[Appointments|Places] can be [booked|had] from {weekday+}.",
    "[Further|New] [results|figures] are [expected|due] {soon+}.",
    "The health office [runs|has] a [helpline|leaflet] in {smallNumber+} languages.",
    "A [larger|second] trial [begins|is planned] {soon+}.",
  ],
};

export const schools: Subject = {
  key: "schools",
  language: "en",
  lists: {
    lesson: ["mathematics", "swimming", "music", "reading", "chemistry", "cookery", "history", "first aid", "Latin", "carpentry"],
    school: ["the primary school in {town+}", "the grammar school", "a village school in {region+}", "the vocational college", "the evening school", "the music school"],
    role: ["the headteacher of {school+}", "who has taught {lesson+} for twenty years", "a mother of three", "the chair of the parents' council", "a sixteen-year-old pupil", "an education researcher"],
  },
  angles: [
    {
      heads: ["{town} [lacks|looks for] {posts:11-140} teachers", "[Retired|Trainee] teachers [fill|plug] gaps in {region}", "Who will teach {lesson}? {region} [advertises|searches]"],
      leads: ["With {posts:11-140} posts [empty|unfilled], schools in {region} have [begun|started] to [ring|write to] retired teachers.", "[Lessons|Classes] in {lesson} [are being cut|may be merged] in {town} because {posts:11-140} teachers are [missing|still to be found]."],
    },
    {
      heads: ["Pupils in {town} [design|build|print] [a bridge|a newspaper|a weather station]", "A [greenhouse|radio station|boat] made by pupils in {town}", "{lesson} lessons [move|go] [outdoors|to the harbour] in {town}"],
      leads: ["[Thirty|Twenty-six|Forty] pupils of {school} have [spent|given] {smallNumber} months [building|planning] [a boat|a greenhouse|a small observatory].", "At {school}, {lesson} is [taught|learned] [among trees|on a barge|in a kitchen], and [attendance|the mood] has [improved|changed]."],
    },
    {
      heads: ["Exam results: {region} [gains|slips|holds steady]", "{passrate:71-97} per cent pass in {region}", "Better [marks|grades] in {lesson}, worse in [essays|spelling]"],
      leads: ["{passrate:71-97} per cent of candidates in {region} [passed|got through] their [final|leaving] exams this year, the education office [said|announced].", "[Marks|Results] in {lesson} [improved|fell] [again|slightly] in {region}, where {passrate:71-97} per cent [passed|succeeded]."],
    },
    {
      paired: true,
      heads: ["Free [meals|breakfasts] for {children:400-9400} [schoolchildren|pupils]", "{town} [debates|tries] a later start to the school day", "Phones [out|banned]: what {town} [learned|noticed]"],
      leads: [
        "{children:400-9400} children in {region} will [get|eat] free [breakfasts|meals] at school from [{weekday}|the new term].",
        "Lessons at {school} in {town} [could|are to] begin {20-60} minutes later, [a trial|an idea] that [divides|wakes] the staff room.",
        "Since [the autumn|half-term|the start of term], pupils in {town} have [left|handed in] their phones at the door of {school}.",
      ],
    },
  ],
  body: [
    "[Parents|Grandparents] [helped|pitched in] with [tools|cakes|lifts], and a [joiner|baker] from {town+} gave [materials|flour|his Saturdays].",
    "[Classes|Groups] have {14-32} children, [{smallNumber+} more|fewer] than [the guideline|ten years ago].",
    "The [building|gym] dates from [the sixties|another century] and [needs|gets] [new windows|a roof|toilets] for {1-19} million.",
    "[Researchers|Students] who [watched|compared] {30-190} lessons in {lesson+} [saw|noted] [more questions|less noise|longer attention].",
    "The [education|county] office [promised|offered] {2-40} [extra|part-time] posts, [starting|beginning] with {school+}.",
    "[Some|Not all] [teachers|families] [agree|are convinced]: {22-58} per cent [voted|spoke] [against it|for a delay].",
    "In {region+}, [every|each] {ordinal} pupil [speaks|hears] another language at home, [most often|chiefly] [with grandparents|at meals].",
    "[Buses|Trains] from {town+} [arrive|come] {6-35} minutes [before|after] the bell, [which|and that] [annoys|amuses] [drivers|pupils].",
    "[Apprentices|Graduates] of {school+} [found|have] work [within|after] {smallNumber+} months, [nine in ten|most] of them in {region+}.",
    "[Books|Laptops] are [lent|given] [free of charge|for a small deposit], [paid|financed] [by|through] a [fund|lottery grant].",
    "[Lessons|Courses] in {lesson+} are [booked|wanted] most, [followed by|ahead of] those in {lesson+}.",
    "[Inspectors|Visitors] [praised|liked] the [calm|library|garden] but [asked for|missed] [fire doors|clear plans|more {lesson+}].",
  ],
  quotes: [
    "“[Children|They] [notice|know] at once whether [we mean it|adults are bored],” said {person+}, {role+}.",
    "“I [used to hate|never liked] {lesson+}, now I [stay longer|teach my brother],” said {person+}, {role+}.",
    "{person+}, {role+}, [wants|demands] [patience|smaller classes|fewer forms].",
    "“[Money|A new roof] helps, but [time|sleep|trust] helps more,” {person+}, {role+}, said.",
  ],
  ends: [
    "The [school board|council] will [look|come back] to it {soon+}.",
    "[Registration|Enrolment] for the new term [closes|ends] {soon+}.",
    "[Pupils|The class] will [show|present] their work in {town+} {soon+}.",
    "An [open|information] evening is [planned|set] for {weekday+}.",
  ],
};
