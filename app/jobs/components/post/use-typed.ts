import { useLocation } from "@remix-run/react";
import { useState, type FormEvent } from "react";
import { readPart, type PostForm, type PostStep } from "../../post-form.ts";

/**
 * A step as it stands in its fields at this moment, for what is read back while somebody types. Without script, and
 * after every answer of the server, it is what the page was rendered with.
 */
export function useTyped(step: PostStep, rendered: PostForm, answer: unknown) {
  const { key } = useLocation();
  const [typed, setTyped] = useState<{ key: string; answer: unknown; part: PostForm }>();
  const current = typed?.key === key && typed.answer === answer ? typed.part : undefined;
  return {
    live: current ?? rendered,
    onInput(event: FormEvent<HTMLFormElement>) {
      if (step !== "review") setTyped({ key, answer, part: readPart(step, new FormData(event.currentTarget)) });
    },
  };
}
