import { createCipheriv, createHash } from "node:crypto";

/** The padding of ISO 32000-1, 7.6.3.3: what stands in for an empty password. */
const PADDING = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");

/**
 * Whether an encrypted PDF opens without asking for a password, as one does that only forbids printing or copying (it
 * has an owner's password and an empty user's one). Tries the empty user password as ISO 32000-2, 7.6.4 describes.
 * @param encrypt the encryption dictionary's source, Latin-1
 * @param trailer the trailer dictionary's source, Latin-1, for its /ID
 * @returns false also for a security handler this does not know
 */
export function opensWithoutPassword(encrypt: string, trailer: string): boolean {
  if (!/\/Filter\s*\/Standard\b/.test(encrypt)) return false;
  const revision = readNumber(encrypt, "R");
  const owner = readString(encrypt, /\/O\s*(?=[(<])/);
  const user = readString(encrypt, /\/U\s*(?=[(<])/);
  if (revision === undefined || !owner || !user) return false;
  if (revision === 5 || revision === 6) {
    if (user.length < 48) return false;
    const salt = user.subarray(32, 40);
    return (revision === 5 ? sha(256, salt) : hardenedHash(salt)).equals(user.subarray(0, 32));
  }
  const permissions = readNumber(encrypt, "P");
  if (revision < 2 || revision > 4 || permissions === undefined || owner.length < 32) return false;
  const id = readString(trailer, /\/ID\s*\[\s*(?=[(<])/) ?? Buffer.alloc(0);
  const bits = revision === 2 ? 40 : revision === 4 ? 128 : (readNumber(encrypt, "Length") ?? 40);
  if (bits < 40 || bits > 128 || bits % 8 !== 0) return false;

  const signed = Buffer.alloc(4);
  signed.writeInt32LE(permissions | 0);
  const openMetadata =
    revision === 4 && /\/EncryptMetadata\s+false\b/.test(encrypt) ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
  let key = md5(PADDING, owner.subarray(0, 32), signed, id, openMetadata).subarray(0, bits / 8);
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
  for (let round = 0; round < 50; round++) key = md5(key).subarray(0, bits / 8);
  let proof: Buffer = md5(PADDING, id);
  for (let round = 0; round < 20; round++)
    proof = rc4(
      key.map((byte) => byte ^ round),
      proof,
    );
  return proof.equals(user.subarray(0, 16));
}

/** Algorithm 2.B of ISO 32000-2 for an empty password. */
function hardenedHash(salt: Uint8Array): Buffer {
  let key = sha(256, salt);
  for (let round = 1; ; round++) {
    const block = Buffer.concat(Array.from({ length: 64 }, () => key));
    const cipher = createCipheriv("aes-128-cbc", key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const encrypted = Buffer.concat([cipher.update(block), cipher.final()]);
    const sum = encrypted.subarray(0, 16).reduce((total, byte) => total + byte, 0);
    key = sha(([256, 384, 512] as const)[sum % 3] ?? 256, encrypted);
    // The last byte is at most 255, so this ends after 287 rounds at the latest.
    if (round >= 64 && (encrypted.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32);
  }
}

function sha(bits: 256 | 384 | 512, bytes: Uint8Array): Buffer {
  return createHash(`sha${bits}`).update(bytes).digest();
}

function md5(...parts: Uint8Array[]): Buffer {
  const hash = createHash("md5");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** RC4, which OpenSSL 3 no longer offers; old PDFs are enciphered with it. */
function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number) => state[index & 255] ?? 0;
  const swap = (a: number, b: number) => {
    const kept = at(a);
    state[a] = at(b);
    state[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}

/** Reads the integer of `/name`. */
function readNumber(dictionary: string, name: string): number | undefined {
  const digits = new RegExp(`/${name}\\s+(-?\\d{1,12})(?![\\d.])`).exec(dictionary)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Reads the string, `<hex>` or `(literal)` with its escapes (ISO 32000-1, 7.3.4), that follows `before`. */
function readString(source: string, before: RegExp): Buffer | undefined {
  const match = before.exec(source);
  if (!match) return undefined;
  const text = source.slice(match.index + match[0].length, match.index + match[0].length + 2000);
  if (text.startsWith("<")) {
    const hex = /^<([0-9a-f\s]*)>/i.exec(text)?.[1]?.replace(/\s+/g, "");
    return hex === undefined ? undefined : Buffer.from(hex.length % 2 ? `${hex}0` : hex, "hex");
  }
  let result = "";
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (character === "\\") {
      const octal = /^[0-7]{1,3}/.exec(text.slice(index + 1, index + 4))?.[0];
      const next = text[index + 1] ?? "";
      if (octal) result += String.fromCharCode(parseInt(octal, 8) & 255);
      else if (next === "\r" || next === "\n") result += "";
      else result += ESCAPES[next] ?? next;
      index += octal ? octal.length : next === "\r" && text[index + 2] === "\n" ? 2 : 1;
    } else if (character === "(" && depth++ === 0) {
      continue;
    } else if (character === ")" && --depth === 0) {
      return Buffer.from(result, "latin1");
    } else if (character === "\r") {
      // A bare line end inside a literal counts as one line feed.
      result += "\n";
      if (text[index + 1] === "\n") index++;
    } else {
      result += character;
    }
  }
  return undefined;
}
