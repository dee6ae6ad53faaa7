/** The vocabulary of the scam rules: who, does what, with what. Patterns are sources, to be put together; gaps are bounded. */

/** Whoever applies or starts. */
export const applicant =
  "(?:you(?:['’](?:ll|d|re))?|yourself|candidates?|applicants?|(?:new )?hires?|newcomers?|joiners?|starters|trainees?|apprentices?|externs?|finalists?|those accepted|contractors?|freelancers?|associates?|affiliates?|licensees?|(?:each|every|new|selected|successful|accepted|approved|remote|incoming) (?:\\w+ )?(?:coders?|billers?|auditors?|reviewers?|members?|employees?|staff|workers?|people|person|specialists?|agents?))";
/** A clause that goes on without the employer as its subject. */
export const ownClause = (most: number) =>
  `(?:(?!\\b(?:we|us|our (?:company|clients?|hospital)|employers?|the (?:hospital|company|clinic|practice)|company|patients?|payers?|insurers?|clients?|not|never|no|nothing|nobody|without|cannot)\\b|n['’]t\\b)[^.;]){0,${most}}`;
/** What an applicant has to do with money of their own. */
export const pays =
  "(?:pays?|paying|purchas(?:e|es|ed|ing)|buys?|buying|bought|prepay\\w*|self-?fund\\w*|remits?|remitting|deposits? (?=an? |the |your |\\$)|put (?:down|up)|(?:rent|lease)s? (?=the |our |an? |your )|bears?|shoulders?|settles?|(?:cover|absorb|carry|meet|handle|take on)s? (?:the |this |that |its |their |your |own |small |full |initial |upfront ){0,3}(?:costs?|fees?|charges?|price|expenses?|payment))";
/** What a newcomer needs to start, and an honest employer gives. */
export const startObject =
  "(?:training|courses?|class(?:es)?|modules?|boot ?camp|kits?|starter pack\\w*|welcome pack\\w*|bundles?|software|licen[cs]es?|encoders?|subscriptions?|memberships?|background (?:checks?|reports?|screening)|credit (?:checks?|reports?)|drug (?:tests?|screens?)|fingerprint\\w*|screening|clearances?|verification|vetting|portal|platform|log ?in|activation|equipment|laptops?|computers?|workstations?|monitors?|printers?|headsets?|hardware|devices?|tablets?|phones?|routers?|materials|manuals?|code ?books?|textbooks|certificat(?:ion|e)s?|exams?|assessments?|tests?|insurance|(?:surety )?bonds?|notary|notari[sz]ation|badge|id card|credentialing|onboarding|orientation|registration|enrol+ment|application|processing|placement|visa|permit|seat|slot|place|spot|vpn|(?:security|hardware) (?:token|key)|token|dongle|compliance|shipping|courier|customs|delivery|r[eé]sum[eé]|apprenticeship|externship|internship|mentorship|coaching|practicum|tools?|home[- ]?office|supplies|set-?up)";
/** Words for money that is asked for. */
export const fee =
  "(?:fees?|contributions?(?= of)|deposits?|bonds?|caution(?: money| sum)?|surcharges?|escrow|lev(?:y|ies)|retainer|co-?payment|down ?payment|prepayment|buy-?in)";
/** An amount in dollars, with what stands right before it. */
export const dollars = "(?:\\$ ?\\d|\\busd ?\\d|\\d+ ?(?:usd|dollars)\\b)";
/** When an employee would be paid for the first time, or would have proven something. */
export const paidBackWhen =
  "(?:(?:first|second|third|initial|next|opening|1st|2nd|3rd|final) (?:full |monthly |weekly |regular |two )?(?:pay|salary|wages?|deposit|month|week|invoice|payroll|payout|earnings|commission|check|cheque|direct)|(?:after|on|upon|following|with|within|when|once) (?:\\w+ ){0,4}(?:\\d+ ?(?:charts?|days?|weeks?|months?|shifts?|hours?)|thirty|sixty|ninety|probation\\w*|complet\\w+|activation|first (?:day|shift|week)|start\\w*))";
/** Programs that people chat with privately; colleagues use others. */
export const chatApps =
  "(?:whats ?app|telegram|wechat|we chat|viber|zangi|threema|kik|botim|zalo|session app|line app|wire app|wickr|signal(?: (?:app|messenger|private messenger|chat|conversation|thread|group))|google hangouts?|google chat|gchat|fb messenger|messenger app|skype (?:chat|id|name|messag\\w+)|icq)";
/** What is written rather than spoken. */
export const writtenTalk =
  "(?:text(?:s|ing)?(?: messag\\w+| chat| thread| conversation)?|chat(?:s| room| window| thread| session| app\\w*)?|messenger|sms|instant messag\\w+|messag(?:es|ing)(?: app\\w*| service| thread)?|im|typed|written|in writing|e-?mail|google (?:form|docs?)|questionnaire|live chat)";
/** `one … two` or `two … one`, at most `most` characters apart, within a sentence. */
export const near = (one: string, two: string, most: number) =>
  `(?:\\b${one}\\b[^.;]{0,${most}}\\b${two}\\b|\\b${two}\\b[^.;]{0,${most}}\\b${one}\\b)`;
