import { BodyTooLarge } from "./node-adapter.server.ts";

export { BodyTooLarge };

/**
 * The body as text, exactly as it came. @param most how many bytes it may have.
 * @throws BodyTooLarge as soon as it has more, whatever its Content-Length says.
 */
export async function readBoundedText(request: Request, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > most) {
      await reader.cancel();
      throw new BodyTooLarge("The body is too large");
    }
    parts.push(value);
  }
  return Buffer.concat(parts).toString("utf8");
}
