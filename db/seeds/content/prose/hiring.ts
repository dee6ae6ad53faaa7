/** How hiring goes, with a test, without one, and where nothing is said of it. */
export const hiringTestPaid = [
  "A coding test of {testMinutes} minutes, paid, on charts like ours; then one conversation with {lead} and a coder.",
  "First a call of {fifteen|twenty} minutes, then a paid test of {testMinutes} minutes with books open, then an answer within {a week|ten days}.",
  "You take a test of {testMinutes} minutes at a time you choose; we pay for it whether we hire you or not, and you see the key afterwards.",
  "The test has {eight|ten|twelve} cases in {testMinutes} minutes, is paid, and counts reasoning as well as codes.",
  "We pay for the {testMinutes} minutes of our test by gift card or check within the week.",
];
export const hiringTestUnpaid = [
  "There is a coding test of {testMinutes} minutes, not paid, which we keep short for that reason.",
  "One test of {testMinutes} minutes and one interview of forty. You hear from us either way within {eight|ten|twelve} days.",
  "The pre-hire test lasts {testMinutes} minutes. It has no trick questions, and the passing mark is {75|80|85} percent.",
  "A test of {testMinutes} minutes comes after the interview and not before it, so that you know whether it is worth your time.",
  "You code {six|eight|nine} short cases within {testMinutes} minutes, any book or site allowed except a neighbor.",
  "Expect {testMinutes} minutes of cases, multiple diagnoses each; we talk over your answers in the interview.",
];
export const hiringNoTest = [
  "There is no coding test. We talk for an hour about charts, and then you talk with two future colleagues.",
  "No test: your certificate was one. Two conversations, references, an answer.",
  "We ask for a conversation with {lead}, one with the team, and nothing to prepare.",
  "Instead of a test we look at {one redacted case|a short case} together and think aloud.",
  "No test is given for this seat; the interview has {four|five} questions, which we send beforehand.",
];
export const hiringAlways = [
  "Applications are read by {lead} and not by software, in the order in which they come.",
  "We answer everybody, usually within {six|eight|ten|twelve} days.",
  "Interviews are by video in the first {two|three} weeks of the posting; the start is open to talk.",
  "Write two or three lines on a chart that taught you something. It tells us more than a cover letter.",
  "Two interviews at most. The second is with people who would work beside you.",
  "Credentials are checked with the granting body, and references are called only after we have told you.",
  "From your application to an offer it took {19|22|24|27} days on average last year.",
  "We hire once and carefully: {one|two} of every {ten|twelve|fifteen} applicants are invited.",
  "If we decline you we say why in a sentence that is true.",
  "A background check and a drug screen follow the offer, as {the state|our clients|the law} requires.",
  "Start dates are the first and third Monday of a month.",
  "Please name the systems you have worked in and for how long; the rest we ask.",
  "You may bring questions about the numbers; {lead} will have the last three months open on the screen.",
  "We close the posting when we have hired and not before, and we mark it filled.",
  "Internal people may apply too, and {two|one} may.",
  "The offer comes in writing with the rate, the standard and the schedule, and you have {five|seven} days.",
];
