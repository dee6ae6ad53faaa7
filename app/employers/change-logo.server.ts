import { countAttempt } from "~/accounts/limits.server.ts";
import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { HOUR } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { fileStore, type StoredFile } from "~/platform/files/file-store.server.ts";
import { LOGO_REFUSALS } from "~/platform/files/logo-file.ts";
import type { LogoVerdict } from "~/platform/files/make-logo.server.ts";
import { storePending } from "~/platform/files/store-pending.server.ts";
import type { AccountId, EmployerId, FileId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { updateEmployer } from "./employer.queries.server.ts";
import { employerChanged } from "./employer-changed.server.ts";
import { isShownLogo, keepLogo, LOGO, releaseLogo } from "./logo.queries.server.ts";
import { lockForOwner, requireOwner } from "./require-owner.server.ts";

const WISH = "changes its logo";
type By = { accountId: AccountId; employerId: EmployerId };

/**
 * Puts a new logo in the place of an earlier one. @param by.logo what `makeLogo` made of the upload.
 * @throws DomainError `not-found` for anybody but a member, `invalid` (field `logo`), `too-many`.
 */
export async function changeLogo(db: Db, by: By & { logo: LogoVerdict; clientAddress: string }): Promise<void> {
  const { accountId, employerId, logo } = by;
  await requireOwner(db, accountId, employerId, WISH);
  if (!logo.ok) throw new DomainError("invalid", LOGO_REFUSALS[logo.reason], "logo");
  await countAttempt("upload", { address: by.clientAddress, account: accountId });
  const { mediaType } = logo;
  const bytes = new Uint8Array(logo.image);
  const id = await storePending(db, { accountId, purpose: LOGO, name: "logo.webp", mediaType, bytes }, HOUR);
  await transact(db, async (trx) => {
    await keepLogo(trx, id);
    await setLogo(trx, { accountId, employerId }, id);
  });
}

/** Takes the logo away. @throws DomainError `not-found` for anybody but a member, `invalid`. */
export async function removeLogo(db: Db, by: By): Promise<void> {
  await transact(db, (trx) => setLogo(trx, by, null));
}

async function setLogo(trx: Trx, { accountId, employerId }: By, id: FileId | null): Promise<void> {
  const { logoFileId } = await lockForOwner(trx, accountId, employerId, WISH);
  await updateEmployer(trx, employerId, { logo_file_id: id });
  if (logoFileId) await releaseLogo(trx, logoFileId);
  await recordAudit(trx, {
    actor: byAccount(accountId),
    action: "employer.logo",
    subject: { kind: "employer", id: employerId },
    detail: { file: id },
  });
  await employerChanged(trx, employerId);
}

/** The bytes of a logo that an employer shows now; undefined for every other file. */
export async function readLogo(db: Db, id: FileId): Promise<StoredFile | undefined> {
  return (await isShownLogo(db, id)) ? ((await fileStore().get(id)) ?? undefined) : undefined;
}
