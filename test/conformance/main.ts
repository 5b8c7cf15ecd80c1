// npm run test:conformance: the suite that the Model Context Protocol has for servers, against a server of ours. The suite sends
// no token and asks for tools and resources by names of its own, so it asks through a proxy that adds a token and says our names.
// What it asks and we do not offer (tools that return an image, say) is in not-offered.yaml. It ends with 1 if anything else
// fails, or if something of that list no longer does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApiUnderTest, TOKEN } from '../e2e/api-under-test.js';
import { NOW, recordOneOfEach } from '../e2e/one-of-each.js';

const SUITE = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';

/** A tool without arguments, one that answers with an error, a resource, and one of a template with 123 in it. */
const OURS = [
  ['"test_simple_text"', '"needs"'],
  ['"test_error_handling"', '"brief"'],
  ['"test://static-text"', '"rapport://relationship/acme"'],
  ['"test://template/123/data"', '"rapport://relationship/123"'],
] as const;

const api = await ApiUnderTest.start({ at: NOW });
await recordOneOfEach(api);
await api.accept('openRelationship', { customerId: '123' });
const { port } = new URL(api.url);
const proxy = createServer((asked, answered) => {
  void text(asked).then((sent) => {
    const body = OURS.reduce((said, [theirs, ours]) => said.replaceAll(theirs, ours), sent);
    const { 'content-length': _, 'transfer-encoding': __, ...headers } = asked.headers;
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const passed = request({
      ...{ port, method: asked.method, path: asked.url },
      headers: { ...headers, ...length, authorization: `Bearer ${TOKEN}` },
    });
    passed.on('response', (response) => {
      answered.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answered);
    });
    passed.on('error', () => answered.destroy());
    passed.end(body);
  });
}).listen(0, '127.0.0.1');
await once(proxy, 'listening');
const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`;
const words = [SUITE, 'server', '--url', url, '--expected-failures', 'test/conformance/not-offered.yaml'];
const suite = spawn(process.execPath, [...words, ...process.argv.slice(2)], { stdio: 'inherit' });
const [code] = (await once(suite, 'close')) as [number | null];
proxy.close();
await api.stop();
process.exitCode = code ?? 1;
