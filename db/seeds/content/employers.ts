import type { EmployerSeed } from "./employer.ts";
import { careEmployers } from "./employers-care.ts";
import { practiceEmployers } from "./employers-practices.ts";
import { serviceEmployers } from "./employers-services.ts";
import { systemEmployers } from "./employers-systems.ts";

/** The 40 employers of the demo. All are invented; their domains end in `.example`. */
export const employers: readonly EmployerSeed[] = [
  ...systemEmployers,
  ...practiceEmployers,
  ...serviceEmployers,
  ...careEmployers,
];
