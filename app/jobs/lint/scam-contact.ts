import type { ScamRule } from "./scam-rule.ts";

const chats =
  "(?:whats ?app|telegram|signal (?:app|messenger|private messenger)|(?<=(?:on|via|over|through|to) )signal\\b|wire app|google (?:hangouts?|chat)|hangouts|wechat|viber|discord|facebook messenger|messenger(?: app)?|session app|zangi|threema|kik|line app|skype(?: chat)?|icq|gchat)";

/** Where the talk goes, and where forms gather what people type: consumer.ftc.gov, "Job Scams"; ic3.gov PSA on fake hiring sites. */
export const contactRules: readonly ScamRule[] = [
  {
    rule: "scam-chat",
    title: "This moves the talk to a chat",
    help: "name the board's form, your own site or an address at your domain.",
    says: [
      new RegExp(`\\b(?:write|text|message|contact|reach|add|call|apply|speak|talk|chat|interview\\w*|screening|connect|communicat\\w*|download|install|join|onboard\\w*|trained|training|report|move|continue|respond|reply|hiring|follow)\\b[^.]{0,60}\\b${chats}\\b`, "i"),
      new RegExp(`\\b${chats}\\b(?:[^.]{0,40}\\b(?:interview|number|id|handle|account|username|group|recruiter|hiring|hr|only|manager)\\b| ?(?:us|me|hr|at)\\b|:? ?[@+]?\\d|:? ?@\\w)`, "i"),
      /\b(?:chat|text|messenger|message|typed|email|e-mail|im|instant message)[- ](?:based |only |style )?interviews?\b|\binterviews?\b[^.]{0,30}\b(?:text|chat|messag\w+|typed)[- ](?:based|only)\b/i,
      /\binterview\w*\b[^.]{0,50}\b(?:via|over|by|on|through|in|using|entirely|is|as)\b[^.]{0,25}\b(?:text(?:s|ing)?(?: messages?| chat)?|chat|messenger|sms|instant messag\w+|messaging app|email|e-mail|google form|questionnaire|live chat)\b(?! (?:reminder|confirmation|link|invit))/i,
      /\b(?:no|without|instead of|never|not)\b[^.]{0,30}\b(?:phone|video|face[- ]to[- ]face|in[- ]person|voice|camera)\b[^.]{0,20}\b(?:calls?|interviews?|meetings?)?\b[^.]{0,30}\b(?:needed|required|necessary|text|chat|messag\w+|written)\b/i,
      /\b(?:t\.me|wa\.me)\/|\bjoin\.skype\.com\b|\bchat\.whatsapp\.com\b/i,
    ],
    unless: /\b(?:patients?|appointment reminders?|secure messag\w+|epic (?:secure )?chat|internal|team (?:chat|channel)|colleagues|coworkers|coders? (?:chat|channel)|help ?desk)\b/i,
  },
  {
    rule: "scam-text",
    title: "This moves the talk to text messages",
    help: "name the board's form, or an address at your domain beside the number.",
    says: [
      /\b(?:text|sms)\b[^.]{0,40}\b(?:us|me|hr|hiring manager|recruiter|hiring team|him|her|mr\.?|mrs\.?|ms\.?|dr\.?|your (?:name|full name|r[eé]sum[eé])|the (?:word|code)|(?:to|at) ?:?)\b[^.]{0,40}(?:\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}|\bat\b|\bon\b|\bto (?:begin|start|apply|schedule|receive|get|proceed)|interview)/i,
      /\b(?:reach(?:es)? out|contact(?:s|ed)?|explain\w*|train\w*|onboard\w*|hired?|hiring|confirm\w*|in touch|respond)\b[^.]{0,60}\b(?:by|via|in|over|through|on) (?:a )?(?:text(?: messages?)?|chat|sms|messenger|teams chat|imessage)\b|\bkeep your (?:text messages|phone|messages)\b|\b(?:dm|inbox|pm) (?:me|us|hr)\b/i,
    ],
    unless: /\b(?:patients?|appointments?|colleagues|coworkers|reminders?)\b/i,
  },
  {
    rule: "scam-link",
    title: "This link hides where it leads, or gathers what people type",
    help: "link your own site, or take applications on the board.",
    says: [
      /\b(?:bit\.ly|tinyurl\.com|goo\.gl|rb\.gy|cutt\.ly|is\.gd|ow\.ly|shorturl\.at|short\.gy|shorturl\.\w+|t\.ly|buff\.ly|rebrand\.ly|tiny\.cc|bl\.ink|s\.id|v\.gd|adf\.ly|soo\.gd|clck\.ru|urlz\.fr|qr\.ae|lnk\.\w+|linktr\.ee|beacons\.ai|bio\.link|snip\.ly|tr\.im|x\.gd|surl\.li|tny\.im|short\.link|shorte\.st)\b/i,
      /\b(?:forms\.gle|docs\.google\.com\/forms|google forms?|typeform\.com|jotform\.com|form\.jotform|wufoo\.com|formstack\.com|cognitoforms\.com|tally\.so|airtable\.com\/(?:shr|app)|forms\.zoho|zohopublic|surveymonkey\.\w+|123formbuilder|paperform\.co|fillout\.com|formsite\.com|forms\.office\.com|sites\.google\.com|wixsite\.com|weebly\.com|blogspot\.\w+|wordpress\.com|carrd\.co|webflow\.io|netlify\.app|vercel\.app|web\.app|github\.io|herokuapp\.com|godaddysites\.com|square\.site|ngrok|000webhost\w*|pages\.dev|workers\.dev|glitch\.me|notion\.site|my\.canva\.site|pastebin\.com|mega\.nz|dropbox\.com\/s|drive\.google\.com)\b/i,
    ],
  },
  {
    rule: "scam-access",
    title: "This reaches into people’s own computers",
    help: "a coding test runs in a browser, and your own people set up only your own machines.",
    says: [
      /\b(?:any ?desk|team ?viewer|ultra ?viewer|rust ?desk)\b|\b(?:connects?|access|control|log in(?:to)?|remote)\b[^.]{0,30}\b(?:to|of|into|on) your (?:own |personal |home )*(?:computer|machine|pc|laptop|device|phone|desktop)\b/i,
      /\b(?:any ?desk|team ?viewer|remote (?:access|desktop|control) (?:app|software|tool|program)?s?|ultraviewer|rustdesk)\b[^.]{0,60}\b(?:install|download|your (?:computer|device|pc|laptop|phone)|set ?up|onboard\w*|session)\b|\b(?:install|download)\b[^.]{0,50}\b(?:any ?desk|team ?viewer|apk|remote (?:access|desktop|control)|screen[- ]shar\w+|ultraviewer|rustdesk)\b/i,
      /\b(?:turn(?:ed)? off|disable|deactivate|switch off|pause|uninstall|ignore)\b[^.]{0,30}\b(?:anti-?virus|defender|firewall|security (?:warning|software)|browser warning|protection)\b|\b(?:download|open|run|install)\b[^.]{0,50}(?:\b(?:zip|apk|\.?exe|setup file|macros?|installer)\b|\.(?:zip|exe|apk|scr|iso)\b)/i,
    ],
    unless: /\b(?:help ?desk|our it|patients?|support tickets?)\b/i,
  },
  {
    rule: "scam-bypass",
    title: "This keeps people from asking the employer itself",
    help: "people may always ask you through your public number and site.",
    says: [
      /\b(?:(?:please )?(?:do not|don['’]t)(?! hesitate)|never|no need to|avoid|refrain from)\b[^.]{0,30}\b(?:call|calling|contact|contacting|phone|visit|reach out to|apply (?:through|on|via|at)|email)\b[^.]{0,40}\b(?:the )?(?:hospital|clinic|facility|office|switchboard|corporate|company|main (?:line|number|office)|front desk|human resources|hr department|website|careers? (?:page|site))\b/i,
      /\b(?:bypass|skip|outside(?: of)?|off)\b[^.]{0,20}\b(?:the )?(?:portal|careers? (?:page|site)|website|ats|usual (?:process|channels)|normal hiring|formal application|official channels?|this (?:site|board|platform)|platform)\b/i,
      /\b(?:keep|remain|stay)\b[^.]{0,30}\b(?:confidential|secret|between us|discreet|private)\b[^.]{0,40}\b(?:family|friends|employer|bank|anyone|position|offer|arrangement)\b|\b(?:tell|inform) (?:no ?(?:one|body)|nobody)\b|\bdo not (?:tell|discuss|mention)\b[^.]{0,40}\b(?:bank|teller|anyone|family|employer)\b/i,
    ],
    unless: /\b(?:patients?|recruit(?:ment|ing) agenc\w+|agenc(?:y|ies)|vendors|third[- ]part(?:y|ies)|phi|hipaa|unsolicited|current (?:employees?|colleagues?|team members?|associates?|staff)|internal)\b/i,
  },
]; // prettier-ignore
