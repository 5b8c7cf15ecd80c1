// Imports point inward: apps -> read-models -> contact-log -> event-store, trust -> relationship (see ARCHITECTURE.md).
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: ['\\.spec\\.ts$', '^libs/[^/]+/test/'] },
  to: { pathNot: to },
});
const npm = 'node_modules';
module.exports = {
  forbidden: [
    only('relationship-is-pure', '^libs/relationship/', ['^libs/relationship/']),
    only('trust-is-pure', '^libs/trust/', ['^libs/(trust|relationship)/', 'node_modules/@stdlib/']),
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
    only('model-log-looks-inward', '^libs/model-log/', [
      '^libs/(model-log|event-store|trust|relationship)/',
      npm,
      '^[a-z:_/]+$',
    ]),
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
      name: 'libs-never-see-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: ['\\.spec\\.ts$', '^libs/[^/]+/test/'] },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'apps-never-see-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'a-lib-is-entered-by-its-index',
      severity: 'error',
      from: { path: '^(?:apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};
