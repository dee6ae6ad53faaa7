import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";
import packet from "dns-packet";

/** What a name answers: its TXT records in their parts, a failure of the server, or silence. */
type Answer = string[][] | "servfail" | "silence";

/** A DNS server on this machine that knows TXT records only; a name it does not know does not exist. */
export type DnsServer = {
  /** As the setting DNS_SERVER takes it. */
  address: string;
  records: Map<string, Answer>;
  stop(): Promise<void>;
};

/** Starts one on a free port. */
export async function startDnsServer(): Promise<DnsServer> {
  const records = new Map<string, Answer>();
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const { id, questions = [] } = packet.decode(message);
    const [question] = questions;
    const answer = question && records.get(question.name.toLowerCase());
    if (answer === "silence") return;
    const code = answer === "servfail" ? 2 : answer ? 0 : 3;
    const texts = Array.isArray(answer) && question?.type === "TXT" ? answer : [];
    const response = packet.encode({
      type: "response",
      id,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | code,
      questions,
      answers: texts.map((data) => ({ type: "TXT", name: question!.name, ttl: 0, data })),
    });
    socket.send(response, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    records,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
