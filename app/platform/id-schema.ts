import { z } from "zod";
import { parseId, type Id } from "./ids.ts";

/** A form's field that holds an id, as pages write it there. `message`: what is said where it holds none. */
export const idSchema = <Kind extends string>(message = "Open this page again") =>
  z.string({ error: message }).transform((text, context): Id<Kind> => {
    const id = parseId<Kind>(text);
    if (!id) context.addIssue({ code: "custom", message });
    return id ?? z.NEVER;
  });
