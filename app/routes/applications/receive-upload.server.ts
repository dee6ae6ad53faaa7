import { UPLOAD_GONE } from "~/applications/apply-to-job.server.ts";
import { findKeptUpload, keepUpload, type KeptUpload } from "~/applications/keep-upload.server.ts";
import { statusOf } from "~/http/answer-error.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseUpload, UploadError, type Upload } from "~/platform/files/parse-upload.server.ts";
import { parseId, type AccountId } from "~/platform/ids.ts";

/** The apply form as it arrived: its words, the résumé there now is, and what is wrong with the one just chosen. */
export type ReceivedForm = {
  form: FormData;
  resume?: KeptUpload;
  problem?: { text: string; status: number };
};

/**
 * Reads the apply form and keeps its résumé at once, whatever else is wrong with the form; without a new one, the kept
 * one that the form names stands. A refused file is a problem beside its field, with the words before it still there.
 */
export async function receiveUpload(
  request: Request,
  accountId: AccountId,
  clientAddress: string,
): Promise<ReceivedForm> {
  const db = database();
  const {
    formData: form,
    files,
    error,
  } = await parseUpload(request, { fileFields: ["resume"] }).then(
    (upload): Upload & { error?: UploadError } => upload,
    (error: unknown) => {
      if (!(error instanceof UploadError)) throw error;
      return { formData: error.formData, files: new Map(), error };
    },
  );
  const keptId = parseId<"file">(form.get("kept"));
  const kept = keptId && (await findKeptUpload(db, accountId, keptId));
  if (error) return { form, resume: kept, problem: { text: error.message, status: error.status } };

  const received = files.get("resume");
  if (!received && kept) return { form, resume: kept };
  if (!received)
    return {
      form,
      problem: { text: keptId ? UPLOAD_GONE : "Choose your résumé, a PDF or Word document (DOCX).", status: 400 },
    };
  try {
    return { form, resume: await keepUpload(db, accountId, received, clientAddress) };
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    return { form, resume: kept, problem: { text: refusal.message, status: statusOf(refusal) } };
  }
}
