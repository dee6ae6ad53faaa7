/** The sections a description may have. */
export type Section =
  "work" | "week" | "asks" | "quality" | "team" | "training" | "conditions" | "tools" | "hiring" | "perks";

/** How an employer heads each section; one is chosen for each employer and kept. */
export const headings: Record<Section, readonly string[]> = {
  work: [
    "The work",
    "What is asked of you",
    "What you would do",
    "Your part",
    "What lands in the queue",
    "Duties",
    "The job itself",
  ],
  week: ["What a week holds", "An ordinary week", "In a week", "A week, roughly", "What fills the days", "Weekly work"],
  asks: ["Who does well here", "What we look for", "You", "What you bring", "Who this suits", "Qualities we value"],
  quality: [
    "How quality is checked",
    "Numbers and quality",
    "Accuracy and pace",
    "How we measure",
    "What is expected",
    "Standards",
  ],
  team: ["The team", "Who you work with", "Your colleagues", "People", "Who is here", "The group"],
  training: ["Training", "The first months", "Getting started", "How you begin", "Learning the desk", "Orientation"],
  conditions: [
    "Where and when",
    "Hours and place",
    "Place and time",
    "Schedule",
    "When and where you work",
    "Arrangements",
  ],
  tools: ["Systems", "Tools", "What you work with", "The software", "Record and encoder", "On your screen"],
  hiring: ["How we hire", "Applying", "From application to answer", "What happens next", "The way in", "How to apply"],
  perks: [
    "Beside the pay",
    "What we pay for",
    "Extras that matter",
    "Staying certified",
    "What comes with it",
    "Benefits in brief",
  ],
};

/** Orders of sections; an employer uses two of them. */
export const layouts: readonly (readonly Section[])[] = [
  ["work", "week", "quality", "hiring"],
  ["work", "asks", "training", "conditions", "hiring"],
  ["week", "team", "quality", "conditions"],
  ["work", "quality", "tools", "perks", "hiring"],
  ["team", "work", "week", "training"],
  ["work", "team", "quality", "conditions", "perks"],
  ["asks", "week", "tools", "hiring"],
  ["work", "training", "quality", "perks"],
  ["conditions", "work", "asks", "quality"],
  ["work", "week", "asks", "hiring"],
];
