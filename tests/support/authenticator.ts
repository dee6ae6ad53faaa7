import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const hash = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64url = (data: Buffer | string) => Buffer.from(data).toString("base64url");
const PRESENT = 0x01;
const HAS_CREDENTIAL = 0x40;

/**
 * An authenticator in memory: an ES256 key that attests nothing, as WebAuthn (6.5) lays its bytes out. What it says is
 * the JSON that a browser would send.
 */
export function anAuthenticator(origin = "http://localhost:3000") {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x, y } = publicKey.export({ format: "jwk" });
  const id = randomBytes(16);
  let counter = 0;

  const clientData = (type: "create" | "get", challenge: string) =>
    Buffer.from(JSON.stringify({ type: `webauthn.${type}`, challenge, origin, crossOrigin: false }));
  const authenticatorData = (flags: number) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags);
    head.writeUInt32BE(++counter, 1);
    return Buffer.concat([hash(new URL(origin).hostname), head]);
  };
  const said = (response: Record<string, string>) =>
    JSON.stringify({
      id: base64url(id),
      rawId: base64url(id),
      type: "public-key",
      clientExtensionResults: {},
      response,
    });

  return {
    /** Answers the question for a new passkey. */
    make({ challenge }: { challenge: string }): string {
      // A map of the key type EC2, ES256, the curve P-256 and its point, in CBOR.
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x!, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y!, "base64url"),
      ]);
      const head = Buffer.concat([authenticatorData(PRESENT | HAS_CREDENTIAL), Buffer.alloc(16), Buffer.from([0, 16])]);
      const data = Buffer.concat([head, id, key]);
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex"),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      return said({
        clientDataJSON: base64url(clientData("create", challenge)),
        attestationObject: base64url(attestation),
      });
    },
    /** Answers the question for the passkey. */
    answer({ challenge }: { challenge: string }): string {
      const client = clientData("get", challenge);
      const data = authenticatorData(PRESENT);
      return said({
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign("sha256", Buffer.concat([data, hash(client)]), privateKey)),
      });
    },
  };
}
