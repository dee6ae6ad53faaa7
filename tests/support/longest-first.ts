import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What runs for minutes, the longest first. Begun last, each would run alone while the other workers stand idle. */
const longest = ["tests/billing/model/model.db.test.ts", "tests/billing/kills.db.test.ts"];

/**
 * Vitest's own order, which in a fresh clone is by size and not by what a file takes, behind the files that are known to
 * take longest.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const known = longest.findIndex((name) => moduleId.endsWith(name));
      return known < 0 ? longest.length : known;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}
