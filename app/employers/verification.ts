export type Verification = "unverified" | "email" | "dns";

/** How an employer proved who it is, in words. */
export const verificationLabels: Record<Verification, string> = {
  unverified: "Not verified",
  email: "Verified by e-mail",
  dns: "Verified by DNS",
};

/** How long a mailed code works, in minutes, and how many wrong ones end it. */
export const CODE_MINUTES = 30;
export const MOST_CODE_ATTEMPTS = 5;
/** How often a published record is looked at again, in days, and how long one may be missing. */
export const RECHECK_DAYS = 1;
export const GRACE_DAYS = 7;

export const NO_DOMAIN =
  "Enter your own website first: a domain of your own, neither a mail provider's nor a site builder's.";
