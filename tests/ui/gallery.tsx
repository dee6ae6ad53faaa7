import { type ReactElement } from "react";
import { ErrorPage } from "~/ui/answers";
import { footer, Frame } from "./gallery-frame";
import { form } from "./gallery-form";
import { parts } from "./gallery-parts";
import { job, search } from "./gallery-public";

function errorPage(status: number) {
  return (
    <Frame guest>
      <ErrorPage
        status={status}
        reference={status === 500 ? "2xJk9Qm" : undefined}
        secondary={status === 410 ? { to: "/employers/x", label: "More from this employer" } : undefined}
      />
      {footer}
    </Frame>
  );
}

/** The gallery's pages by file name. */
export const pages: Record<string, ReactElement> = {
  search,
  job,
  form,
  parts,
  "error-404": errorPage(404),
  "error-410": errorPage(410),
  "error-500": errorPage(500),
};
