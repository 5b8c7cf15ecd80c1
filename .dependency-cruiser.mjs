// Imports point inward between libs: apps -> read-models -> contact-log -> event-store, trust -> relationship. Within an app or
// lib, folders are floors: a folder imports only folders below it (see ARCHITECTURE.md).
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
// Folders of each app and lib, from the top floor to the bottom.
import FLOORS from './test/architecture/floors.json' with { type: 'json' };

const DECLARED = 'test/architecture/floors.json';

/** The folders within a folder that hold TypeScript, however deep. */
function foldersIn(path) {
  const files = readdirSync(join(import.meta.dirname, path), { recursive: true }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  return [...new Set(files.filter((file) => file.includes(sep)).map((file) => file.split(sep)[0]))];
}

/** A folder without a floor would be checked by no rule. @throws Error that names it, or a floor that is no folder */
function checkFloors(path) {
  const folders = foldersIn(path);
  const floors = FLOORS[path] ?? [];
  const missing = folders.find((name) => !floors.includes(name));
  if (missing)
    throw new Error(`${path}/${missing} has no floor: add it to ${DECLARED}, in its place from top to bottom`);
  const gone = floors.find((name) => !folders.includes(name));
  if (gone) throw new Error(`${DECLARED} names ${path}/${gone}, which holds no TypeScript`);
  for (const name of folders) checkFloors(`${path}/${name}`);
}

for (const group of ['apps', 'libs']) for (const name of foldersIn(group)) checkFloors(`${group}/${name}/src`);

/** One rule for each floor: nothing in it imports a floor above it, nor the files that stand on top of all floors. */
const floorRules = Object.entries(FLOORS).flatMap(([house, floors]) =>
  floors.map((floor, index) => ({
    name: `${house}/${floor}-imports-only-floors-below`,
    severity: 'error',
    from: { path: `^${house}/${floor}/`, pathNot: ['\\.spec\\.ts$'] },
    to: {
      path: `^${house}/(?:[^/]+\\.tsx?$${floors
        .slice(0, index)
        .map((above) => `|${above}/`)
        .join('')})`,
    },
  })),
);
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: ['\\.spec\\.ts$', '^libs/[^/]+/test/'] },
  to: { pathNot: to },
});
const npm = 'node_modules';
export default {
  forbidden: [
    only('relationship-is-pure', '^libs/relationship/', ['^libs/relationship/', 'node_modules/temporal-polyfill/']),
    only('trust-is-pure', '^libs/trust/', ['^libs/(trust|relationship)/', 'node_modules/(@stdlib|simple-statistics)/']),
    only('replay-is-pure', '^libs/replay/', ['^libs/(replay|trust|relationship)/', 'node_modules/simple-statistics/']),
    only('validation-is-pure', '^libs/validation/', [
      '^libs/(validation|trust|relationship)/',
      'node_modules/(simple-statistics|pure-rand)/',
    ]),
    only('event-store-knows-no-domain', '^libs/event-store/', ['^libs/event-store/', npm, '^[a-z:_/]+$']),
    only('contact-log-looks-inward', '^libs/contact-log/', [
      '^libs/(contact-log|event-store|relationship)/',
      npm,
      '^[a-z:_/]+$',
    ]),
    only('access-looks-inward', '^libs/access/', ['^libs/(access|event-store)/', npm, '^[a-z:_/]+$']),
    only('model-log-looks-inward', '^libs/model-log/', [
      '^libs/(model-log|event-store|trust|relationship)/',
      npm,
      '^[a-z:_/]+$',
    ]),
    only('alerting-looks-inward', '^libs/alerting/', [
      '^libs/(alerting|contact-log|event-store|trust|relationship)/',
      npm,
      '^[a-z:_/]+$',
    ]),
    only('source-looks-inward', '^libs/source/', [
      '^libs/(source|contact-log|validation|relationship)/',
      npm,
      '^[a-z:_/]+$',
    ]),
    only('intake-looks-inward', '^libs/intake/', [
      '^libs/(intake|source|contact-log|event-store|relationship)/',
      npm,
      '^[a-z:_/]+$',
    ]),
    {
      name: 'one-file-knows-the-engine-of-sources',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/source/src/engine/database\\.ts$' },
      to: { path: 'node_modules/@duckdb/' },
    },
    only('read-models-look-inward', '^libs/read-models/', ['^libs/', npm, '^[a-z:_/]+$']),
    {
      name: 'libs-never-see-nest',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: 'node_modules/(@nestjs|graphql|fastify|mercurius)' },
    },
    {
      name: 'one-file-knows-the-client-of-the-log-server',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/event-store/src/kurrentdb/db-client\\.ts$' },
      to: { path: 'node_modules/@eventstore/' },
    },
    {
      name: 'one-file-knows-the-protocol-of-assistants',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^apps/api/src/mcp/protocol\\.ts$' },
      to: { path: 'node_modules/@modelcontextprotocol/' },
    },
    {
      name: 'libs-never-see-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['\\.spec\\.ts$', '^libs/[^/]+/test/'] },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'the-page-talks-graphql-alone',
      severity: 'error',
      from: { path: '^apps/dashboard/src/' },
      to: { path: '^(apps|libs|test)/', pathNot: ['^apps/dashboard/src/', '^apps/client/src/index\\.ts$'] },
    },
    {
      name: 'the-client-talks-graphql-alone',
      severity: 'error',
      from: { path: '^apps/client/' },
      to: { path: '^(apps|libs|test)/', pathNot: '^apps/client/' },
    },
    {
      name: 'apps-never-see-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/client/src/index\\.ts$'] },
    },
    {
      name: 'a-lib-is-entered-by-its-index',
      severity: 'error',
      from: { path: '^(?:apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    ...floorRules,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    // `build-and-serve.mjs` imports what it builds first. Of the two packages, one has its sources only behind the condition "source", which
    // the page's own build does not set, and the other has types alone.
    {
      name: 'nothing-unresolvable',
      severity: 'error',
      from: {},
      to: {
        couldNotResolve: true,
        pathNot: [
          '(^|/)dist/apps/api/src/main\\.js$',
          '^react-aria-components$',
          '^@graphql-typed-document-node/core$',
        ],
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};
