import type { ScamRule } from "./scam-rule.ts";

const money = "\\$ ?\\d[\\d,.]*k?";
const aDay = "(?:a|an|per|each|every|\\/) ?(?:day|week|wk)|daily|weekly|in (?:a|one|your first) (?:day|week)";

/** What is promised to everybody: consumer.ftc.gov, "Job Scams" and "Business Opportunity"; 16 CFR part 437 (Business Opportunity Rule). */
export const promiseRules: readonly ScamRule[] = [
  {
    rule: "scam-hire",
    title: "This hires before anybody is interviewed",
    help: "an interview comes before an offer, and references take some days.",
    says: [
      /\b(?:no|without(?: an?)?|skip(?:ping)?(?: the)?|zero) (?:formal |phone |video |lengthy |long |further |in[- ]person )*interviews?\b|\binterviews? (?:are |is )?(?:(?:not|aren['’]t|isn['’]t) (?:required|needed|necessary)|waived|optional)\b/i,
      /\binstant(?:ly|aneous)?[- ](?:hir(?:e|es|ed|ing)|offers?|approval|onboarding|start)\b|\b(?:hir(?:e|ed|ing)|offer(?:ed)?|accepted) (?:on the spot|instantly|immediately|same[- ]day|right away|within (?:the |an? )?(?:\d+ |few |one |two )?(?:hours?|minutes?))\b/i,
      /\b(?:same[- ]day|immediate|on[- ]the[- ]spot|automatic|guaranteed) (?:hir(?:e|ing)|job offers?|offer letters?|offers?|employment)\b/i,
      /\b(?:offer(?: letter)?|hired|decision|employment|contract|onboard\w*|appointment letter)\b[^.]{0,50}\b(?:within|in|after|by e-?mail) (?:an? |the |one |two |a few |\d+ ?[-–]? ?\d* ?)?(?:minutes?|hours?|hour|same (?:day|evening|afternoon)|30|questionnaire|filling|completing the (?:form|questionnaire|chat))\b/i,
      /\b(?:contract|offer)(?: letter)?\b[^.;]{0,15}\bsame[- ](?:day|evening|hour)\b|\bhired (?:when|once|as soon as|the moment|after) you (?:answer|reply|write|apply|respond|complete)\b/i,
      /\b(?:contract|offer|appointment|acceptance)\b[^.;]{0,30}\b(?:follows?|goes out|is sent|issued|comes|arrives|lands)\b[^.;]{0,40}\b(?:same|tonight|tomorrow|morning|at once|immediately|right after|directly after|there and then)\b|\b(?:dispense|do away) with\b[^.;]{0,20}\b(?:interviews?|references?)\b/i,
      /\b(?:everyone|everybody|all applicants|every applicant|anyone|anybody)\b[^.]{0,30}\b(?:is |are |gets |get |will be )(?:\w+ )?(?:hired|accepted|approved|an offer|welcome to start)\b/i,
      /\bstart (?:earning|making|getting paid|working)\b[^.]{0,20}\b(?:today|now|immediately|tonight|tomorrow|within \d+|the same day)\b/i,
      /\b(?:you (?:have been|were)|your (?:r[eé]sum[eé]|profile|application)(?: and \w+)? (?:has been|was|is|have been)) (?:\w+ )?(?:selected|short-?listed|approved|chosen|accepted|pre-?approved|pre-?selected|hired)\b|\bcongratulations?\b|\byou (?:have )?won\b(?!['’])|\b(?:winning number|lucky draw|lottery winn\w+)\b/i,
    ],
    unless: /\b(?:sign[- ]on|per diem pool)\b/i,
  },
  {
    rule: "scam-promise",
    title: "This promises too much",
    help: "the pay range says what people earn, and what they do for it.",
    says: [
      /\bguarante(?:e|es|ed|eing)\b[^.]{0,20}(?:\b(?:weekly |monthly |daily |steady |minimum |placement|remote )*(?:income|earnings|pay(?:out|check)?|jobs?|placement|employment|salary|profits?|returns?|results|interviews?|clients?|contracts?|raise)\b|\$)/i,
      /\b(?:unlimited|limitless|uncapped|six[- ]figure|life[- ]changing|incredible|amazing|massive|insane|extra|passive|residual|weekly|daily)\b[^.]{0,15}\b(?:earning|income|profits?|cash|money)\b(?! (?:cycle|tax|verification))|\bget rich\b|\beasy (?:money|cash|income)\b|\bfinancial (?:freedom|independence)\b|\bmake money\b|\bquit your (?:day )?job\b/i,
      new RegExp(`\\b(?:earn|make|earning|making|receive|get|paid|pays?|salary|income|take home)\\b[^.]{0,30}${money}[^.]{0,25}(?:${aDay})`, "i"),
      new RegExp(`${money}(?: ?(?:-|–|to) ?${money})? ?(?:${aDay})\\b`, "i"),
      new RegExp(`\\b(?:earn|make|earning|making)\\b[^.]{0,20}\\b(?:up to|over|as much as)\\b ?${money}`, "i"),
      /\b(?:only |just )?(?:1|2|one|two|three|few|couple(?: of)?)(?: ?(?:-|–|to|or) ?(?:2|3|two|three|four|4))? hours? (?:a|per|each|every) (?:day|week)\b|\bin your (?:spare|free) time\b|\bwork (?:from|anywhere)\b[^.]{0,40}\b(?:sofa|couch|bed|beach|pajamas|phone)\b|\b(?:all you need|only need)\b[^.]{0,20}\b(?:is )?(?:a |an )?(?:smart ?phone|phone|laptop|computer|internet)\b/i,
      /\bno (?:experience|credential|certification|skills?|training|background)\b[^.]{0,20}(?:needed|required|necessary)?\b[^.]{0,60}(?:\b(?:earn|make)\b|\$)/i,
      /\b(?:100 ?%|completely|totally|absolutely|fully) (?:legit(?:imate)?|risk[- ]free|safe|real|free)\b|\b(?:not|no) (?:an? )?(?:scam|pyramid|mlm)\b|\brisk[- ]free\b/i,
    ],
    unless: /\b(?:up to \$?\d[\d,.]* (?:sign|referral|tuition|toward)|sign[- ]on|referral|tuition|stipend|per diem|parking|meal|claims?|a\/r|in charges|revenue|guaranteed (?:hours|base)|hours are guaranteed)\b/i,
  },
  {
    rule: "scam-business",
    title: "This sells a business, a course or a membership",
    help: "a job pays wages; what people have to buy, to sell on or to recruit for is none.",
    says: [
      /\bbusiness (?:opportunity\b(?! (?:for|to) (?:the|our))|owners? program|in a box|package|kit|model that)\b|\b(?:your own|run your own|own your) (?:home[- ]based |medical |online |billing |coding |remote |digital |claims )*(?:business|agency|practice|franchise|billing company)\b|\b(?:income|earning|home[- ]based|money[- ]making|ground[- ]floor|entrepreneur\w*) opportunit(?:y|ies)\b/i,
      /\b(?:buy|purchase|reserve|licen[cs]e)s?\b[^.;]{0,15}\b(?:territor(?:y|ies)|count(?:y|ies)|zip codes?|franchises?)\b|\b(?:each|every) (?:coder|person|member|friend|biller|recruit)\b[^.;]{0,20}\b(?:bring|refer|recruit|enrol|sign)\w*\b[^.;]{0,30}\b(?:earn|get|receive|take)\b[^.;]{0,15}(?:\d ?%|\bpercent)/i,
      /\bbe your own boss\b|\bboss babe\b|\bindependent (?:distributor|affiliate|consultant partner|business owner)s?\b|\bfranchis\w+\b[^.]{0,40}\b(?:fee|invest\w*|own|opportunit)\b/i,
      /\bdown-?line\b|\bmulti-?level\b|\bnetwork marketing\b|\bupline\b|\b(?:recruit|refer|bring in|enroll|sign up|invite)\b[^.]{0,30}\b(?:others|friends|people|members|new (?:coders|members|agents|partners|billers)|your own team|\d+ (?:people|others|friends|coders))\b[^.]{0,60}\b(?:earn|commission|bonus|income|residual|team|level|override|rank|paid|%)/i,
      /\blevels? deep\b|\b(?:keep|earn|get|receive|paid|make)\b[^.]{0,20}\$ ?\d+[^.]{0,20}\b(?:for|per|from|on) (?:each|every|per)? ?(?:student|recruit|person|member|friend|coder|signup|sign-up|seat|sale|enrol+ment|lead)\b|\b(?:master )?resell rights\b|(?<!\bwe )\b(?:sell|selling|sold)\b[^.]{0,20}\b(?:seats?|kits?|packages?|memberships?|courses?|subscriptions?|plans?|policies)\b|\b(?:founding|campus) (?:ambassador|member|partner)\b/i,
      /\b(?:build|grow) your (?:own )?(?:team|organization|network|down)\b[^.]{0,40}\b(?:earn|income|commission|override|residual)/i,
      /\b(?:starter|enrollment|membership|activation|training|startup|start-up|business|certification) (?:kit|package|pack|fee|investment|bundle)\b[^.]{0,40}(?:\$ ?\d|\b(?:purchase|buy|required|invest\w*|one[- ]time|only)\b)|\b(?:initial|small|one[- ]time|upfront|minimum) (?:investment|buy-?in|license fee|licensing fee)\b/i,
      /\b(?:enroll|sign up|register|pay)\b[^.]{0,50}\b(?:our|the|this) (?:\w+ ){0,4}(?:course|program|academy|boot ?camp|training|mentorship|coaching)\b[^.]{0,100}\b(?:guarantee\w*|job|placement|hired|clients?|tuition|\$|weeks)\b/i,
      /\b(?:admissions?|enrol+ment|education|financial aid) (?:advis[eo]rs?|counsel\w+|specialist will)\b|\bmarketing partners?\b|\b(?:mystery|secret) (?:shopper|shopping|coder)\b|\bkiosks?\b[^.]{0,40}\b(?:you|your|each|locations?|earn)\b|\bvending\b|\bwebinar\b[^.]{0,60}\b(?:friend|seat|free|income|tonight)\b|\bearn (?:an? )?(?:override|residual)/i,
      /\b(?:turn-?key|client (?:list|leads?)|list of (?:doctors|physicians|providers|clients))\b[^.]{0,60}\b(?:provided|included|purchase|buy|business|software|yours|guarantee\w*)\b/i,
      /\b(?:placement|job|position|employment) (?:is )?(?:guaranteed|reserved|available)\b[^.]{0,50}\b(?:after|once|upon|when) (?:you )?(?:complet\w+|purchas\w+|enroll\w*|pay\w*|graduat\w+|finish\w*)\b/i,
    ],
    unless: /\b(?:our (?:employees|nurses)|patients?|clients? of ours|(?:employee )?referral (?:bonus|program))\b/i,
  },
  {
    rule: "scam-urgency",
    title: "This presses people to act at once",
    help: "name the day until which you take applications.",
    says: [
      /\b(?:act (?:fast|now|quick\w*)|apply (?:now )?before (?:it['’]s|spots?|slots?)|limited (?:slots?|spots?|spaces?|positions?|seats?)|only (?:\d+|a few|few|two|three|five|ten) (?:\w+ )?(?:slots?|spots?|positions?|seats?|openings?|vacancies) (?:left|remaining|available)|(?:slots?|spots?|positions?|seats?) (?:are )?(?:filling|going|limited|closing|running out)|first come,? first serve\w*|hurry|don['’]t miss (?:out|this)|before it['’]s too late|(?:urgent(?:ly)?|immediate(?:ly)?) (?:hiring|hire|need(?:ed)?|recruit\w*|required|response|reply)|respond (?:immediately|asap|within (?:the hour|\d+ (?:hours?|minutes?)))|(?:offer|link|spot) expires?|secure (?:your|a) (?:slot|spot|seat|position|place))\b/i,
      /\bkindly\b[^.]{0,40}\b(?:send|text|message|contact|add|fill|click|reach|provide|forward|reply|submit|download|proceed|indicate|drop|e-?mail)\b/i,
    ],
  },
]; // prettier-ignore
