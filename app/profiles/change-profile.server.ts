import type { Db } from "~/platform/database.server.ts";
import {
  removeCredential,
  removeExperience,
  saveCredential,
  saveExperience,
  savePlace,
  savePracticode,
  saveTools,
  saveVisibility,
  saveWork,
  unblockEmployer,
  type ProfileEdit,
} from "./edit-profile.server.ts";
import { tickedOf, type ProfileForm } from "./profile-forms.ts";

/**
 * Does what a form of the profile asks for; `block` needs to know employers, and is its page's.
 * @throws DomainError as the use-cases do.
 */
export async function changeProfile(
  db: Db,
  by: ProfileEdit,
  form: Exclude<ProfileForm, { intent: "block" }>,
): Promise<void> {
  switch (form.intent) {
    case "save-credential": {
      const { was, code, apprentice, number, expiresOn } = form;
      return saveCredential(db, by, { was, code, apprentice, number, expiresOn });
    }
    case "remove-credential":
      return removeCredential(db, by, form.code);
    case "save-practicode":
      return savePracticode(db, by, form.practicode);
    case "save-experience":
      return saveExperience(db, by, { ...form.field, years: form.years });
    case "remove-experience":
      return removeExperience(db, by, form.field);
    case "save-place": {
      const moves = { nowhere: [], anywhere: "anywhere" as const, states: form.movesTo }[form.moves];
      return savePlace(db, by, { homeState: form.homeState, commutes: form.commutes, moves });
    }
    case "save-tools":
      return saveTools(db, by, { ehr: tickedOf(form, "ehr"), encoder: tickedOf(form, "encoder") });
    case "save-work":
      return saveWork(db, by, {
        function: tickedOf(form, "function"),
        mode: tickedOf(form, "mode"),
        type: tickedOf(form, "type"),
        pay: form.pay === null ? null : { minCents: form.pay, unit: form.payUnit },
      });
    case "save-visibility":
      return saveVisibility(db, by, form.visibility);
    case "unblock":
      return unblockEmployer(db, by, form.employerId);
  }
}
