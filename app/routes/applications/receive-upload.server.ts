import { UPLOAD_GONE } from "~/applications/apply-to-job.server.ts";
import { findGuestUpload, keepGuestUpload } from "~/applications/guest/guest-upload.server.ts";
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
 * Reads a form with a résumé and keeps that at once, whatever else is wrong with the form; without a new one, the kept
 * one that the form names stands. A refused file is a problem beside its field, with the words before it still there.
 * @param accountId undefined for a guest
 * @param intent what the form must ask for, where it names that: else nothing is kept
 */
export async function receiveUpload(
  request: Request,
  accountId: AccountId | undefined,
  clientAddress: string,
  intent?: string,
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
  if (intent !== undefined && form.get("intent") !== intent) return { form };
  const named = form.get("kept");
  const keptId = parseId<"file">(named);
  const kept = accountId ? keptId && (await findKeptUpload(db, accountId, keptId)) : await findGuestUpload(db, named);
  if (error) return { form, resume: kept, problem: { text: error.message, status: error.status } };

  const received = files.get("resume");
  if (!received && kept) return { form, resume: kept };
  if (!received)
    return {
      form,
      problem: { text: named ? UPLOAD_GONE : "Choose your résumé, a PDF or Word document (DOCX).", status: 400 },
    };
  try {
    const resume = accountId
      ? await keepUpload(db, accountId, received, clientAddress)
      : await keepGuestUpload(db, received, clientAddress);
    return { form, resume };
  } catch (refusal) {
    if (!(refusal instanceof DomainError)) throw refusal;
    return { form, resume: kept, problem: { text: refusal.message, status: statusOf(refusal) } };
  }
}
