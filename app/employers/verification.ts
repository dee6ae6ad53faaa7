export type Verification = "unverified" | "email" | "dns";

/** How an employer proved who it is, in words. */
export const verificationLabels: Record<Verification, string> = {
  unverified: "Not verified",
  email: "Verified by e-mail",
  dns: "Verified by DNS",
};
