import { figuresCsv, readFiguresOfDay } from "~/moderation/read-figures.server.ts";
import { database } from "~/platform/database.server.ts";

/** Public: the decisions by month as a spreadsheet. */
export async function loader() {
  const csv = figuresCsv(await readFiguresOfDay(database()));
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="moderation-figures.csv"',
      "Cache-Control": "public, max-age=600",
    },
  });
}
