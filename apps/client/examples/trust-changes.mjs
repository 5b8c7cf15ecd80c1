// Prints each change of trust, and goes on where it was after a restart of the server or of itself:
// RAPPORT_URL=http://127.0.0.1:3000/graphql RAPPORT_TOKEN=... node trust-changes.mjs
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { follow, TrustChangedDocument } from 'rapport-client';

const { RAPPORT_URL, RAPPORT_TOKEN, CURSOR_FILE = 'trust-changes.cursor' } = process.env;
const server = { url: RAPPORT_URL, token: () => RAPPORT_TOKEN };
const after = existsSync(CURSOR_FILE) ? readFileSync(CURSOR_FILE, 'utf8') : null;
const onConnection = ({ state }) => console.error(state);

for await (const { trustChanged } of follow(server, TrustChangedDocument, { after }, { onConnection })) {
  const { customerId, before, after: now, cursor } = trustChanged;
  console.log(`${customerId}: ${points(before)} -> ${points(now)}`);
  writeFileSync(CURSOR_FILE, cursor);
}

function points(trust) {
  return trust === null ? 'not open' : `${trust.score.toFixed(1)} ${trust.band}`;
}
