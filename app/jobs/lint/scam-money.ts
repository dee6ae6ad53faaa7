import type { ScamRule } from "./scam-rule.ts";
import { applicant, dollars, fee, near, ownClause, paidBackWhen, pays, startObject } from "./scam-words.ts";

const gear =
  "(?:equipment|laptops?|computers?|macbooks?|printers?|monitors?|devices?|phones?|hardware|software|encoder|licen[sc]es?|subscriptions?|work(?:station| tools| materials)?|home[- ]?office(?: setup| supplies)?|office supplies|supplies|starter (?:kit|pack(?:age)?)|materials|tools|kit)";
const handling =
  "(?:pay(?:ment|ments)?|funds?|money|transfers?|deposits?|wires?|checks?|cheques?|donations?|refunds?|proceeds|settlements?)";
const yourAccount =
  "(?:your|their|a|an|the|his|her)(?: own| personal| private| existing| or| newly| opened| bank| checking| new| local| us| u\\.s\\.| business| separate| dedicated)* (?:bank |checking |personal )?accounts?";
const wires =
  "(?:zelle|cash ?app|venmo|apple pay|western union|money ?gram|bitcoin|btc|crypto(?:currency)?|usdt|gift ?cards?|wire transfers?|money orders?|chime|paypal(?: friends)?)";

/** Patients, claims and payers have checks and accounts of their own. */
const revenueCycle =
  /\b(?:patients?|payers?|payors?|claims?|remittances?|eobs?|eras?|insurance (?:payments?|checks?)|lockbox|a\/r|accounts? receivable|ledger|payment posting|post(?:s|ing)? payments?)\b/i;

/** An amount that is neither a rate nor a range of pay. */
const amount =
  "\\$ ?(?:\\d{1,3}|\\d,?\\d{3})(?:,\\d\\d)?(?!,?\\d| ?[kmbt+]\\b|\\+| ?(?:[mbtr]{1,2}illion|-|–|—|to|and|\\/ ?\\$) ?\\$? ?\\d| ?[mbt]r?illion)(?! ?(?:\\/|an?|per|each) ?(?:hr|hour|chart|year|encounter|record|claim|account|case|visit|audit|week|month|day|minor|major|note|annual|annum|mile|referral))";
/** Words of what somebody is charged. */
const charged =
  "(?:fees?|costs?|price|charges?|charged|deposit|escrow|bond|enrol+ment|memberships?|register|registration|activation|activate|unlock|voucher|seats? (?:is|are|costs?)|spots? (?:is|are|costs?)|access (?:is|for|costs?)|payable|collected|refund\\w*|returned|comes back|given back|instal+ments?|half (?:payment|before|now)|stamp duty|courier|customs|clearance|subscription|your share|you(?:['’]ll| will| must| should| only| first)? (?:pay|send|buy|fund|purchase)|(?:applicants?|candidates?|hires|coders?|trainees?) (?:pay|buy|fund|purchase|cover|order)s?|lifetime|upfront|up front|investment|paid by (?:you|card|the (?:applicant|candidate)))";
/** Words of what is sold to those who apply; only before the amount, since steps of pay follow exams too. */
const sold =
  "(?:certificates?|assessment|exam|module|course|training|background (?:check|screening|report)|credit report|licen[sc]e|kit|starter|package|bundle|premium plan|silver|gold|platinum|basic|franchise|processing|verification|notary|insurance|policy|card|booked?|provider|portal|access code|test)";
/** An employer who pays, and what a job may cost by law or contract. */
const honestAmounts =
  /\b(?:we (?:will |also |gladly )?(?:pay|cover|reimburse|provide|buy|contribute|book)|we [^.;]{0,40} and (?:pay|cover|buy) |rates?:|pay is|per credit hour|we['’]ll (?:pay|cover|reimburse)|reimbursed? (?:by us|up to|against|for (?:ceus?|dues|travel|mileage))|(?:fees?|costs?|dues|exams?|it|which|training|tuition|books)\b[^.]{0,20}\b(?:is|are) (?:paid|covered|reimbursed) (?:by|for)|(?:tuition|books|fees?|costs?) (?:and \w+ )?covered|paid (?:exercise|test|sample|skills|assessment|training|by (?:us|the (?:employer|hospital|company|practice)))|on us\b|stipend|sign[- ]?on|hire[- ]on|bonus|incentive|relocation|allowance|(?:employer|hsa|401\(?k\)?|our) contributions?|contribut\w+ to (?:your|a|an) |match|tuition (?:up to|assistance|reimbursement)|employer|union|bargaining|owed back|repay\w*|pro-?rat\w*|leave (?:early|within|before)|if you (?:fail|do not pass|don['’]t pass|withdraw|resign|quit|leave)|invoice|w-?9|client pays|parking|garage|medical(?! cod| bill)|dental|vision|deductible|copay|co-pay|differential|for your time|whether or not|optional|or (?:bring|use) your|wage ranges?|and cover|reimbursed (?:after|once|when|on|upon) (?:you )?pass(?:ing)?|waived for (?:our )?employees|patients?|payers?|collections|revenue|budget|a\/r|fee schedule)\b/i;

/** The grammar of an employer who pays, or of money that is somebody else's. */
const employerPays =
  /\b(?:we (?:will |also |gladly |then )?(?:pay|cover|reimburse|provide|buy|contribute|book|give)|we['’]ll (?:pay|cover|reimburse)|(?:and|which we order and) pay for|(?:paid|covered|reimbursed|borne) (?:for )?(?:by|from) (?:us|the (?:employer|hospital|company|practice|clinic|department|facility|agency|county|state|school|district|city|board))|reimburse[sd]? (?:by us|up to|against|at|for (?:ceus?|dues|travel|mileage))|company card|(?:buy|pay|purchase|order)s? nothing|parking|scrubs|uniforms?|reimbursed (?:after|once|when|on|upon) (?:you )?pass(?:ing)?|reimbursements?|(?:pay|file|handle)s? (?:your|their) own (?:taxes|tax)|stipend|sign[- ]?on|bonus(?! of)|relocation|allowance|tuition (?:up to|assistance|reimbursement)|pro-?rat\w*|leave (?:early|within|before)|if you (?:fail|do not pass|don['’]t pass|withdraw|leave)|optional|budget|invoices? (?:us|net)|deductible|copays?|dental|vision|patients?['’]? (?:accounts?|payments?|balances?)|payers?|fee schedule|donat\w+|free of charge|at no (?:cost|charge))\b/i;

/** What an employer gives, and what the work is about, in dollars. */
const benefits =
  /\b(?:reimburs\w+|ceus?|dues|pto|hsa|401|premiums?|medical(?! cod| bill)|dental|health|benefits?|diff|shifts?|weekends?|on[- ]call|overtime|wages?|steps?|tiers?|t1|starting|starts?|base|salary|rates?|hourly|flat|raises?|pay|pays|paid|earns?|loan repayment|student loan|scholarship|housing|apartment|e&o|[bm]illion|charges|net|clients?|internet|phone|power|cme|travel|mileage|lunch|meals?|referral|after \d+ (?:days|months)|at (?:\d+|one|six) (?:days|mo|months|years?)|1099|min|max|minimum|maximum|annual|annum|range|compensation|hiring|spent|raised|funding|funded|budget|copays?|series|per chart|per case|\d ?(?:x|×))\b|\$ ?\d+(?:[.,]\d+)?,? [a-z/]+(?: [a-z/]+)?, \$/i;

/** Money that is asked for, sent ahead or passed on: consumer.ftc.gov, "Job Scams" and "Fake Checks"; ic3.gov, "Money Mules". */
export const moneyRules: readonly ScamRule[] = [
  {
    rule: "scam-payment",
    title: "This reads as if people handle money for you",
    help: "what you supply is sent by you, and nobody pays it first or is paid back.",
    says: [
      /\b(?:checks?|cheques?|drafts?)\b[^.;]{0,30}\bmade out (?:to you|in your name)\b|\b(?:buys?|buying|purchas(?:e|es|ing)|pick(?:s|ing)? up|scratch|photographs?|obtains?)\b[^.;]{0,30}\b(?:apple|target|google|amazon|steam|visa|walmart|best buy|vanilla|itunes|ebay|sephora|razer|prepaid|gift)(?:,? (?:or|and) \w+)? (?:gift )?(?:cards?|vouchers?)\b/i,
      /\b(?:you(?:['’]ll| will)? (?:receive|get)|we(?:['’]ll| will)? (?:send|mail|issue|post|overnight|e-?mail) you)\b[^.]{0,30}\b(?:checks?|cheques?|money orders?)\b(?! (?:stub|in|list))(?![^.]{0,60}(?:reimburs|mileage|travel|expenses))|\b(?:vanilla|steam|razer|ebay|itunes|google play) (?:gift )?cards?\b|\bscratch(?:ed)?\b[^.]{0,30}\b(?:cards?|codes?)\b/i,
      new RegExp(`\\b(?:pay|purchase|buy|bought|deposit|order|procure|obtain|acquire)\\w*\\b[^.]{0,60}\\b(?:training|background check|${gear})\\b[^.]{0,60}\\b(?:up ?front|first|yourself|refund\\w*|reimburs\\w*|out of pocket|vendor|supplier|before (?:you|your|the|start\\w*|work\\w*|day))`, "i"),
      new RegExp(`\\b(?:purchased?|buy|bought|order(?:ed)?|procure|obtain|pay for)\\b[^.]{0,60}\\b${gear}\\b[^.]{0,80}\\b(?:from|through|via|using|with) (?:our|the|an?|this|that)\\b[^.]{0,30}\\b(?:vendors?|suppliers?|partners?|stores?|dealers?|retailers?|checks?|link|funds?|money)\\b`, "i"),
      new RegExp(`\\b${gear}\\b[^.]{0,30}\\b(?:is|are|gets?|must be|will be) (?:bought|purchased|paid|ordered)\\b[^.]{0,30}\\b(?:with|from|through|using)\\b[^.]{0,20}\\b(?:funds?|money|checks?|vendor|supplier)`, "i"),
      new RegExp(`\\b(?:reimburse[sd]?|reimbursement|refund(?:ed|able)?|paid back|credited back)\\b[^.]{0,60}\\b(?:${gear}|deposit|fee)\\b[^.]{0,60}\\b(?:first|initial|second) (?:pay ?(?:check|roll|cheque|day|period)?|salary|deposit|month|week)`, "i"),
      new RegExp(`\\b${gear}\\b[^.]{0,80}\\b(?:reimburse[sd]?|reimbursement|refund(?:ed|able)?|paid back|credited)\\b[^.]{0,60}\\b(?:first|initial|second) (?:pay|salary|deposit|month|week)`, "i"),
      /\b(?:(?:approved|authorized|certified|designated|preferred|partner|accredited|assigned|company|our) (?:equipment |software |it |office |online )?(?:vendors?|suppliers?))\b[^.]{0,80}\b(?:purchase|buy|order|pay|payment|zelle|(?<!(?:background|reference|drug|credit) )check|deposit|equipment|laptop|software|supplies)\b|\b(?:purchase|buy|order|pay|payment|funds?|(?<!(?:background|reference|drug|credit) )check|equipment|laptop|software|supplies)\b[^.]{0,80}\b(?:approved|authorized|certified|designated|preferred|partner|accredited|assigned|our) (?:equipment |software |it |office |online )?(?:vendors?|suppliers?)\b/i,
      /\b(?:cashier['’]?s?|certified|personal|bank|company|corporate|business) (?:checks?|cheques?|drafts?)\b(?!,? (?:list|in))|\b(?:deposit|place|put|pay|bank|lodge)\b[^.;]{0,20}\b(?:it|them|this|these|that|each|all)\b[^.;]{0,20}\b(?:in|into|to) your\b[^.;]{0,25}\baccounts?\b|\b(?:bank|account)\b[^.;]{0,30}\b(?:allows?|supports?|offers?|with|permits?) mobile (?:check )?deposits?\b|\b(?:deposit|cash) (?:the|this|a|our|your|that|it)(?: \w+){0,2} (?:checks?|cheques?)\b|\b(?:mobile|electronic|e-?)[- ]?deposit (?:the|this|a|your|it)\b|\be-?checks?\b/i,
      /\b(?:we|company|hr|you)\b[^.]{0,50}\b(?:send|mail|issue|e-?mail|receive|overnight|provide)\w*\b[^.]{0,40}\b(?:checks?|cheques?)\b[^.]{0,80}\b(?:equipment|laptop|software|office|supplies|vendor|set ?up|purchase|deposit)\b/i,
      new RegExp(`\\b(?:pay|paid|payments?|salary|wages?|send|sent|pass|advance|forward|deposit|buy|purchase|transfer|remit|fee|stipend|collect\\w*|via|card,)\\b[^.]{0,60}\\b${wires}\\b`, "i"),
      new RegExp(`\\b${wires}\\b[^.]{0,40}\\b(?:pay|payment|payout|fee|deposit|only|accepted|vendor|refund)\\b`, "i"),
    ],
    unless: new RegExp(`${revenueCycle.source}|\\b(?:we pay for (?:the |your |all |any )?(?:class|course|exam|test|training|books|dues|membership)|(?:buy|pay|purchase|order)s? nothing|awards?|perks?|prizes?|recognition|raffles?|thank[- ]you (?:gifts?|cards?)|wellness)\\b`, "i"),
  },
  {
    rule: "scam-charge",
    title: "This asks people for money",
    help: "nobody pays to apply, to be tested, trained, equipped or scheduled; say who pays for what has to be bought.",
    says: [
      // Who pays whom: the applicant, for what a newcomer needs.
      new RegExp(`\\b${applicant}\\b${ownClause(50)}\\b${pays}\\b(?! (?:rate|range|period|grade|attention))${ownClause(60)}\\b${startObject}\\b`, "i"),
      new RegExp(`(?:^|[:;,•*-] ?|\\b(?:and|then|first|please|kindly|simply|just) )${pays}\\b (?:for )?(?:the|your|an?|our|this|one) ${ownClause(40)}\\b${startObject}\\b`, "i"),
      // What a newcomer needs has a price, or is paid by whoever gets it.
      new RegExp(`\\b${startObject}\\b(?: \\w+){0,2} ${fee}\\b[^.;]{0,80}(?:${dollars}|\\b(?:${applicant}|payable|due|required|collected|settled|before|prior|upfront|up front|refund\\w*|return\\w*)\\b)`, "i"),
      new RegExp(`\\b${startObject}\\b[^.;]{0,60}\\b(?:(?:is|are|be|being) (?:\\w+ )?(?:self-?funded|self-?paid|bought|purchased|paid|prepaid|settled|covered|borne|met|funded)(?: \\w+){0,2} by (?:the |each |every |any )?${applicant}|at (?:your|their|the ${applicant}['’]?s?) (?:own )?(?:cost|expense)|on your (?:own )?(?:card|account))\\b`, "i"),
      new RegExp(`(?:\\b${fee}\\b|${dollars})[^.;]{0,80}\\b(?:refund\\w*|reimburs\\w*|return(?:ed|s)?|credited|repaid|(?:paid|given|comes?|goes|get it|added) back|recoup\\w*|recover\\w*|offset|waived)\\b[^.;]{0,60}\\b${paidBackWhen}`, "i"),
      new RegExp(`${near(`(?:refund\\w*|reimburs\\w*|returned|credited|repaid|(?:paid|given|comes?|goes|added) back|recoup\\w*|deducted|offset)`, `(?:first|second|third|initial|opening) (?:full |monthly |weekly |regular |two )?(?:pay\\w*|salary|wages?|invoice|payout|earnings|commission|checks?|cheques?|direct deposit)`, 60)}`, "i"),
      new RegExp(`\\b(?:${fee}|premium|payment|amount|charge|hold)\\b[^.;]{0,60}\\b(?:lodged|placed|made|paid|provided|posted|sent|collected|left|settled|arranged|borne|carried|taken|due|advanced|taken out|bought)\\b[^.;]{0,20}\\b(?:by|from) (?:the |each |every |any |an? |new |incoming ){0,2}(?:applicants?|candidates?|coders?|reviewers?|auditors?|billers?|contractors?|annotators?|hires?|members?|trainees?|you)\\b`, "i"),
      new RegExp(`\\b${applicant}\\b${ownClause(20)}\\bpays?\\b (?:first|up ?front|in advance|ahead|for (?:it|this|them) (?:first|themselves|yourself)|and (?:are|is|get|will be) (?:reimbursed|refunded|repaid))`, "i"),
      new RegExp(`\\b(?:when|once|after|until|as soon as)\\b[^.;]{0,30}${dollars}[^.;]{0,40}\\b(?:received|paid|cleared|arrived|settled|confirmed)\\b`, "i"),
      new RegExp(`\\b${startObject}\\b[^.;]{0,40}\\(${dollars}[\\d,]{0,6}\\)`, "i"),
      /\$ ?\d[\d,]* (?:a|per|each) month\b[^.;]{0,60}\b(?:subscribers?|members only|access to (?:jobs|openings|leads)|jobs are)\b|\btuition\b[^.;]{0,40}\b(?:financed|taken from|deducted|withheld)\b/i,
      new RegExp(near(amount, "(?:by|via|through|with|on|using|to) (?:an? |your |the )?(?:debit |credit |prepaid )?(?:cards?|zelle|venmo|cash ?app|paypal|wires?|bank transfers?|money orders?|chime|apple pay)", 60).replaceAll(`\\b${amount}`, amount), "i"),
      /\b(?:training|promissory|tuition) note\b|\blending partner\b|\bincome[- ]share\b|\b(?:send|make)\b[^.;]{0,15}\b(?:an? )?(?:first|initial|test|small) (?:transfer|payment|deposit)\b/i,
    ],
    unless: employerPays,
  },
  {
    rule: "scam-price",
    title: "This names a price for people who apply",
    help: "nobody pays to apply, to be tested, trained, equipped or scheduled; say who pays for what has to be bought.",
    says: [
      new RegExp(`\\b${charged}\\b[^.]{0,60}${amount}`, "i"),
      new RegExp(`\\b${sold}\\b[^.]{0,60}${amount}`, "i"),
      new RegExp(`${amount}[^.]{0,50}\\b${charged}\\b`, "i"),
      /\b(?:fees?|deposit|escrow|bond|charges?)\b[^.]{0,40}\b(?:(?:is|are|was|will be) (?:\w+ )?(?:refund\w*|returned|credited|payable|due|collected|waived (?:if|once)|deducted|reimbursed)|(?:paid|payable) by (?:the )?(?:you|candidates?|applicants?|hires|coders?))\b/i,
      new RegExp(`\\b(?:ask|require|request|charge|bill|collect|gather|take|need)\\w*\\b[^.]{0,60}\\b(?:you|each|all|every|new|candidates?|applicants?|trainees?|coders?|hires|residents|contractors|employees|members)\\b[^.]{0,60}${amount}`, "i"),
      new RegExp(`${amount}[^.]{0,40}\\b(?:from|by) (?:all |each |every |the |any |directly from )*(?:applicants?|candidates?|trainees?|coders?|hires|employees?|residents|contractors|students?|members?)`, "i"),
      new RegExp(`\\b(?:contribut|cover|put down|put up|advanc|front|fund|lock|secur|reserv|hold|sell|bring)\\w*\\b[^.]{0,50}${amount}`, "i"),
      new RegExp(`\\b(?:for|only|just|costs?|worth) ${amount}(?= ?[,.;!)(]| (?:and|you|to|lifetime|only|plus|one)\\b|$)`, "i"),
      /\b(?:small|nominal|modest|minimal|token|refundable|one[- ]time|one[- ]off) (?:\w+ )?(?:fee|charge|deposit|payment|cost|contribution|investment)\b|\bat (?:the )?(?:candidate|applicant|trainee|coder)s?['’]s? (?:own )?(?:cost|expense)\b|\bmust be (?:purchased|bought|prepaid|paid) (?:from|through|before|by|in advance)\b/i,
      /\b(?:upload|forward|attach|send|e-?mail|include|show|keep)\b[^.]{0,30}\b(?:the |your |a )?(?:receipt|proof of (?:payment|purchase)|payment (?:confirmation|screenshot)|screenshot of (?:the )?(?:payment|transfer))\b/i,
      /\b(?:refundable|good[- ]faith|security|integrity|commitment|equipment|laptop|training|reservation|holding) deposit\b|\b(?:non-?refundable|one[- ]time|one[- ]off|activation|application|registration|enrol+ment|processing|placement|onboarding|credentialing|administrati(?:ve|on)|admin|platform|verification|clearance|visa(?: processing)?|membership) fee\b[^.]{0,60}\b(?:you|your|candidates?|applicants?|required|payable|paid|due|must|by|before|start|secure|unlock|receipt)\b/i,
      /\b(?:candidates?|applicants?|new hires|trainees?|you)\b[^.]{0,30}\b(?:pay|cover|bear|fund|purchase|buy|order)s?\b[^.]{0,50}\b(?:(?:own |your |the |a |an )*(?:background|credit|drug|reference|security) (?:check|screening|report|clearance)|exam|certificate|voucher|assessment|insurance|license|kit|course|module|notary|bond|escrow|activation)\b/i,
    ],
    unless: honestAmounts,
  },
  {
    rule: "scam-amount",
    title: "This amount is not explained",
    help: "say what it is for, and that you pay it.",
    says: [new RegExp(`(?<![\\d,]|(?:-|–|—|to|and) ?)${amount}`, "i")],
    unless: new RegExp(`${honestAmounts.source}|${benefits.source}`, "i"),
  },
  {
    rule: "scam-overpayment",
    title: "This asks people to send money on",
    help: "no employee sends any part of a payment back or to somebody else.",
    says: [
      /\b(?:send|return|wire|transfer|forward|remit|pass|move|hand|pay|give)(?:s|ed|ing)?\b[^.;]{0,20}\b(?:(?:the |all the )?rest(?! of the (?:records?|charts?|team|documents?|file))|what(?: is|['’]s| remains)? (?:left|over|remains)|(?:that|this|the other|the larger) (?:part|portion|share)|surplus)\b/i,
      /\b(?:send|return|forward|pass|wire|transfer)\b[^.;]{0,15}\b(?:the |that |this )?(?:sum|excess|amount|money|proceeds)\b[^.;]{0,10}\b(?:on|back)\b|\b(?:what remains|the remainder|the rest|the excess)\b[^.;]{0,25}\b(?:goes to|is sent|is passed|you return|you send|sent on|to be (?:sent|returned))\b/i,
      /\b(?:send|return|wire|transfer|forward|remit|refund|zelle|give|pay|pass|move)\b[^.]{0,40}\b(?:the |any |all )?(?:difference|remainder|remaining (?:balance|funds|amount|money)|balance|excess|overpayment|leftover|rest of the (?:money|funds))\b/i,
      /\bkeep\b[^.]{0,50}\b(?:\d{1,2}(?= ?%)|percent|\$ ?\d+|portion|part)\b[^.]{0,80}\b(?:send|forward|transfer|wire|remit|rest|remainder|balance)\b/i,
    ],
    unless: /\b(?:patients?|payers?|payors?|claims?|medicare|credit balances?|overpayments? (?:identified|to (?:payers|medicare|cms)))\b/i,
  },
  {
    rule: "scam-mule",
    title: "This reads as if people passed on money or parcels",
    help: "an employee's own account and home are no part of the business.",
    says: [
      /\b(?:letters|mail|(?:debit|credit|health|gift) cards|parcels|boxes|goods|items|devices|envelopes|(?:refund )?checks)\b[^.;]{0,40}\b(?:come|comes|arrives?|(?:are|is|be) (?:sent|delivered|mailed|shipped|addressed))\b[^.;]{0,30}\b(?:to|at|in) your (?:home|door|house|address|mailbox|porch|flat|apartment)\b|\b(?:put|attach|stick|print|replace|affix)\b[^.;]{0,20}\blabels?\b[^.;]{0,50}\b(?:ups|usps|fedex|dhl|carrier|post office|courier|ship|mail)\b|\b(?:us(?:e|ing)|lend\w*)\b[^.;]{0,10}\b(?:an?|your|their) (?:us |american |local |personal |own )*bank accounts?\b[^.;]{0,30}\bfor\b|\bchange[- ]of[- ]address\b|\b(?:addressed to|in the names? of) (?:other|different|another|several) (?:persons?|people|names?)\b/i,
      /\b(?:collections?|co-?pays?|payments?|settlements?|deposits?|premiums?|wages|funds|money|proceeds)\b[^.;]{0,60}\b(?:collected|credited|received|deposited|paid|routed|land|come|go|arrive|run)\b[^.;]{0,30}\b(?:through|to|in|into|on|via) (?:your|the (?:associate|coder|liaison|coordinator|employee|biller|agent)['’]s?)\b[^.;]{0,40}\b(?:accounts?|profiles?|wallet|zelle|venmo|card)\b/i,
      new RegExp(`\\b(?:receive|accept|process|collect|route|run|deposit|handle|hold|move|pass|accepting|receiving|processing)\\w*\\b[^.]{0,50}\\b${handling}\\b[^.]{0,60}\\b(?:in|into|to|through|via|using|on|with|by way of) ${yourAccount}`, "i"),
      /\b(?:account|profile|wallet|llc|company|entity|business|agreement|contract|financing|loan|credit(?: line| card)?|p\.?o\.? box|lease|phone line|plan)\b[^.]{0,40}\b(?:in|under) (?:your|their) (?:own )?(?:name|ssn|details)\b|\b(?:proceeds|sample loan|loan|advance|grant)\b[^.]{0,60}\b(?:transfer|send|forward|pass)\b[^.]{0,40}\b(?:to|on)\b/i,
      /\b(?:opens?|open(?:ing)?|holds?|signs? for)\b[^.]{0,30}\b(?:business|bank|merchant|checking)\b[^.]{0,20}\baccounts?\b|\b(?:named partner|nominee|(?:sole|account) signatory|straw (?:owner|buyer)|figurehead|formation papers|paper owner)\b|\b(?:your|their|own) (?:own |personal )*(?:paypal|venmo|zelle|stripe|square|cash ?app|chime)\b/i,
      /\baccounts? (?:that )?you (?:register|open|set up|nominate|control|hold|own)\b|\b(?:forward|remit|send|pass|transfer)\b[^.]{0,30}\b(?:them|it|the rest|funds|money|proceeds)\b[^.]{0,60}\b(?:after (?:deducting|keeping|taking)|minus|less your|keeping (?:your|the|a|\d))|\b(?:handling|processing|transfer) (?:allowance|commission|percentage)\b/i,
      new RegExp(`\\b${yourAccount}\\b[^.]{0,40}\\b(?:is used|will be used|to receive|to process|to accept|for (?:receiving|processing|deposits?|transfers?))`, "i"),
      /\b(?:forward|transfer|wire|send|remit)\b[^.]{0,30}\b(?:the |these |those |received )?(?:funds|money|payments?|balance|amounts?)\b[^.]{0,60}\b(?:to|as) (?:our|other|another|the|a|an|instructed|directed|designated)\b[^.]{0,30}\b(?:accounts?|partners?|vendors?|clients?|recipients?|office|wallet|instructed|directed|agents?)\b/i,
      /\b(?:keep|retain|deduct|earn|receive|minus|less)\b[^.]{0,30}\b(?:\d{1,2}(?= ?%)|\d{1,2} percent|commission)\b[^.]{0,40}\b(?:of|on|per|from|for)\b[^.]{0,30}\b(?:each|every|all|the)?\s*(?:transaction|transfer|payment|deposit|amount|funds?)\b/i,
      /\b(?:receive|inspect|check|repackage|relabel|re-?pack|collect)\w*\b[^.]{0,40}\b(?:packages?|parcels?|shipments?|boxes|items|medical supplies|equipment)\b[^.]{0,60}\b(?:re-?ship|forward|ship|send|mail|drop|relabel)\w*\b|\bre-?ship(?:ping|s|ped)?\b|\breceive (?:and|&) forward\b|\b(?:packages?|parcels?)\b[^.]{0,40}\b(?:at|to) your (?:home|house|home address|residence|address)\b/i,
      /\b(?:payment|payments|payroll|financial|transfer|transaction|refund|disbursement) (?:processing )?(?:agents?|representatives?|handler|intermediary|officer from home)\b|\bmoney (?:transfer|handling) (?:agent|duties|assistant)\b/i,
      /\b(?:open|set up|register|create)\b[^.]{0,30}\b(?:new |business |bank |merchant |online |separate |dedicated |personal ){1,3}accounts?\b[^.]{0,40}\b(?:in your name|for (?:us|the company|our|this|these|incoming|the work)|to (?:receive|process|accept|collect))\b/i,
      /\b(?:buy|purchase|pick up)\b[^.]{0,40}\bgift ?cards?\b/i,
    ],
    unless: /\b(?:patient (?:accounts?|payments?|refunds?)|payment poster|remittance advice|lockbox|specimens?|charts? in boxes)\b/i,
  },
  {
    rule: "scam-task",
    title: "This reads as paid clicks or as trade in crypto money",
    help: "say which records are coded, and that wages are paid in dollars by payroll.",
    says: [
      /\b(?:earnings|payouts?|commissions?|withdrawals?|invoices)\b[^.;]{0,20}\b(?:held|locked|frozen)\b|\b(?:buy|purchase|choose)\b[^.;]{0,20}\b(?:credits|tokens|coins|points|membership|vip)\b|\bunlocks?\b[^.;]{0,20}\b(?:gold|silver|premium|vip|higher|more|better|\$)|\b(?:balance|payouts?|earnings|withdraw\w*|release)\b[^.;]{0,40}\b(?:tax|clearing|percentage)\b[^.;]{0,30}\b(?:sent|paid|send|pay)\b|\b(?:activat|unlock|open|releas)(?:e|es|ed|ing|s)?\b[^.;]{0,25}\b(?:withdrawals?|payouts?|earnings|payout channel)\b|\b(?:recovery|seed) phrase\b/i,
      /\b(?:usdt|usdc|wallet address|(?:digital|work|trust|company) wallet)\b|\b(?:pay|paid|pays|payouts?|salary|wages?|earn\w*|deposit\w*|withdraw\w*|send|buy|transfer\w*|commission)\b[^.]{0,40}\b(?:bitcoin|btc|ethereum|tether|crypto(?:currency|currencies)?|stablecoins?)\b|\b(?:bitcoin|btc|ethereum|crypto(?:currency|currencies)?)\b[^.]{0,20}\b(?:pay|payments?|payouts?|salary|wallet|account|withdraw\w*|commission)\b/i,
      /\b(?:convert|exchange|change|turn)\w*\b[^.;]{0,40}\b(?:to|into|for) (?:bitcoin|btc|usdt|crypto\w*|stablecoins?)\b|\b(?:re-?charge|top[- ]?up|replenish)\b[^.]{0,40}\b(?:your |the |an? )?(?:accounts?|wallets?|balance|workbench|platform|orders?|tasks?)\b/i,
      /\b(?:complete|finish|submit|do|perform)\w*\b[^.]{0,30}\b(?:\d+|sets? of|daily|simple|easy|online|micro|optimi[sz]ation|data|combo|merged?|premium|batch)\b[^.]{0,20}\b(?:tasks?|orders?)\b[^.]{0,60}\b(?:commission|earn|withdraw|payout|bonus|unlock|paid|\$)/i,
      /\b(?:withdraw|cash out)\b[^.]{0,30}\b(?:earnings|commissions?|balance|funds|profits?|anytime|daily|salary)\b/i,
      /\b(?:rate|rating|like|liking|review|reviewing|boost(?:ing)?|optimi[sz](?:e|ing))\b[^.]{0,30}\b(?:apps?|hotels?|products?|merchants?|videos|listings?|clinics? (?:listings?|reviews?))\b[^.]{0,60}\b(?:commission|earn|paid|\$|ratings?)/i,
    ],
    unless: /\b(?:tuition|dental|health savings|hsa|cafeteria)\b/i,
  },
]; // prettier-ignore
