import type { LoaderFunctionArgs } from "@remix-run/node";
import { parseAuditFilter } from "~/audit/audit-filter.ts";
import { exportAudit } from "~/audit/search-audit.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { csvResponse } from "~/http/text-response.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";

/** Admins only. That the lines were taken away is a line itself, and no browser keeps them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const admin = await requireAdmin(request);
  const filter = parseAuditFilter(new URL(request.url).searchParams);
  const csv = await exportAudit(database(), filter, admin.id);
  return csvResponse(csv, `audit-${now().toISOString().slice(0, 10)}.csv`);
}
