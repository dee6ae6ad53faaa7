/** The kinds of what is sold, in an admin's words. */
export const planKindLabels = {
  single: "A single post",
  pack: "A pack of credits",
  subscription: "A plan, each month",
  upgrade: "An upgrade of a live job",
} as const;
