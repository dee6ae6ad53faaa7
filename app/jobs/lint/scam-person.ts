import type { ScamRule } from "./scam-rule.ts";
import { near } from "./scam-words.ts";

const asks =
  "(?:send|submit|include|provide|give|text|e-?mail|enter|attach|share|need|require|required|upload|supply|reply with|ask(?:s|ed)? for|collect|furnish|forward|confirm|bring|fill in|have ready)";
const cards =
  "(?:(?:photo|copy|copies|picture|image|scan of|scans of|selfie|front and back|both sides|front (?:&|\\/) back)s?\\b[^.]{0,30}\\b(?:id|i\\.d\\.|identification|passport|licen[sc]e|social(?: security)?(?: card)?|ssn|debit card|credit card|green card)|(?:id|identification|passport|licen[sc]e|debit card|credit card)\\b[^.]{0,20}\\b(?:front and back|front (?:&|\\/) back|both sides|photos?|pictures?|copies|selfie|upload))";
const secrets =
  "(?:social security(?: (?:number|card|no|#))?|ssn|s\\.s\\.n|itin|bank(?:ing)? (?:account|details|information|info|name|login|statement|credentials)|account (?:and|&|\\/|number and) routing|routing (?:and|&|number)|(?<!our )account number|credit card|debit card|card number|date of birth|d\\.?o\\.?b\\.?|birth ?date|driver['’]?s licen[sc]e (?:number|photo|copy)|passport (?:number|photo|copy)|mother['’]?s maiden name|credit (?:report|score)|id\\.me|voided check|direct deposit (?:form|details|information)|(?:national|government|tax|state) id(?:entification|entity)? (?:number|no)|accounts? for (?:payroll|salary|direct deposit)|payroll account|w-?4|i-?9)";

/** What is somebody's own, and vouches for them. */
const ownThing =
  "(?:own |active |current |professional |coding |good |verified |existing |aapc |ahima |personal |home )*(?:credentials?|certifications?|certificates?|cpc|ccs(?:-p)?|rhit|rhia|coc|cic|licen[cs]e|npi|member(?:ship)? (?:id|number)|names?|identity|signature|profile|log ?in|accounts?|ip(?: address)?|internet connection|connection|computer|laptop|pc|router|bandwidth|diploma|transcripts?)";

/** What thieves ask for, and what a coder may not lend: consumer.ftc.gov, "Job Scams" and "Identity Theft". */
export const personRules: readonly ScamRule[] = [
  {
    rule: "scam-identity",
    title: "This asks for numbers that nobody needs before an offer",
    help: "what payroll and a background check need is asked for after an offer, in a protected form, never by e-mail.",
    says: [
      new RegExp(`\\b${asks}\\b[^.]{0,100}\\b${secrets}\\b`, "i"),
      new RegExp(`\\b${secrets}\\b[^.]{0,60}\\b(?:with your (?:application|r[eé]sum[eé])|to (?:apply|begin|proceed|start|be considered|get started|verify|process|complete your application)|(?:is|are) (?:required|needed)|by (?:e-?mail|text|reply)|before (?:the )?(?:interview|training|start\\w*)|in your (?:first|application|reply))`, "i"),
      /\byour\b[^.]{0,25}\b(?:social security|bank details|bank account (?:number|details|information)|date of birth)\b|\b(?:ssn|social security (?:number|card))\b/i,
      new RegExp(`\\b${cards}\\b`, "i"),
      /\b(?:google|verification|one[- ]time|security|login|sms|confirmation|(?:six|6|four|4|five|5|nine)[- ](?:digits?|figures?))\b[^.;]{0,15}\b(?:codes?|pins?|passcodes?|numbers?)\b[^.;]{0,60}\b(?:phone|cell|mobile|text|sms|read|send|e-?mail|give|tell|share|forward)\b/i,
      new RegExp(near("(?:credit|score) (?:reports?|scores?|site|standing)", "(?:link|screenshots?|trial|send|forward|upload)", 60), "i"),
      /\b(?:sign|log)[- ]?in\b[^.;]{0,40}\bwith your\b(?! (?:hospital|work|employee|company|network|clinic)\b)[^.;]{0,60}\b(?:user ?names?|passwords?|log-?in)\b|\buse your (?:\w+ ){0,2}log-?in\b|\b(?:let|lets|allow|give)s? us (?:to )?(?:use|access|into)\b[^.;]{0,30}\baccounts?\b/i,
      /\b(?:bank|card) (?:that )?(?:you|they) (?:use|have|hold|bank with)\b|\bname of (?:your|the|their) bank\b|\b(?:what|which) bank\b|\bcard (?:pin|limit|number)\b/i,
      /\b(?:facial|face|liveness|biometric)[- ](?:scan|check|verification|recognition|video)\b[^.;]{0,60}\b(?:passport|licen[cs]e|id|app|link|selfie)\b|\b(?:passport|licen[cs]e|id)\b[^.;]{0,60}\b(?:facial|face|liveness|biometric)[- ](?:scan|check|verification|video)\b/i,
      /\b(?:online bank\w*|bank(?:ing)? (?:log ?in|user ?(?:name|id)|password|credentials|statements?)|routing (?:(?:and|&) account|number)|account and routing|debit card|mother['’]?s maiden name|passport number|selfie|utility bills?|voice (?:sample|recording|print)|id\.me)\b/i,
      /\b(?:sign|log)[- ]?in\b[^.]{0,40}\b(?:aapc|ahima|indeed|linkedin|e-?mail|gmail|bank|id\.me|google|apple|facebook)\b[^.]{0,30}\b(?:user ?names?|password|credentials|accounts?|log ?in)\b/i,
      /\bname,[^.]{0,80}\b(?:age|gender|sex|marital status|occupation|nationality)\b/i,
      /\b(?:log ?in|user ?name|password|credentials)\b[^.]{0,30}\b(?:for|to|of) (?:your )?(?:online |mobile )?(?:bank\w*|email|e-mail|id\.me|linkedin|indeed|gmail|portal account)\b|\b(?:bank\w*|id\.me|email|linkedin|indeed)\b[^.]{0,25}\b(?:log ?ins?|user ?names?|passwords?)\b/i,
      /\b(?:one[- ]time|verification|security|6[- ]digit|six[- ]digit) (?:pass)?codes?\b[^.]{0,50}\b(?:send|share|forward|text|give|read|tell)|\b(?:send|share|forward|text|give|read|tell)\b[^.]{0,40}\b(?:one[- ]time|verification|security|6[- ]digit|six[- ]digit) (?:pass)?codes?\b/i,
    ],
    unless: /\b(?:patients?|claims?|demographics?|beneficiar\w+|enrollees?|members['’]?|insureds?|phi|pii|(?:after|upon|following|once|with) (?:\w+ ){0,4}(?:offers?|hired?|hiring|accept\w*)|(?:post|conditional)[- ]offer|after (?:you are |being )?hired|on (?:your |the )?first day|at onboarding|day one|during onboarding|at that (?:stage|point|time)|on paper|in person|only (?:there|then|after|once|if)|eligible list|gusto|adp|workday|paylocity|ukg|valid driver['’]?s licen[sc]e(?! number)|(?:of|upon|at|after|once|when you['’]re|days of) hire\w*|new[- ]hire paperwork|e-?verify|secure (?:portal|onboarding)|(?:to|at) (?:your |the )?orientation|i-?9 documents)\b/i,
  },
  {
    rule: "scam-credential",
    title: "This asks to borrow somebody's credential or login",
    help: "whoever holds the credential does the work, under their own name.",
    says: [
      /\bunder your (?:log-?in|name|credentials?|number|certificat\w+|npi|id|licen[cs]e)\b|\b(?:use|using|need|borrow)s? your (?:aapc|ahima|cpc|ccs|rhi[at]|npi|member\w*|credential|certificat\w+|licen[cs]e) (?:number|id|name|seal|log-?in)\b/i,
      /\bsignature (?:image|stamp|file|scan)\b|\bsignator(?:y|ies)\b|\b(?:supply|give|provide|feed|whisper)s? (?:the |them )?answers\b|\bproctors?\b[^.;]{0,20}\b(?:not|never|unable|cannot)\b/i,
      /\b(?:rent|leas|sell|lend|borrow|us|access|shar)(?:e|es|ing|ed|s)?\b[^.]{0,30}\byour (?:own |verified )?(?:linkedin|upwork|indeed|fiverr|payoneer)\b/i,
      /\b(?:rent(?:ing|al)?|lend(?:ing)?|borrow(?:ing)?|leas(?:e|ing))\b[^.]{0,30}\b(?:your |their |an? (?:active )?)?(?:credentials?|certifications?|cpc|ccs|rhit|rhia|coc|licen[sc]e|npi|aapc|ahima|certificate)\b/i,
      /\b(?:use|using|list|submit|bill|sign|code)\w*\b[^.]{0,40}\bunder your (?:name|credentials?|npi|certification|licen[sc]e|cpc|login|number)\b|\byour (?:credentials?|name|cpc|certification|certificate|number|npi)\b[^.]{0,60}\b(?:on (?:file|paper|our (?:roster|contract|website|proposal))|while (?:we|our|others?|someone)|we (?:simply |just |only )?(?:list|use|need)|for (?:compliance|audit|accreditation|contract) (?:purposes|only))\b/i,
      /\b(?:share|provide|give|send|hand over|lend|supply)\b[^.]{0,40}\byour (?:aapc|ahima|encoder|3m|epic|member|credential\w*|ceu|myaapc)\b[^.]{0,20}\b(?:log ?ins?|user ?names?|passwords?|account|access)\b/i,
      /\b(?:you (?:do not|don['’]t|never|won['’]t) (?:need to|have to|actually)? ?(?:code|work|do any|review|touch|see (?:a|any|the) (?:chart|record|patient))\b|no (?:actual )?(?:work|coding|duties|hours) (?:is |are )?(?:required|needed|involved|necessary|expected)|without (?:doing|performing) any (?:work|coding)|no work from you)\b/i,
      new RegExp(`\\b(?:your|their) ${ownThing}\\b[^.;]{0,60}\\b(?:is|are|be|being|gets?|stays?|remains?|appears?|goes|will|while|so that|lets?|as) [^.;]{0,30}\\b(?:listed|list|used|use|shown|named|on file|on record|on paper|rented|leased|lent|borrowed|hosted|shared|share|signed|billed|connect\\w*|log\\w* in|by (?:our|others|another|someone|somebody|overseas|offshore))\\b`, "i"),
      new RegExp(`\\b(?:rent|lend|leas|loan|licens|borrow|host|shar|hand|pass|giv|us|allow|let|attach|add|put|list|cod|submit|sign|bill|work)(?:e|es|ing|s|ting|ning|ding)?\\b[^.;]{0,40}\\b(?:under|through|with|of|on|to|over|us|our team|them)?\\b[^.;]{0,15}\\byour ${ownThing}\\b[^.;]{0,60}\\b(?:to us|to (?:our|the) (?:team|client|coders?|partners?)|for (?:us|others|audits?|contracts?|compliance|a (?:month|fee|retainer|share))|while|monthly|retainer|on file|our (?:overseas|offshore|team|staff|coders?|people)|they|others?|someone|somebody|a colleague|passive\\w*|each month|per month)\\b`, "i"),
      /\b(?!provider|employer|carrier|payer|holder|owner|insurer|broker|manager)\w*(?:er|or|ee|ist|lead|consultant|director) of record\b|\bwithout (?:your )?(?:employer|client|hospital)(?:['’]s)? (?:knowledge|knowing)\b|\b(?:no need to|do not|don['’]t|without|never)\b[^.]{0,15}\b(?:notify|notifying|tell|telling|inform|informing|mention|disclose)\w*\b[^.]{0,30}\b(?:employer|compliance|manager|supervisor|hospital|clients?)\b|\bmulti-?factor (?:prompts?|codes?)\b|\bemployers?\b[^.]{0,20}\b(?:are not|aren['’]t|is not|isn['’]t|need not|never|not be) (?:informed|told|know|aware|find out)\b|\b(?:second|third|two|multiple|several) (?:full[- ]time )?(?:salar(?:y|ies)|w-?2s?|paychecks)\b|\b(?:log[- ]?ins?|badge|vpn|token|password|session|credentials|laptops?|computers?|desktop)\b[^.]{0,60}\b(?:our (?:team|leads?|staff|coders?|people|side|engineers?)|we|others?|somebody|someone|colleagues? (?:abroad|overseas))\b[^.]{0,20}\b(?:take over|takes over|uses?|works?|log in|sign in|codes?|connects?)\b|\b(?:leave|keep)\b[^.]{0,30}\b(?:session|laptops?|computers?|devices?|machines?|vpn)\b[^.]{0,20}\b(?:open|on|online|running|plugged|connected|logged|unlocked)\b|\b(?:host(?:ing)?|house|housing)\b[^.]{0,20}\b(?:laptops?|devices|computers)\b|\b(?:your|their) (?:client|current|other|employer|day job)(?:['’]s|s['’])?[^.]{0,25}\b(?:log[- ]?ins?|badge|vpn|credentials|access|password|templates?|charts?)\b/i,
      /\b(?:sign(?:ing)?[- ]?off|attest(?:ing)?|initial|e-?sign|certify(?:ing)?)\b[^.]{0,60}\b(?:without (?:review\w*|read\w*|look\w*|seeing|opening)|done by (?:others|someone|our|uncertified)|(?:offshore|uncertified|unlicensed) (?:coders?|staff|team)|you did not (?:code|perform|review))\b/i,
      /\b(?:take|pass|sit(?: for)?|complete|write)\b[^.]{0,20}\b(?:the |your |an? |their )?(?:cpc |ccs |aapc |ahima |certification |proctored |coding )+(?:exams?|tests?|assessments?)\b[^.]{0,30}\b(?:for you|on (?:your|their|behalf)|for (?:others|clients|candidates|customers))\b|\b(?:certificat\w+|cpc|ccs|credential)\b[^.]{0,40}\b(?:without (?:an? |the |any )?(?:exam|test|sitting)|no exam|for sale|instantly issued)\b|\b(?:proxy|stand[- ]in|substitute)\b[^.]{0,20}\b(?:interview\w*|exam\w*|test\w*|candidate|coder)\b|\b(?:interview|attend|appear)\b[^.]{0,30}\bon behalf of\b|\b(?:work|log ?in|clock in) (?:as|under) (?:another|someone else|a different)\b/i,
    ],
    unless: /\b(?:maintain\w*|keep\w* (?:your |their |an? |the |all )?(?:\w+ )?(?:credentials?|certifications?|licen[cs]es?|cpc|ccs|rhit|rhia|current|up)|renew\w*|reimburse\w*|ceus?|dues|must not|patients?|(?:the industry|the field|we|employers|agencies|others) (?:has|have) (?:seen|met|had)|no password)\b/i,
  },
  {
    rule: "scam-billing",
    title: "This reads as an invitation to bill falsely",
    help: "codes follow the record; say who reviews them, and never tie pay to what a claim brings.",
    says: [
      /\b(?:under|with|using|through|as) the (?:provider|doctor|physician|clinician|nurse)s?['’]s? (?:sign-?in|log-?in|credentials?|name|password|user)\b|\b(?:original|earlier|past|prior|older) dates?\b[^.;]{0,40}\b(?:note|entr|record|chart|sign)|\b(?:notes?|entr(?:y|ies)|records?|documentation|charts?|addend\w+)\b[^.;]{0,60}\b(?:original date|(?:amended|altered|rewritten|edited|changed|adjusted|completed|written|created|added|brought into line) (?:afterwards?|later|to match|to fit|to support|to justify|so (?:that )?(?:it|they)))/i,
      /\b(?:copy|carry|clone|reuse|repeat|duplicate)\b[^.;]{0,25}\bnotes?\b[^.;]{0,30}\b(?:date|vitals?|vital signs|day)\b|\b(?:applied|billed|appended|added)\b[^.;]{0,15}\b(?:to|on|for) (?:all|every|each)\b[^.;]{0,30}\b(?:by default|automatically|always|regardless|no matter)\b/i,
      /\b(?:suppl(?:y|ies)|insert|fill(?:s)? in|add|write|create|complete)s?\b[^.;]{0,25}\b(?:the )?missing\b[^.;]{0,30}\b(?:exams?|times?|notes?|elements|signatures?|documentation|orders?)\b|\b(?:notes?|orders?|record)\b[^.;]{0,30}\b(?:cannot be|can['’]t be|is not|was not|never) (?:found|there|written|signed)\b[^.;]{0,30}\b(?:written|create|supply|write|make)\w*\b/i,
      /\b(?:\d{1,2}(?= ?%)|percent(?:age)?|share|cut|bonus|commission)\b[^.;]{0,15}\b(?:of|on|from) (?:the |any |all |every |each )?(?:extra |added |additional |resulting |net )*(?:lift|uplift|increase|gain|improvement|growth|difference|collected|add-?on|higher|recapture)\b/i,
      /\b(?:move|raise|lift|push|bump|set|upgrade|change|bring|code|level|begin|start)\b[^.;]{0,30}\b(?:visits?|encounters?|claims?|levels?|notes?)\b[^.;]{0,30}\b(?:to|at) (?:(?:a |the )?(?:level )?(?:992[0-9]{2}|level (?:four|five|4|5))|the (?:highest|top|next) (?:level|code)|(?:what|the level) (?:our|the) (?:owners?|budget|target))/i,
      /\b(?:photograph|photos?|pictures?|screenshots?|phone camera|copy down|note down)\b[^.;]{0,60}\b(?:patients?|medicare|medicaid|members?|beneficiar\w+)['’]?s? (?:names?|lists?|numbers?|data|records?|cards?|details)\b|\b(?:read|give|tell)s?\b[^.;]{0,15}\bcodes?\b[^.;]{0,25}\b(?:phone|text|cell)\b/i,
      /\bmak(?:e|es|ing) the (?:chart|note|record|documentation)s? (?:fit|match|support|agree|say)\b|\b(?:bill|code|charge)(?:s|d|ing)?\b[^.;]{0,40}\b(?:not (?:reached|seen|present|at home|there)|never (?:seen|met|reached|came)|did not (?:come|happen|attend|take place))\b|\bwhether or not\b[^.;]{0,20}\b(?:addressed|documented|treated|seen|performed|supported|present|happened)\b/i,
      /\b(?:aim|target|expect\w*|default|bill|code|everything|all visits|every visit)\b[^.]{0,40}\b(?:at |to |as |for )?(?:level (?:4|5|four|five)|9921[45])\b[^.]{0,60}\b(?:bonus|default|every|always|whatever|revenue|regardless|no matter)\b|\b(?:sign|initial|attest)\b[^.]{0,20}\b(?:for|as) the (?:doctor|provider|physician)s?\b/i,
      /\bup-?cod(?:e|es|ing)\b[^.]{0,60}\b(?:bonus|comfortable|increase|maximi\w+|willing|aggressive\w*|reward\w*|revenue)\b|\b(?:willing|comfortable|expected|bonus|paid|reward\w*)\b[^.]{0,50}\bup-?cod(?:e|es|ing)\b/i,
      /\b(?:regardless of|without|even (?:if|when|without)|despite|irrespective of)\b[^.]{0,40}\b(?:supporting |complete |physician |full |actual )?(?:documentation|the (?:chart|note|record|visit)|(?:was|were|is) (?:not |never )?(?:seen|performed|documented|rendered|supported))\b/i,
      /\b(?:add|assign|find|insert|append|attach|choose|pick|use|select)\w*\b[^.]{0,40}\b(?:diagnos[ei]s|codes?|modifiers?|hccs?|conditions?)\b[^.]{0,60}\b(?:not (?:in|documented|supported)|that (?:pay|pays|bring|get|maximi\w+)|to (?:raise|increase|boost|maximi[sz]e|lift)|highest[- ]paying|(?:pay|pays|reimburse\w*) (?:the )?(?:most|more|highest))\b/i,
      /\bservices? (?:that (?:were|was) )?(?:not|never) (?:rendered|performed|provided)\b|\bphantom (?:billing|visits?|claims?)\b|\bback-?dat(?:e|ed|ing)\b/i,
      /\b(?:commission|bonus|paid|percent(?:age)?|\d{1,2}(?= ?%)|share|cut|incentive)\b[^.]{0,60}\b(?:per|of|for|on|each|every|from|when)\b[^.]{0,40}\b(?:higher[- ](?:level|paying|code\w*)|level (?:4|5|four|five)|reimbursement|collections?|approved claims?|paid claims?|diagnos[ei]s added|hccs?|raf|revenue (?:you )?(?:generat\w+|lift|increase)|what (?:each |the )?claims?)\b/i,
      /\b(?:medicare|medicaid|beneficiar\w+|patients?|insurance|member)\b[^.]{0,20}\b(?:numbers?|ids?|leads?|lists?|cards?|data|info\w*|records)\b[^.]{0,40}\b(?:you (?:have|can access|bring|collect|know)|from your (?:current|former|previous|own)|bring|sell|share|paid per|per (?:lead|number|name)|\$ ?\d+ (?:per|each|for))\b|\b(?:pay|paid|earn|bring|sell|share|send)\b[^.]{0,50}\b(?:medicare|medicaid|beneficiary|patient|insurance) (?:id |member )?(?:numbers?|ids?|leads?|lists?|cards?)\b/i,
      /\b(?:unbundl\w+|split(?:ting)? claims|waiv\w+ (?:all )?co-?pays?|kick-?backs?)\b[^.]{0,60}\b(?:increase|maximi\w+|revenue|bonus|more|profit\w*)\b/i,
      /\b(?:no questions asked|don['’]t ask (?:too many )?questions|not ask questions|flexible (?:ethics|about documentation)|creative (?:coding|coder|billing|biller)|aggressive (?:coding|coder|billing|biller))\b/i,
    ],
    unless: /\b(?:prevent\w*|detect\w*|identif\w*|audit\w*|compliance|comply|compliant|avoid\w*|correct\w*|accura\w+|denials?|query|queries|hipaa|without identif\w+|de-?identified|investigat\w+|tuition|educat\w+|risk of|appeals?|former|paid back|integrity agreement)\b/i,
  },
  {
    rule: "scam-anyone",
    title: "This asks nothing of anybody",
    help: "say what somebody must know, and how you find that out.",
    says: [
      /(?<!^)\b(?:not need|don['’]t need|don['’]t look at|don['’]t ask for|doesn['’]t matter)\b[^.]{0,30}\b(?:experience|certificates?|certification|credentials?|degree|skills?|r[eé]sum[eé]s?)\b|\b(?:no|without|zero)\b(?!, i\b)[^.]{0,30}\b(?:experience|certificates?|certification|credentials?|degree|skills?|r[eé]sum[eé]s?|background(?! (?:check|screen|invest))|qualifications?)\b(?![^.]{0,40}\b(?:in (?:our|this|that)|as an?|with (?:our|epic|cerner)))/i,
      /\b(?:anyone|anybody|everyone|everybody)\b[^.]{0,20}\b(?:can|is welcome|may|welcome)\b|\bnothing to (?:know|learn)\b|\bopen to (?:all|everyone)\b|\bno questions asked\b|\beven if you(?:['’]ve| have) never\b/i,
    ],
    unless: /\b(?:patients?|benefits|equal|diversity|inclusive|respect\w*|questions?|helps?|vaccin\w+|insurance|kindness|team)\b/i,
  },
  {
    rule: "scam-vague",
    title: "This does not say who hires, or for what",
    help: "name the organization, the department and the records that are coded.",
    says: [
      /\b(?:our|a|an|my|the) (?:confidential |undisclosed |reputable |reputed |leading |well[- ]known |global |international |fast[- ]growing |prestigious |multinational |top )+(?:client|company|organi[sz]ation|firm|partner|corporation)\b[^.]{0,60}\b(?:seek\w*|look\w*|hir\w*|recruit\w*|need\w*|expand\w*)\b/i,
      /\b(?:data entry|virtual assistant|personal assistant|customer service|admin\w* assistant|payroll clerk|bookkeep\w+|evaluator|typist|proof-?reader)\b[^.]{0,60}\b(?:and|or|,|\/)\b[^.]{0,60}\b(?:data entry|virtual assistant|personal assistant|customer service|admin\w* assistant|payroll|bookkeep\w+|evaluator|typist|proof-?reader|clerk)\b/i,
      /\b(?:simple|easy|basic) (?:online |remote |home |computer |data |coding |typing )*(?:work|job|tasks?|duties|typing|data entry)\b|\bcopy (?:and|&|\/) ?paste\b/i,
    ],
    unless: /\b(?:url|link|browser|copy[- ](?:and[- ])?paste[dr]? (?:notes?|documentation|text)|cloned|patients?|audit\w*)\b/i,
  },
]; // prettier-ignore
