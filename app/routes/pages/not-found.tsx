import { notFound } from "~/http/answer-error.server.ts";

/** Public: every address that nothing else answers. */
export function loader(): never {
  throw notFound();
}

export function action(): never {
  throw notFound();
}

export default function NotFound() {
  return null;
}
