// npm run test:mutation [-- PATH ...] [--reuse] [--skip-static]: changes the core in small ways, folder by folder, and
// counts how many of the changes some test notices. Without a path: all of libs/trust and libs/relationship.
import { parseArgs } from 'node:util';
import { mutateFolder } from './mutate-folder.js';
import { scopesOf } from './scopes.js';
import { tableOf, tally } from './tally.js';

const CORE = ['libs/trust/src', 'libs/relationship/src'];
const AIM = 85;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { reuse: { type: 'boolean', default: false }, 'skip-static': { type: 'boolean', default: false } },
});
const scopes = scopesOf(positionals.length > 0 ? positionals : CORE, CORE);
if (typeof scopes === 'string') {
  console.error(scopes);
  process.exit(2);
}

const rows = [];
for (const scope of scopes) {
  const started = Date.now();
  const results = await mutateFolder(scope, { reuse: values.reuse, skipStatic: values['skip-static'] });
  rows.push(tally(scope.name, results, Date.now() - started));
}
const { text, killed } = tableOf(rows);
console.log(text);
if (positionals.length === 0 && killed < AIM) process.exitCode = 1;
