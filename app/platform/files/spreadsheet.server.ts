import { stringify } from "csv-stringify/sync";

/**
 * Rows, the head first, as CSV for a spreadsheet: UTF-8 with the mark that Excel knows it by, CRLF (RFC 4180). A cell that a
 * spreadsheet would run as a formula begins with an apostrophe (OWASP, CSV injection).
 */
export function toSpreadsheet(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { bom: true, record_delimiter: "\r\n", escape_formulas: true },
  );
}
