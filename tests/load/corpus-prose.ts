/*
 * What the postings of this field say beside the work itself, in words of our own. The order counts: the first of a list
 * are used most (Zipf). Slots as in db/seeds/content/phrase.ts; {term}, {name}, {product} and {city} are rare words.
 */

export const aboutLines = [
  "{short} is a medical coding and health care employer with teams in {city}, {city} and {city}, and we serve patients, physicians and payers.",
  "About us: {short} provides medical care at sites in {city} and {city}, and its revenue cycle department codes, bills and follows up from one office.",
  "As part of {short} you join a health care organization whose medical records come from {city}, {city} and the clinics around {city}.",
  "Our health information management department supports medical staff in {city} and {city} with coding, documentation and release of information.",
  "{short} opened in {city} and now has medical offices in {city} and {city}; coding has always been done by its own people.",
  "The medical group of {short} has providers in {city}, {city} and {city}, and each site sends its charts to us within a day.",
  "We are a health system with medical centers near {city} and {city}, and medical coding is part of the finance division.",
];

export const dutyLines = [
  "Reviews the medical record and assigns ICD-10-CM, CPT and HCPCS codes according to official coding guidelines.",
  "Abstracts data from the medical record, verifies diagnoses and procedures, and enters codes into the billing system.",
  "Ensures that medical coding is accurate, complete and compliant with federal, state and payer requirements.",
  "Queries physicians when documentation in the medical record is unclear, missing or conflicting.",
  "Works with billing, clinical and compliance staff to resolve coding edits, claim rejections and medical necessity denials.",
  "Maintains the production and quality standards that the coding department sets for the position.",
  "Protects patient privacy and handles every medical record in keeping with HIPAA.",
  "Keeps current with changes in coding, reimbursement and medical terminology through continuing education.",
  "Assigns modifiers, reviews NCCI edits and checks that the medical documentation supports the level of service.",
  "Takes part in internal and external coding audits and corrects errors within the time that is set.",
  "Identifies trends in documentation and reports them to the coding manager.",
  "Provides feedback to providers on medical documentation, in writing and in short meetings.",
  "Performs other coding duties as assigned by the manager of health information.",
  "Verifies charges against the medical record and reports those that are missing.",
];

export const requirementLines = [
  "Experience in medical coding and a thorough knowledge of medical terminology, anatomy and physiology are required.",
  "High school diploma or equivalent is required; an associate degree in health information or a related field is preferred.",
  "Candidates must hold {creds} at the time of hire and keep the credential current.",
  "Knowledge of ICD-10-CM, CPT, HCPCS and the medical record is required.",
  "Ability to work independently, to meet deadlines and to communicate well with medical staff.",
  "Working knowledge of {ehr} and of an encoder is helpful.",
  "Strong attention to detail and the ability to read a long medical record with patience.",
  "Graduates of a medical coding program with {creds} may apply.",
  "Two references from a coding supervisor or physician are asked for.",
  "Familiarity with medical necessity policies, local coverage determinations and payer rules.",
  "Good command of spreadsheets, and a typing speed that does not slow down your coding.",
  "Understanding of DRG, APC and risk adjustment methodologies as they apply to medical claims.",
];

export const caseLines = [
  "Typical charts hold {term}, {term}, {term} and {term}, now and then {term}.",
  "Services include {term}, {term}, {term} and {term}.",
  "You will code {term}, {term} and {term} beside {term}.",
  "The medical staff documents {term}, {term}, {term} and more rarely {term} or {term}.",
  "Expect {term} and {term} most days, {term} every week, {term} a few times a year.",
  "Our specialists perform {term}, {term}, {term}, {term} and {term}.",
];

export const peopleLines = [
  "Questions about the position go to {name} or {name}.",
  "Dr. {name}, Dr. {name} and Dr. {name} are the physicians whose notes you would read most.",
  "You would report to {name}; {name} leads the medical records side.",
  "The clinics of Dr. {name} and Dr. {name} send the most medical documentation.",
];

export const productLines = [
  "Supporting systems: {product} and {product}.",
  "Claims are scrubbed in {product}; work lists come from {product}.",
  "Timekeeping is in {product}, training in {product}.",
];

export const benefitLines = [
  "Benefits include medical, dental and vision insurance, paid time off and a retirement plan with employer match.",
  "We offer medical, dental, vision and life insurance, short and long term disability, and tuition assistance.",
  "Medical insurance begins on the first day; dental and vision are optional.",
  "Full time employees may enroll in medical and dental plans, a flexible spending account and an employee assistance program.",
  "Paid holidays, paid sick time, medical coverage and a yearly allowance for coding books and continuing education.",
  "The package has medical, dental, prescription and vision coverage, 401(k) and paid parental leave.",
  "A choice of three medical plans, wellness programs and a discount at our medical offices.",
];

export const closingLines = [
  "{short} is an equal opportunity employer. All qualified applicants receive consideration without regard to race, color, religion, sex, national origin, disability or protected veteran status.",
  "Reasonable accommodation is made for qualified individuals with a disability or a medical condition.",
  "Employment depends on a background check, a drug screen and proof of immunizations or a medical exemption.",
  "The physical demands are those of office work: sitting, keyboarding and reading a screen for long periods.",
  "This description is a summary of the coding position and does not list every duty.",
  "We do not accept unsolicited resumes from agencies, and we never ask applicants for money or medical information.",
];

/** Headings of the sections above. */
export const sectionNames = {
  about: ["About us", "Who we are", "The employer"],
  duties: ["Responsibilities", "Essential functions", "Duties and responsibilities"],
  requirements: ["Qualifications", "Requirements", "Minimum qualifications"],
  cases: ["Case mix", "What you will code", "Services"],
  benefits: ["Benefits", "What we offer", "Total rewards"],
  closing: ["Additional information", "Equal opportunity", "Please note"],
} as const;
