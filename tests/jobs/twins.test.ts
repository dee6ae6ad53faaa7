import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { BANDS, bandsOf, estimate, fromBytes, PERMUTATIONS, signatureOf, toBytes } from "~/jobs/twins/min-hash.ts";
import { jaccard, shinglesOf } from "~/jobs/twins/shingles.ts";

/** The same cases in every run: what is held below is a probability, not a law. */
const fixed = { seed: 1, numRuns: 200 };
/** Two sets of 32-bit numbers that share some. */
const pairs = fc
  .record({
    shared: fc.integer({ min: 0, max: 300 }),
    one: fc.integer({ min: 1, max: 100 }),
    other: fc.integer({ min: 1, max: 100 }),
    from: fc.integer({ min: 0, max: 2 ** 31 }),
  })
  .map(({ shared, one, other, from }) => {
    const number = (at: number) => Math.imul(from + at, 0x9e3779b1) >>> 0;
    const range = (begin: number, end: number) => Array.from({ length: end - begin }, (_, at) => number(begin + at));
    const both = range(0, shared);
    return [
      new Set([...both, ...range(shared, shared + one)]),
      new Set([...both, ...range(shared + one, shared + one + other)]),
    ] as const;
  });
const words = fc.array(fc.stringMatching(/^[a-z]{3,9}$/), { minLength: 3, maxLength: 12 });
const sentences = fc.array(words, { minLength: 1, maxLength: 20 });

describe("an estimate", () => {
  it("is within three and a half standard errors of the true similarity", () => {
    fc.assert(
      fc.property(pairs, ([one, other]) => {
        const truth = jaccard(one, other);
        const error = Math.sqrt(Math.max(truth * (1 - truth), 0.01) / PERMUTATIONS);
        expect(Math.abs(estimate(signatureOf(one), signatureOf(other)) - truth)).toBeLessThan(3.5 * error);
      }),
      fixed,
    );
  });

  it("is right on average: the permutations lean to no side", () => {
    let sum = 0;
    const all = fc.sample(pairs, { seed: 2, numRuns: 400 });
    for (const [one, other] of all) sum += estimate(signatureOf(one), signatureOf(other)) - jaccard(one, other);
    expect(Math.abs(sum / all.length)).toBeLessThan((3 * 0.0625) / Math.sqrt(all.length));
  });

  it("is 1 for a text itself, and comes back from its bytes", () => {
    fc.assert(
      fc.property(sentences, (text) => {
        const signature = signatureOf(shinglesOf(text.map((line) => line.join(" ")).join(". ")));
        expect(fromBytes(toBytes(signature))).toEqual(signature);
        expect(estimate(signature, signature)).toBe(1);
      }),
    );
  });
});

describe("bands", () => {
  const meet = (one: ReadonlySet<number>, other: ReadonlySet<number>) => {
    const bands = new Set(bandsOf(signatureOf(one)));
    return bandsOf(signatureOf(other)).some((band) => bands.has(band));
  };

  it("are numbers that JavaScript and the database hold exactly", () => {
    fc.assert(
      fc.property(pairs, ([one]) => {
        const bands = bandsOf(signatureOf(one));
        expect(bands).toHaveLength(BANDS);
        expect(bands.every((band) => Number.isSafeInteger(band) && band >= 0)).toBe(true);
      }),
    );
  });

  test.each([
    [0.8, 0.99, 1],
    [0.6, 0.82, 0.95],
    [0.3, 0.06, 0.2],
    [0.1, 0, 0.02],
  ])("of texts as near as %d meet as often as was promised", (similarity, least, most) => {
    let met = 0;
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      const number = (at: number) => Math.imul(round * 10_000 + at, 0x9e3779b1) >>> 0;
      const shared = Math.round(200 * similarity);
      const rest = (200 - shared) / 2;
      const one = new Set(Array.from({ length: shared + rest }, (_, at) => number(at)));
      const other = new Set(Array.from({ length: shared + rest }, (_, at) => number(at < shared ? at : at + rest)));
      if (meet(one, other)) met++;
    }
    expect(met / rounds).toBeGreaterThanOrEqual(least);
    expect(met / rounds).toBeLessThanOrEqual(most);
  });
});

describe("what tells no texts apart", () => {
  test("the order of sentences, cases, spaces, accents and invisible characters", () => {
    fc.assert(
      fc.property(sentences, fc.infiniteStream(fc.nat(5)), (lines, chance) => {
        const next = () => chance.next().value ?? 0;
        const plain = lines.map((line) => line.join(" ")).join(". ");
        const edited = [...lines]
          .reverse()
          .map((line) =>
            line
              .map((word) => (next() > 2 ? word.toUpperCase() : word.replace("e", "é").replace(/^./, "$&\u200b")))
              .join(" ".repeat(1 + next())),
          )
          .join(next() > 2 ? ".\r\n\r\n   " : ".   ");
        expect(shinglesOf(edited)).toEqual(shinglesOf(plain));
      }),
    );
  });

  test("figures, addresses and telephone numbers", () => {
    const text = (more: string) => shinglesOf(`You code inpatient stays for our team ${more} and answer queries.`);
    expect(text("at $31.50, call 614-555-0100")).toEqual(text("at $28.00, call (937) 555 0123"));
    expect(text("write to hr@lakemont.example")).toEqual(text("write to jobs@other.example"));
  });

  test("a changed word costs three shingles at most", () => {
    const long = "we code stays of every kind for a hospital near the lake and read each other’s charts on fridays";
    const changed = long.replace("hospital", "clinic");
    const shared = [...shinglesOf(long)].filter((shingle) => shinglesOf(changed).has(shingle));
    expect(shinglesOf(long).size - shared.length).toBe(3);
  });
});

const closing = `We are an equal opportunity employer. All qualified applicants will receive consideration without regard to race, color, religion, sex, sexual orientation, gender identity, national origin, disability or veteran status.
Reasonable accommodations are made for people with disabilities. We take part in E-Verify.
Employment depends on a background check and a drug screen. We do not accept unsolicited resumes.`;
test("paragraphs that end everybody's posting make no twins", () => {
  const one =
    "You code inpatient stays for a trauma center with a reviewer at your side. Production is counted by the week. Our encoder is 3M and the record is Epic. You work from home on weekdays.";
  const other =
    "A radiology group needs somebody for interventional charts. You answer denials and teach two apprentices. The office is downtown and parking is free. Pay goes up each spring.";
  expect(jaccard(shinglesOf(`${one}\n${closing}`), shinglesOf(`${other}\n${closing}`))).toBeLessThan(0.05);
  expect(shinglesOf(closing).size).toBe(0);
});

test("two texts without words share nothing", () => {
  expect(jaccard(shinglesOf(""), shinglesOf("  \n"))).toBe(0);
});

test.each(["a", "a.", "a-a.", "w@", "medical "])("a long posting of nothing but “%s” is read in no time", (unit) => {
  // From each letter anew, this would take longer than a test may.
  expect(shinglesOf(unit.repeat(100_000 / unit.length)).size).toBeLessThanOrEqual(1);
});
