import { paths } from "~/platform/paths.ts";
import type { FileId } from "~/platform/ids.ts";

/** An employer's logo beside its name, which says what the picture shows. Nothing where there is none. */
export function EmployerLogo({ id }: { id: FileId | null }) {
  return id ? <img className="logo" src={paths.logo(id)} alt="" width={96} height={96} decoding="async" /> : null;
}
