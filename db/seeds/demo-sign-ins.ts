/** One password for every demo sign-in, since the demo has nothing to protect and its password is printed. */
export const DEMO_PASSWORD = "coding-clinic-2026";

/**
 * The key of the demo staff's authenticator, in base32: printed like the password, and on no board but a demo. The
 * mailbox shows its codes at /codes.
 */
export const DEMO_TOTP_SECRET = "CODINGCLINICDEMOBOARDSTAFF234567";

/** A person anybody may sign in as on a demo board, and the page that shows their work. */
export type DemoSignIn = {
  role: "seeker" | "employer owner" | "recruiter" | "moderator" | "admin";
  name: string;
  email: string;
  password: string;
  path: string;
  /** Of those who sign in with a second factor. */
  totpSecret?: string;
};

/** The demo's sign-ins, printed by `npm start`. The owner and the recruiter belong to the same employer. */
export const demoSignIns: readonly DemoSignIn[] = [
  { role: "seeker", name: "Marisol Vega", email: "seeker@demo.example", password: DEMO_PASSWORD, path: "/jobs" },
  {
    role: "employer owner",
    name: "Dana Whitlock",
    email: "owner@demo.example",
    password: DEMO_PASSWORD,
    path: "/employer",
  },
  {
    role: "recruiter",
    name: "Terrence Obi",
    email: "recruiter@demo.example",
    password: DEMO_PASSWORD,
    path: "/employer",
  },
  {
    role: "moderator",
    name: "Imogen Sayre",
    email: "moderator@demo.example",
    password: DEMO_PASSWORD,
    path: "/moderation",
    totpSecret: DEMO_TOTP_SECRET,
  },
  {
    role: "admin",
    name: "Walter Nakai",
    email: "admin@demo.example",
    password: DEMO_PASSWORD,
    path: "/admin",
    totpSecret: DEMO_TOTP_SECRET,
  },
];
