import type { ApprenticeAnswer } from "~/vocabulary/terms.ts";

/** How training goes, by what the job answers to apprentices. */
export const trainingLines: Record<Exclude<ApprenticeAnswer, "not-stated">, readonly string[]> = {
  welcome: [
    "A new certificate is enough. You work beside a mentor for {ten|twelve|sixteen} weeks, and every chart is read until you are steady.",
    "Apprentice status is no obstacle: {three|four|five} of the present team had an A behind their letters when they came.",
    "We write the letter that lifts your apprentice status, with dates and hours, as soon as you may have it.",
    "Training is paid at your full rate and lasts until your numbers hold, {four|five|six} months for most.",
    "You start with the simplest {charts} and add a kind each {two|three} weeks.",
    "Your mentor has {two|three} people and a lighter queue to make room for you.",
    "No experience is asked for. What we ask is that you look things up and say where you found them.",
    "The first month is mornings of teaching and afternoons of charts, with somebody on the line.",
    "You will make the mistakes everyone makes; they are caught before the claim, for {three|four} months.",
    "People with CPC-A, COC-A or a fresh CCA have begun here every year since {2016|2017|2019|2021}.",
    "A seminar of {eight|ten|twelve} sessions goes with the first half year, in working hours.",
    "Nobody counts your production before week {nine|ten|thirteen}.",
    "At the end of a year you sit for a second credential if you like, and we pay for the first attempt.",
  ],
  "with-practicode": [
    "Apprentices may apply with Practicode finished or an externship behind them; send the certificate with your résumé.",
    "{600|Six hundred} Practicode cases or an externship stand in for a first year here.",
    "If you still carry the A, show us {Practicode|an externship of at least 160 hours} and tell us what you found hard.",
    "Practicode counts with us, because the cases are close to {the simpler part of our queue|what we do every day}.",
    "The first {eight|ten} weeks are supervised for everyone, whatever you bring.",
    "Externs from {three|four} schools nearby have been hired here; others are just as welcome.",
    "You start on reviewed work: {a third|half} of your charts in the second month, a tenth by the fourth.",
    "We accept apprentices who have coded real cases somewhere, and a graded case log is proof enough.",
    "Your trainer signs off each chart type once, and then it is yours.",
  ],
  no: [
    "This seat is not for a first job; there is nobody free to train from the beginning, and it would not be fair to you.",
    "The first {two|three|four} weeks are spent on our systems and our rules, with a colleague on the line.",
    "You get {ten|fifteen} days with the person who had the queue before, and then a call a day for a month.",
    "Orientation is {three|four|five} days, the rest is charts with a second reader for {a month|six weeks}.",
    "Apprentices are hired on another team of ours and not on this one.",
    "You bring the craft, and we teach our payers, our physicians and our habits in about {a month|six weeks}.",
    "For the first {30|45|60} records you and a senior compare notes one by one.",
    "A written guide of {40|55|70} pages covers what is particular here; you will correct it.",
    "Ramp-up: half the pace in the first month, three quarters in the second, all of it in the third.",
    "Experienced people only, we are afraid, since the mistakes in {what} are costly and slow to surface.",
    "You will have a named colleague for questions until you no longer ask any.",
    "Access takes {six|eight|nine} days from signature, so that your first morning is not spent waiting.",
    "We do not train {what} from zero. We do teach {matter} to people who have the rest.",
  ],
};

/** What the employer pays towards staying certified, by perk. */
export const perkLines: Record<string, readonly string[]> = {
  "sign-on-bonus": [
    "A sign-on bonus is paid half at {30|60} days and half at {six months|180 days}.",
    "There is a sign-on bonus of {1,000|1,500|2,000|2,500} dollars, with no clause to pay it back after a year.",
    "The sign-on bonus comes in two parts, the second after your first {clean audit|half year}.",
  ],
  "production-incentive": [
    "Above the standard there is an incentive per record, paid only when accuracy holds.",
    "An incentive is paid quarterly, on accuracy first and volume second.",
    "Those who pass the pace at full accuracy add {four|six|eight} percent to their pay in a usual quarter.",
    "The production incentive has a ceiling, so that nobody works through lunch for it.",
  ],
  "dues-paid": [
    "We pay your yearly dues, all of them, whoever the body is.",
    "Dues for {one|two} credentials are paid each year.",
    "Membership and renewal are on us.",
  ],
  "ceus-paid": [
    "Continuing education is paid, {16|20|24} hours a year, in working time.",
    "CEUs come with a budget of {300|400|500} dollars and time to earn them.",
    "A webinar library is paid for, and so are the hours that you spend in it.",
    "We bring CEUs into the house {monthly|every other month}.",
  ],
  "books-paid": [
    "New code books arrive in {October and January|the last week of December}.",
    "Books are bought for you each year, on paper if you prefer.",
    "Code books, the Coding Clinic archive and an anatomy atlas are supplied.",
  ],
  "equipment-supplied": [
    "You get a computer, two monitors and a telephone that is answered by somebody when it fails.",
    "Equipment is ours: laptop, two screens, headset.",
    "We ship a locked computer with two monitors; you bring a door that closes and {25|50|100} megabits.",
    "Hardware is supplied and replaced every {three|four} years.",
  ],
};
