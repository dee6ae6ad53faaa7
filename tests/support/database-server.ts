import path from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { startDatabase } from "../../dev/database.ts";
import { endLeftovers } from "../../dev/processes.ts";
import { takeTestFolder } from "../../dev/test-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A server on which the tests may make schemas named cc_test_…. */
    testServerUrl: string;
    /** Where the tests keep files. */
    testFolder: string;
  }
}

/** Gives the integration tests a database server: TEST_DATABASE_URL's, else a private one for `npx vitest` by hand. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));
  const place = takeTestFolder(root);
  project.provide("testFolder", place.folder);
  if (process.env.TEST_DATABASE_URL) {
    project.provide("testServerUrl", process.env.TEST_DATABASE_URL);
    return async () => place.release();
  }
  await endLeftovers(place.folder);
  const database = await startDatabase({ dataDir: place.folder, packagesDir: path.join(root, ".data/packages") });
  project.provide("testServerUrl", database.url);
  return async () => {
    await database.stop();
    place.release();
  };
}
