/**
 * Puts a server under load with autocannon, in a process of its own: `{ url, requests, connections }` with `seconds` or `amount` in,
 * `{ result }` out, and ready for the next. autocannon's own percentiles are whole milliseconds; these are finer.
 */
import autocannon from "autocannon";

async function load({ url, requests, connections, seconds, amount }) {
  const times = [];
  let bad = 0;
  const began = performance.now();
  const length = amount ? { amount } : { duration: seconds };
  // Each connection begins elsewhere in the list, so that the same address is not asked for by all of them at once.
  let clients = 0;
  const setupClient = (client) => {
    const first = Math.floor((clients++ * requests.length) / connections) % requests.length;
    client.setRequests([...requests.slice(first), ...requests.slice(0, first)]);
  };
  const instance = autocannon({
    setupClient,
    url,
    requests,
    connections,
    ...length,
    timeout: 20,
    sampleInt: 100,
  });
  instance.on("response", (_client, status, _bytes, ms) => {
    if (status !== 200) bad++;
    times.push(ms);
  });
  const { errors, timeouts } = await instance;
  const took = (performance.now() - began) / 1_000;
  times.sort((one, other) => one - other);
  const at = (part) => times[Math.max(0, Math.ceil(part * times.length) - 1)] ?? 0;
  return { requests: times.length, seconds: took, p50: at(0.5), p99: at(0.99), failed: bad + errors + timeouts };
}

process.on("message", (task) => {
  load(task).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: String(error) }),
  );
});
process.once("disconnect", () => process.exit(0));
