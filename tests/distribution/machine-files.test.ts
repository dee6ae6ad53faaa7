import { describe, expect, test } from "vitest";
import { robotsText } from "~/distribution/robots.ts";
import { SITEMAP_SIZE, sitemapIndexXml, sitemapXml } from "~/distribution/sitemap.ts";
import { newId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";

const BASE = "https://careers.example";

describe("robots.txt", () => {
  const rules = robotsText(BASE)
    .split("\n")
    .flatMap((line) => /^Disallow: (.+)$/.exec(line)?.[1] ?? []);
  /** Google's reading: a prefix, with `*` for anything and `$` for the end. */
  const isClosed = (path: string) =>
    rules.some((rule) => {
      const pattern = rule.replace(/[.?+^{}()|[\]\\]/g, "\\$&").replace(/\*/g, ".*");
      return new RegExp(`^${pattern}`).test(path);
    });

  test("closes what is private", () => {
    const jobId = newId<"job">();
    for (const path of [
      paths.account(),
      paths.applications(),
      paths.application(newId<"application">()),
      paths.file(newId<"file">()),
      paths.desk(),
      paths.deskJob(jobId),
      paths.editJob(jobId),
      paths.applicants(jobId),
      paths.moderation(),
      paths.review(jobId),
      paths.admin(),
      paths.apply("coder-1"),
      paths.confirmEmail("secret"),
      paths.resetPassword("secret"),
      "/jobs.data?q=coder",
    ])
      expect(isClosed(path), path).toBe(true);
  });

  test("leaves open what is public, employers' pages beside the employer's desk too", () => {
    for (const path of [
      paths.home(),
      paths.jobs(),
      paths.jobs("mode=remote"),
      paths.job("coder-1"),
      paths.employer("lakemont"),
      paths.terms(),
      paths.privacy(),
      paths.howReviewWorks(),
      paths.sitemap(),
      paths.sitemapPart("jobs"),
    ])
      expect(isClosed(path), path).toBe(false);
  });

  test("names the sitemap by its whole address", () => {
    expect(robotsText(BASE)).toContain("\nSitemap: https://careers.example/sitemap.xml\n");
  });
});

describe("the sitemap", () => {
  test("gives whole addresses, escaped, and a lastmod only where one is known", () => {
    const xml = sitemapXml(
      [
        { path: "/jobs/a&b", changedAt: new Date("2026-11-19T11:02:33.456Z") },
        { path: "/jobs", changedAt: null },
      ],
      BASE,
    );
    expect(xml).toContain(
      "<url><loc>https://careers.example/jobs/a&amp;b</loc><lastmod>2026-11-19T11:02:33Z</lastmod></url>",
    );
    expect(xml).toContain("<url><loc>https://careers.example/jobs</loc></url>");
  });

  test("has an index that names its parts", () => {
    expect(sitemapIndexXml(["pages", "jobs"], BASE)).toContain(
      "<sitemap><loc>https://careers.example/sitemaps/jobs.xml</loc></sitemap>",
    );
  });

  test("stays below 50,000 addresses and 50 MB a part, with the longest addresses there are", () => {
    expect(SITEMAP_SIZE).toBeLessThanOrEqual(50_000);
    const longest = { path: `/jobs/${"a".repeat(160)}`, changedAt: new Date(0) };
    const row = sitemapXml([longest], "https://a-rather-long-host-name-of-an-association.example.org").length;
    expect(row * SITEMAP_SIZE).toBeLessThan(50 * 1024 * 1024);
  });
});
