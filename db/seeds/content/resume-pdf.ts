const PAGE = { width: 612, height: 792, margin: 72, leading: 16 };

/** A line as a PDF string in WinAnsi; a letter outside Latin-1 becomes its bare form. */
function pdfString(line: string): string {
  const plain = [...line]
    .map((letter) => (letter.charCodeAt(0) < 256 ? letter : letter.normalize("NFD").charAt(0)))
    .join("");
  return `(${plain.replace(/[\\()]/g, "\\$&")})`;
}

/** Makes a one-page PDF of `lines`, the first one large: whole by ISO 32000-1, and small enough to write six hundred of. */
export function resumePdf(lines: readonly string[]): Uint8Array<ArrayBuffer> {
  const text = lines
    .slice(0, 40)
    .map((line, at) => `${at === 0 ? "/F1 18 Tf" : at === 1 ? "/F1 11 Tf" : ""} ${pdfString(line)} Tj T*`)
    .join("\n");
  const drawing = `BT ${PAGE.margin} ${PAGE.height - PAGE.margin} Td ${PAGE.leading} TL\n${text}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = file.length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, "latin1"));
}
