/** Retention times that an admin may set, in days. */
type Kept = { applications: number; candidates: number; unconfirmed: number };

/** What the board keeps of people, why, and how long: the rows of the privacy page. */
export const keptData = (days: Kept): { key: string; cells: string[] }[] => [
  {
    key: "account",
    cells: [
      "Your account: name, e-mail address, the password as an argon2id hash, which version of these pages you agreed to",
      "To let you in and to write to you about what you do here",
      `Until you delete it on your account page; what others’ records refer to keeps a number, without name or address. ${days.unconfirmed} days if the address is never confirmed`,
    ],
  },
  {
    key: "email-change",
    cells: [
      "Your earlier e-mail address, when you change it",
      "To tell you there, and to let you take it back if it was not you",
      "7 days after the change; a day if it is never confirmed",
    ],
  },
  {
    key: "farewell",
    cells: [
      "Your address, when you delete your account",
      "To write to you that it is done",
      "Until that mail is sent, three days at most",
    ],
  },
  {
    key: "factor",
    cells: [
      "Your second factor, if you set one up: the encrypted key of your app, hashes of your recovery codes, the public keys of your passkeys",
      "To ask for it when you sign in",
      "Until you turn it off",
    ],
  },
  {
    key: "sessions",
    cells: [
      "Where you are signed in: a hash of the session, the kind of browser, the times",
      "To keep you signed in, and to show you where you are",
      "30 days after the last use, or until you sign out",
    ],
  },
  {
    key: "applications",
    cells: [
      "Your applications: résumé and its words as text, letter, answers to the employer’s questions, each state with its time and what the employer wrote with it; the employer’s own notes and rating",
      "To carry them to the employer, and to show both of you how they stand",
      `At most ${days.applications} days after the application or its job ended; then only the states and their times stay. Employers must keep them for at least a year, so they stay when you delete your account; open ones are withdrawn then`,
    ],
  },
  {
    key: "guest-applications",
    cells: [
      "An application without an account that waits for the link in our mail: name, e-mail address, letter, answers, résumé",
      "To send it once you say that it is yours",
      "Two days; once it is sent it is kept as every application, under an account that is yours when you sign up with that address",
    ],
  },
  {
    key: "kept",
    cells: [
      "A résumé and answers to employers’ questions, if you ask us to keep them for your next application",
      "So that it takes one click",
      "Until you forget them there, or delete your account",
    ],
  },
  {
    key: "saved",
    cells: [
      "The jobs you save, those you mark as applied to elsewhere, and whether you want a mail before a saved one ends",
      "To show them to you, and to write to you in time",
      "Until you take them off your lists, or delete your account",
    ],
  },
  {
    key: "profile",
    cells: [
      "Your profile: credentials with id and expiry, years of experience, states, systems, what you look for, who may see it and whom you blocked. A résumé that you start it from is read and not kept; only what you accept of it is",
      "To tell which jobs you qualify for; for employers, as far as you let them see it",
      "Until you remove it there, or delete your account",
    ],
  },
  {
    key: "alerts",
    cells: [
      "Your alerts: the search, how often and in which time zone it is mailed, which jobs you were told of; without an account also your e-mail address; hashes of the links in our mails; of mail that came back only that it did",
      "To mail you new jobs, each once",
      "Until you delete the alert; without an account 7 days if it is never confirmed, and 30 days after you unsubscribe. Which jobs: 60 days. Links: 180 days",
    ],
  },
  {
    key: "candidates",
    cells: [
      "Which verified employers found your profile in a search or opened it, by day; what they wrote to you, your answer, and which résumé you shared with it",
      "To show you who looks at you, and to keep an employer to whom you said no from writing again",
      `The looks, the words and the shared résumé ${days.candidates} days; that they wrote and what you answered until you delete your account`,
    ],
  },
  {
    key: "uploads",
    cells: [
      "A résumé from a form that was not finished",
      "So that a mistake in another field does not cost you the upload",
      "24 hours",
    ],
  },
  {
    key: "posts",
    cells: [
      "Organizations, their members, and the jobs they post with every version",
      "To list the jobs, and to know what was approved",
      "As long as the organization is here; a job’s page stays after it is over",
    ],
  },
  {
    key: "orders",
    cells: [
      "Orders: what was bought, for how much, and Stripe’s numbers for it; never a card number",
      "To give you what you paid for, and for the books",
      "As long as tax law asks for",
    ],
  },
  {
    key: "reports",
    cells: [
      "What you report to us, with your account or the e-mail address you gave, and hashes by which we tell the people of one case apart",
      "To look into it, and to tell you what came of it",
      "As long as what it is about, but without you once you delete your account; a guest’s address until 90 days after the decision",
    ],
  },
  {
    key: "audit",
    cells: [
      "A log of decisions: who did what to which job, account or order, and when",
      "To answer for what moderators and admins do",
      "As long as what it is about",
    ],
  },
  {
    key: "limits",
    cells: [
      "Hashes of network and e-mail addresses with a count, for instance of failed sign-ins",
      "To stop guessing and flooding",
      "Until they count no more, at most about a day",
    ],
  },
  {
    key: "views",
    cells: [
      "That somebody looked at a job: a count for each day and kind of source. So that you are one person and not five, a hash of network address, browser, job and day; its key changes every day and is in no file or table, so it cannot be turned back",
      "To tell employers how many people saw their jobs",
      "The hash until the day after; the counts as long as the job",
    ],
  },
  {
    key: "log",
    cells: [
      "A line for each request: its time, path and answer, with no address and nothing that was typed",
      "To find faults",
      "Until the log is rotated, a few weeks",
    ],
  },
];
