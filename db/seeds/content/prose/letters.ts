/** Letters of applicants: how they begin, what they tell, how they end. */
export const letterOpenings = [
  "Dear {lead},\n\nI am writing about the opening for {title}.",
  "Hello,\n\nyour posting for {title} reads like the work that I do now, so I am applying.",
  "Dear hiring team,\n\nplease consider me for {title}.",
  "Good morning,\n\nI saw {title} this week and would like to be considered.",
  "To {lead} and colleagues:\n\nthe part of your posting on quality is why I am writing.",
  "Dear {short},\n\na former colleague told me that {short} treats coders well, and your posting for {title} fits what I have done.",
];
export const letterBeginnings = [
  "I passed my exam in {March|May|June|September} and hold {creds}. I have {finished Practicode|done an externship of 160 hours|coded 600 practice cases} and know that it is not the same as a queue.",
  "I hold {creds} and am looking for a first place. For {four|six|nine} years I worked as {a medical assistant|a pharmacy technician|a registrar in an emergency department|a unit clerk}, so the charts are not strange to me.",
  "My certificate ({creds}) is new, but reading charts is not: I was {a medical assistant|a scribe|a surgical scheduler} until last {spring|winter}.",
];
export const letterMiddles = [
  "I have coded {charts} for {years} years and hold {creds}. My last four audits came to {95|96|97} percent and above.",
  "For {years} years I have worked at {past}, most of that time on {charts}. Questions on {matter} usually came to my desk.",
  "I hold {creds}, with {years} years behind me. What I like best is {matter}; what I still look up is {matter}.",
  "At {past} I work on {charts}, at a pace a little above yours and an accuracy of {96|97|98} percent.",
  "My background is {years} years at {past}. I wrote our one-page guide on {matter}, and I could send it without the names.",
  "I have {years} years of experience, {creds}, and a habit of writing down why. {matter} taught me that.",
];
export const letterReasons = [
  "I am looking for a place with fewer accounts and more depth.",
  "My present employer will send its coding to a vendor in {January|the spring}, and I would rather go on doing it in a hospital.",
  "We are moving to {city}, and I would like to stay in the field.",
  "I want to work where queries are answered.",
  "The hours you name would let me go on caring for my mother in the mornings.",
  "I would like to learn from people who do this all day.",
  "Your standard is one that I can keep without cutting corners.",
];
export const letterClosings = [
  "I could start {two|three|four} weeks after an offer.\n\nThank you for reading,\n{name}",
  "I am glad to take your test on any weekday after three.\n\nKind regards,\n{name}",
  "My credential numbers are on the résumé.\n\nSincerely,\n{name}",
  "I live in {city} and have a quiet room with a wired line.\n\nWith kind regards,\n{name}",
  "If the seat is filled by now, please keep me in mind for the next.\n\nBest regards,\n{name}",
  "Thank you for saying in the posting what you pay. It made the decision easy.\n\n{name}",
];
