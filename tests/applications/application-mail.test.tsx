import { describe, expect, it } from "vitest";
import { applicationStates } from "~/applications/application.ts";
import {
  EmployerApplicationMail,
  employerMailSubject,
  SeekerApplicationMail,
  seekerMailSubject,
} from "~/applications/emails/application-mail.tsx";
import { renderMail } from "~/platform/mail/mailer.server.ts";

const board = { name: "CareerCenter", url: "https://board.example" };
const url = `${board.url}/applications/1`;

describe("the mail to the seeker", () => {
  it.each(applicationStates)("about %s names job and employer and leads to the application", async (state) => {
    const mail = <SeekerApplicationMail state={state} title="Inpatient Coder" employer="Lakemont" url={url} />;
    const { text, html } = await renderMail(mail, board);
    for (const part of [text, html])
      for (const words of ["Inpatient Coder", "Lakemont", url]) expect(part).toContain(words);
    expect(seekerMailSubject(state, "Inpatient Coder")).toMatch(/: Inpatient Coder$/);
  });

  it("has a subject of its own for each state", () => {
    expect(new Set(applicationStates.map((state) => seekerMailSubject(state, "x"))).size).toBe(
      applicationStates.length,
    );
  });
});

describe("the mail to the employer's members", () => {
  it("names the applicant and leads to the board, where the letter and the résumé stay", async () => {
    for (const event of ["received", "withdrawn"] as const) {
      const mail = <EmployerApplicationMail event={event} title="Inpatient Coder" name="Ruth <b>Adeyemi" url={url} />;
      const { text, html } = await renderMail(mail, board);
      expect(text).toContain("Ruth <b>Adeyemi");
      expect(html).not.toContain("<b>Adeyemi");
      expect(text).toContain(url);
      expect(employerMailSubject(event, "Inpatient Coder")).toContain("Inpatient Coder");
    }
  });
});
