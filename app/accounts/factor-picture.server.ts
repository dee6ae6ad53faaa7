import { encodeQR } from "qr";

/** A QR code as one SVG path over `size` × `size` squares, its quiet zone of four included. */
export type FactorPicture = { size: number; path: string };

/** The picture of a text. Drawn here, so that the secret in it goes to nobody else and the page needs no script. */
export function drawPicture(text: string): FactorPicture {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return { size: rows.length, path };
}
