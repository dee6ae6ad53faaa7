import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ShownProfile } from "~/profiles/components/shown-profile.tsx";
import { emptyProfile } from "~/profiles/profile.ts";

const held = (code: string, number: string | null, expiresOn: string | null) => ({
  ...{ code, number, expiresOn, apprentice: false },
});

it("an applicant's profile says where each credential can be checked, and leaves out what was not said", () => {
  const credentials = [held("cpc", "01438826", "2027-03-31"), held("ccs", null, "2020-02-03"), held("crcr", "7", null)];
  const profile = { ...emptyProfile(), credentials, homeState: "oh" };
  const html = renderToStaticMarkup(<ShownProfile profile={profile} today="2026-11-22" />);
  const text = html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  expect(text).toContain("CPC Id 01438826; holds until March 31, 2027; check at AAPC");
  expect(text).toContain("CCS Id not stated; expired on February 3, 2020; check at AHIMA");
  expect(text).toContain("CRCR Id 7; check at HFMA");
  expect(text).toContain("Where Lives in Ohio");
  expect(html).toContain('href="https://www.aapc.com/');
  for (const unsaid of ["Practicode", "Systems", "Pay"]) expect(text).not.toContain(unsaid);
});
