/**
 * The yardstick: `node:http` and nothing else. Its parent sends `{ pages: { [url]: { status, headers, body } } }` (bodies
 * in base64); it answers each with the same bytes under the same headers, and says its port.
 */
import http from "node:http";

process.once("message", ({ pages }) => {
  const answers = new Map(
    Object.entries(pages).map(([url, { status, headers, body }]) => [
      url,
      { status, headers, body: Buffer.from(body, "base64") },
    ]),
  );
  const server = http.createServer((request, response) => {
    const { status, headers, body } = answers.get(request.url);
    response.writeHead(status, headers);
    response.end(body);
  });
  server.listen(0, "127.0.0.1", () => process.send({ port: server.address().port }));
});
process.once("disconnect", () => process.exit(0));
