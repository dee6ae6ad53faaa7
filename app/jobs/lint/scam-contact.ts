import type { ScamRule } from "./scam-rule.ts";
import { chatApps, near, writtenTalk } from "./scam-words.ts";

const chats = `(?:${chatApps}|(?<=(?:on|via|over|through|to) )signal\\b|(?:facebook )?messenger|skype|hangouts?|discord|instagram|snapchat|imessage)`;

/** Where the talk goes, and where forms gather what people type: consumer.ftc.gov, "Job Scams"; ic3.gov PSA on fake hiring sites. */
export const contactRules: readonly ScamRule[] = [
  {
    rule: "scam-chat",
    title: "This moves the talk to a chat",
    help: "name the board's form, your own site or an address at your domain.",
    says: [
      new RegExp(`\\b${chatApps}\\b(?! (?:bots?|marketing|campaigns?|ads?|posts?|page|followers|account manager))`, "i"),
      new RegExp(`${near("(?:interview(?:s|ed)?(?! (?:times?|slots?|dates?|invit\\w+|appointments?|schedul\\w+|links?|details))|screening (?:call|chat|round)|selection talk|hiring (?:chat|conversation))", `(?:(?:by|via|over|in|on|through|as|is|are|conducted|held|entirely|only|secure|short|brief|structured|encrypted|our|a|an) (?:an? |the |secure |short |brief |private |company |group |encrypted |online |structured |our |written |mobile )*${writtenTalk})(?! (?:reminders?|confirmations?|links?|invit\\w+|times?|slots?|dates?|skills?|communication|to (?:schedule|confirm)|with (?:a|the) link))`, 40)}`, "i"),
      /\b(?:steps|process|procedure|hiring|everything|all contact|all communication)\b[^.;]{0,30}\b(?:by|through|via|in|over) (?:text|messages?|chat|messaging|writing)\b|\b(?:never|not?|without)\b[^.;]{0,20}\b(?:camera|video)\b[^.;]{0,10}\b(?:or|nor)\b[^.;]{0,12}\b(?:phone|calls?|voice)\b/i,
      /\b(?:typed|text|texted) (?:\w+ )?(?:questions|briefing|selection)\b|\b(?:interview|questions|answers?|briefing)\b[^.;]{0,40}\bin writing\b/i,
      new RegExp(`\\b(?:written|typed|chat|text|message|messaging|e-?mail|asynchronous text)[- ](?:based |only |style )?(?:interview|conversation|exchange|q ?& ?a|screening|assessment interview|questionnaire)s?\\b`, "i"),
      new RegExp(`\\b(?:write|text|message|contact|reach|add|call|apply|speak|talk|chat|interview\\w*|screening|connect|communicat\\w*|download|install|join|onboard\\w*|trained|training|report|move|continue|respond|reply|hiring|follow)\\b[^.]{0,60}\\b${chats}\\b`, "i"),
      new RegExp(`\\b${chats}\\b(?:[^.]{0,40}\\b(?:interview|number|id|handle|account|username|group|recruiter|hiring|hr|only|manager)\\b| ?(?:us|me|hr|at)\\b|:? ?[@+]?\\d|:? ?@\\w)`, "i"),
      /\b(?:chat|text|messenger|message|typed|email|e-mail|im|instant message)[- ](?:based |only |style )?interviews?\b|\binterviews?\b[^.]{0,30}\b(?:text|chat|messag\w+|typed)[- ](?:based|only)\b/i,
      /\b(?:no|without|instead of|never|not)\b[^.]{0,30}\b(?:phone|video|face[- ]to[- ]face|in[- ]person|voice|camera)\b[^.]{0,20}\b(?:calls?|interviews?|meetings?)?\b[^.]{0,30}\b(?:needed|required|necessary|text|chat|messag\w+|written)\b/i,
      /\b(?:t\.me|wa\.me)\/|\bjoin\.skype\.com\b|\bchat\.whatsapp\.com\b/i,
    ],
    unless: /\b(?:patients?|appointment reminders?|secure messag\w+|epic (?:secure )?chat|internal|team (?:chat|channel)|colleagues|coworkers|coders? (?:chat|channel)|help ?desk|(?:texts?|sends?) (?:you )?(?:interview |appointment )?(?:times|dates|reminders|slots))\b/i,
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
      new RegExp(near("your (?:own |home |personal )?(?:screen|computer|laptop|pc|desktop|machine|phone)", "(?:tak(?:e|es|ing) (?:it )?over|controls?|unlocked|(?:logged|signed) in to your|step(?:ping)? away|hands? off)", 60), "i"),
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
      /\b(?:careers? (?:page|site|portal)|applica(?:nt|tion) (?:site|system|portal|page|form)|recruiting (?:site|system|portal)|ats|website|corporate site)\b[^.;]{0,40}\b(?:(?:is|are|being) (?:being |under |currently |temporarily )*(?:upgraded|migrated|moved|rebuilt|repaired|replaced|updated|maintenance|down|offline|closed|unavailable|reconstruction|construction)|(?:is|are|does) not (?:taking|accept\w*|list\w*|show\w*|working|available))\b|\b(?:do not|don['’]t|not|never)\b[^.;]{0,15}\b(?:use|apply|go)\b[^.;]{0,30}\b(?:corporate|hospital|company|public|official|main)[^.;]{0,12}\b(?:site|form|portal|page|website)\b/i,
      /\b(?:bypass|skip|outside(?: of)?|off)\b[^.]{0,20}\b(?:the )?(?:portal|careers? (?:page|site)|website|ats|usual (?:process|channels)|normal hiring|formal application|official channels?|this (?:site|board|platform)|platform)\b/i,
      /\bkeep (?:this|it|the \w+) (?:\w+ )?to yourself\b/i,
      /\b(?:keep|remain|stay)\b[^.]{0,30}\b(?:confidential|secret|between us|discreet|private)\b[^.]{0,40}\b(?:family|friends|employer|bank|anyone|position|offer|arrangement)\b|\b(?:tell|inform) (?:no ?(?:one|body)|nobody)\b|\b(?:do not|don['’]t|never) (?:tell|discuss|mention)\b[^.]{0,40}\b(?:bank|teller|anyone|family|employer)\b/i,
    ],
    unless: /\b(?:patients?|recruit(?:ment|ing) agenc\w+|agenc(?:y|ies)|vendors|third[- ]part(?:y|ies)|phi|hipaa|unsolicited|current (?:employees?|colleagues?|team members?|associates?|staff)|internal)\b/i,
  },
]; // prettier-ignore
