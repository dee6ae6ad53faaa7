import { parseStateList, states as allStates, stateName, type StateCode } from "~/vocabulary/states.ts";
import { type PlaceAnswer, type RemoteStates } from "./place-answer.ts";

const REMOTE =
  /\b(?:fully remote|100% remote|remote(?:ly)?|work(?:ing)?[- ](?:from|at)[- ]home|wfh|telecommut(?:e|ing)|telework(?:ing)?|home[- ]based|virtual|anywhere|nation-?wide)\b/i;
const REMOTE_ALL = new RegExp(REMOTE.source, "gi");
const NATIONWIDE =
  /\bnation-?wide\b|\b(?:the\s+)?(?:united states(?: of america)?|u\.?s\.?a?)(?![\w])\.?|\ball (?:50 )?states\b/gi;
const EXCEPT =
  /\b(?:except(?: for| in)?|excluding|excludes?|outside(?: of)?|other than|but not(?: in)?|not (?:in|available in|open to)|no)\b/i;
/** What a sentence has around its states. "IN" and "OR" in capitals are states and stay. */
const FILLER =
  /\b(?:[Jj]obs?|[Ww]ork|[Pp]ositions?|[Oo]pportunity|[Rr]ole|[Ii]n|[Ff]rom|[Ww]ithin|[Oo]nly|[Bb]ased|[Ee]ligible|[Ll]ocations?|[Tt]he|[Ss]tates?(?: of)?|[Rr]esidents?|[Rr]esid(?:e|ing)|[Mm]ust|[Bb]e|[Ll]ocated|[Ll]ive|[Oo]f|[Ff]or|[Oo]pen to|[Tt]o|[Aa]ll|[Tt]hese|[Ff]ollowing)\b/g;

/** Whether the text speaks of working from anywhere: `Remote`, `Work from home`, `Anywhere in the U.S.` */
export function saysRemote(text: string): boolean {
  return REMOTE.test(text);
}

/**
 * Where a remote job's text lets its people live. `resolveRest` reads what is left when states are taken out
 * (`Remote - Austin, TX` is open to Texas for all that is said).
 */
export function resolveRemote(text: string, resolveRest: (rest: string) => PlaceAnswer): PlaceAnswer {
  const bare = text.replace(REMOTE_ALL, " ");
  const marker = EXCEPT.exec(bare);
  const excluded = marker ? read(bare.slice(marker.index + marker[0].length)) : null;
  const included = read(marker ? bare.slice(0, marker.index) : bare);
  if (excluded && excluded.states.length > 0 && included.states.length === 0)
    return answer({ rule: "except", states: excluded.states }, excluded.rest || included.rest);

  if (included.states.length > 0 && !included.rest) {
    const without = new Set(excluded?.states);
    return answer({ rule: "only", states: included.states.filter((state) => !without.has(state)) }, "");
  }
  if (!included.rest) return answer({ rule: included.nationwide ? "all" : "unstated" }, "");

  const rest = resolveRest(included.text);
  if (rest.kind === "point" || rest.kind === "state")
    return answer({ rule: "only", states: [rest.state] }, included.rest);
  const elsewhere = rest.kind === "unresolved" && (rest.reason === "abroad" || rest.reason === "ambiguous");
  if (elsewhere && !included.nationwide && included.states.length === 0) return rest;
  if (included.states.length > 0) return answer({ rule: "only", states: included.states }, included.rest);
  return answer({ rule: included.nationwide ? "all" : "unstated" }, included.rest);
}

function read(text: string): { states: StateCode[]; rest: string; text: string; nationwide: boolean } {
  const districts = text.replace(/\bdistrict of columbia\b/gi, "DC");
  const named = districts.replace(NATIONWIDE, " ");
  const nationwide = named !== districts;
  // In a text all in capitals "IN" is the word.
  const words = /[a-z]/.test(named) ? named : named.replace(/\bIN\s+(?=[A-Z]{3})/g, " ");
  const plain = words
    .replace(FILLER, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s\-–—:,/]+|[\s\-–—:,/]+$/g, "");
  const { states, rest } = parseStateList(plain);
  return { states, rest: /\p{L}{2}|\d{5}/u.test(rest) ? rest : "", text: plain, nationwide };
}

/** The label names the states, so that resolving it gives the same answer. */
function answer(states: RemoteStates, aside: string): PlaceAnswer {
  const note = aside ? `Set aside: ${aside}` : null;
  if (states.rule === "unstated") return { kind: "remote", label: "Remote", states, note };
  if (states.rule === "all") return { kind: "remote", label: "Remote - US", states, note };
  if (states.states.length === 0 || states.states.length === allStates.length)
    return { kind: "remote", label: "Remote - US", states: { rule: "all" }, note };
  const names =
    states.states.length === 1
      ? stateName(states.states[0]!)
      : states.states.map((code) => code.toUpperCase()).join(", ");
  return { kind: "remote", label: `Remote - ${states.rule === "except" ? "except " : ""}${names}`, states, note };
}
