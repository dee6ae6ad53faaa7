import type { Schedule } from "~/vocabulary/terms.ts";

/** When the work is done. `{hours}` is the schedule note. */
export const scheduleLines: Record<Schedule, readonly string[]> = {
  fixed: [
    "Hours are fixed: {hours}.",
    "The shift is {hours}, with half an hour for lunch, and overtime is asked for and never assumed.",
    "You work {hours}. Swaps among colleagues need one message.",
    "{hours}, all year; holidays by rota, one in {three|four}.",
    "We keep regular hours ({hours}), because the people we ask are there then.",
  ],
  flexible: [
    "Hours are yours within a frame: {hours}.",
    "{hours}. Four hours must overlap with somebody, and it does not matter whom.",
    "Flexible means this: {hours}, and nobody watches a green dot.",
    "Split days are fine. The frame is {hours}, and the week is what we count.",
    "You set your hours a week ahead ({hours}), and may change them with a day's notice.",
  ],
  weekends: [
    "Weekends are part of it: {hours}.",
    "{hours}; weekend hours carry {1.50|2.00|2.25|2.50} dollars more.",
    "The weekend turn is shared by all, leads too: {hours}.",
    "Emergency work knows no Sunday. For this seat that means {hours}.",
    "{hours}, planned {six|eight} weeks ahead.",
  ],
};

/** Where the work is done, by mode. */
export const placeLines = {
  remote: [
    "The work is remote {reach}.",
    "You work from home {reach}; once hired you may move within that list after a word with payroll.",
    "Remote {reach}, without a day in the office unless you ask for one.",
    "Home office {reach}. The work stays in the United States, and so does the screen.",
    "We hire people who live {inReach}; state payroll registration is the only reason for the line.",
  ],
  "remote-after-training": [
    "The first {three|four|six|eight} weeks are in {place}, after that you work at home {reach}.",
    "Training is in person in {place}; when your charts hold you go home, {reach}.",
    "Remote {reach}, once you have spent {five|six|eight|ten} weeks with us in {place}.",
  ],
  hybrid: [
    "You are in {place} {one day|two days} a week and at home for the rest.",
    "Hybrid: {Tuesdays|Wednesdays|Tuesdays and Thursdays} in {place}, because that is when people meet.",
    "About {two|three} days a week in {place}, chosen by you and kept to.",
    "The office in {place} expects you {once|twice} a week; parking is free, the coffee is not bad.",
  ],
  "on-site": [
    "The work is on site in {place}, beside the people whose notes you read.",
    "You work in {place}, in {a shared office with a door|a quiet room on the second floor|the records department}.",
    "On site, {place}. We tried it from home and the desk is better for it.",
    "This seat is in {place} all week, near {the clinic|registration|the providers}.",
  ],
} as const;

/** What the work is done with. */
export const toolLines = [
  "The record is {ehr}.",
  "You work in {ehr}, with two screens and your own saved views.",
  "Notes, orders and results are in {ehr}; the queue is there too.",
  "{ehr} holds the chart, and billing sits in the same system.",
  "You will spend the day in {ehr}, so being quick there helps.",
];
export const encoderLines = [
  "The encoder is {encoder}.",
  "{encoder} does the look-up and the edits; references are one key away.",
  "We code with {encoder}, and nobody minds if you prefer a book.",
  "{encoder} proposes, you decide.",
  "Grouping and edits run in {encoder}, which was brought up to date in {October|July|April}.",
];

/** What part a machine has in it; needs a share. */
export const machineLines = [
  "About {ai} percent of the work arrives with codes that a machine has suggested. You accept none of them unread.",
  "Some {ai} percent is validation of machine-suggested codes, counted at the same rate as coding from the note.",
  "A model prepares roughly {ai} percent of records. It is right often enough to be dangerous, and we pay you to notice.",
  "For {ai} percent of charts you begin with a suggestion and end with your own answer, and both are kept.",
  "Machine help touches {ai} percent of the queue, and that share has been steady for {a year|eight months}.",
];
export const noMachineLines = [
  "No machine suggests codes here, and none is planned this year.",
  "Charts come to you without suggested codes.",
  "There is no computer-assisted coding on this queue.",
];
