import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { answering } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { answerByLink, readAnswerLink } from "~/jobs/answer-by-link.server.ts";
import { endingWords, jobAnswers, type JobAnswer } from "~/jobs/job-answers.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { paths } from "~/platform/paths.ts";
import { ErrorPage } from "~/ui/answers.tsx";
import { Button, Buttons } from "~/ui/button.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Refused } from "~/ui/refused.tsx";

export const meta: MetaFunction = () => [
  { title: "Is your job still open? – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

const answerOf = z.enum(jobAnswers).catch("open");
const stillOpenForm = z.object({ answer: z.enum(jobAnswers), token: z.string() });
const tokenOf = (text: unknown) => (typeof text === "string" ? text.slice(0, 200) : "");

/**
 * Whoever holds the mailed link. Opening it answers nothing: mail scanners and previews follow every link of a mail, and
 * would keep dead jobs listed or close living ones. Only the button on the page, which posts, does something.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  if (search.has("done")) return { done: true as const };
  const token = tokenOf(search.get("token"));
  const link = await readAnswerLink(database(), token);
  if (!link) return data({ done: false as const, link: undefined }, { status: 404 });
  const wanted = answerOf.parse(search.get("answer"));
  const answer = link.answers.includes(wanted) ? wanted : link.answers[0]!;
  return { done: false as const, link, token, answer, now: now() };
}

/** Whoever holds the mailed link, once. */
export async function action({ request, context }: ActionFunctionArgs) {
  const wish = readWish(await readForm(request), stillOpenForm);
  if (!wish) throw new Response(null, { status: 400 });
  const { answer } = wish;
  return answering(
    async () => {
      try {
        const { title } = await answerByLink(database(), tokenOf(wish.token), answer, context.clientAddress);
        await catchUpWithWrites();
        return redirect(paths.stillOpen({ done: "1" }), {
          headers: { "Set-Cookie": await setFlash({ kind: "done", text: `“${title}”: ${doneWords[answer]}` }) },
        });
      } catch (error) {
        if (!(error instanceof DomainError && error.code === "not-found")) throw error;
        return data({ gone: true, refused: undefined }, { status: 404 });
      }
    },
    (error) => ({ gone: false, refused: error.message }),
  );
}

const doneWords: Record<JobAnswer, string> = {
  open: "thank you, it stays in the lists for another 14 days, or until its term ends.",
  filled: "it is marked as filled and takes no more applications.",
  closed: "it is closed and takes no more applications.",
};

/** Without a text it ends the job. */
const words: Record<JobAnswer, { question: string; text?: string; act: string; other: string }> = {
  open: {
    question: "Is it still open?",
    text: "It stays in the lists and search engines for another 14 days, or until its term ends.",
    act: "Yes, it is still open",
    other: "It is still open",
  },
  filled: {
    question: "Is it filled?",
    act: "Yes, mark it as filled",
    other: "It is filled",
  },
  closed: {
    question: "Close it?",
    act: "Yes, close it",
    other: "Close it",
  },
};

export default function StillOpen() {
  const page = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  if (page.done)
    return (
      <Page title="Your answer is kept" lead="You can close this page." width="form">
        <p>
          All about your jobs is on <Link to={paths.desk()}>your desk</Link>.
        </p>
      </Page>
    );
  if (!page.link || answered?.gone)
    return (
      <ErrorPage
        status={404}
        title="This link does not work any more"
        text="It may have been used, be too old, or the job is over. Nothing was changed. Your desk says how your jobs stand, and answers the same questions."
        next={{ to: paths.desk(), label: "Go to your desk" }}
      />
    );
  const { link, token, answer, now } = page;
  const { question, text, act } = words[answer];
  return (
    <Page
      title={question}
      lead={`“${link.title}” of ${link.employerName}${link.expiresAt ? `, ${link.expiresAt > now ? "live until" : "which ended on"} ${formatDate(link.expiresAt, now)}` : ""}.`}
      width="form"
    >
      <Refused why={answered?.refused} />
      <p>{text ?? endingWords(link.answers.includes("open"))}</p>
      <Form method="post" action={paths.stillOpen()}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="answer" value={answer} />
        <Buttons>
          <Button variant={answer === "open" ? "go" : "stop"}>{act}</Button>
        </Buttons>
      </Form>
      {link.answers.length > 1 ? (
        <p>
          Or:{" "}
          {link.answers
            .filter((other) => other !== answer)
            .map((other, index) => (
              <span key={other}>
                {index > 0 ? " · " : ""}
                <Link to={paths.stillOpen({ token, answer: other })}>{words[other].other}</Link>
              </span>
            ))}
        </p>
      ) : null}
    </Page>
  );
}
