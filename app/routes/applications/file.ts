import type { LoaderFunctionArgs } from "@remix-run/node";
import { readFile } from "~/applications/read-file.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { fileResponse } from "~/platform/files/file-response.server.ts";
import { parseId } from "~/platform/ids.ts";

/** The person whose file it is, and the members of an employer it was sent to. Nobody else, staff neither. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"file">(params.fileId);
  const file = id && (await readFile(database(), account.id, id));
  if (!file) throw notFound();
  const save = new URL(request.url).searchParams.has("save");
  return fileResponse(file.stored, {
    mediaType: file.mediaType,
    name: file.name,
    disposition: save ? "attachment" : "inline",
  });
}
