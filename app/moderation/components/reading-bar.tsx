import type { JobId } from "~/platform/ids.ts";
import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { READING_MINUTES, readerWords, type Reader } from "../reading.ts";
import { DECIDE_FORM } from "./decide-form.tsx";
import { useReading } from "./use-reading.ts";

type Props = { jobId: JobId; reader: Reader | undefined; waiting: boolean; pending: boolean };

/**
 * Who has the job before them, and what can be done about it. The buttons belong to the form of the decision, so that what
 * was typed comes back with the page where there is no script.
 */
export function ReadingBar({ jobId, reader, waiting, pending }: Props) {
  const until = useReading(jobId, reader?.own === true);
  const now = reader?.own && until ? { ...reader, until } : reader;
  const own = reader?.own;
  // One element whatever it says: whoever pressed it keeps the focus on what it has become.
  const deed = own ? "put-back" : reader ? "take-over" : "take";
  return (
    <div className="reading">
      {waiting ? (
        <>
          <p>
            {now
              ? `${readerWords(now)}.`
              : `Nobody reads it. Take it, and it is yours for ${READING_MINUTES} minutes from whatever you did last.`}
          </p>
          <Button form={DECIDE_FORM} name="reading" value={deed} id={deed} pending={pending} shortcut={own ? "P" : "T"}>
            {own ? "Put it back" : reader ? "Take over" : "Take it"}
          </Button>
        </>
      ) : null}
      <Form method="post" action={paths.moderation()}>
        <input type="hidden" name="from" value={jobId} />
        <Button id="next" name="deed" value="next" shortcut="N">
          {own ? "Put back, take the next" : "Take the next"}
        </Button>
      </Form>
    </div>
  );
}
