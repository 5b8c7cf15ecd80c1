// What `npm start` runs. Here is only what any Node can read: the rest would end in a stack under an older one.

/** Below it, the build of the dashboard, which is TypeScript, does not run. */
const OLDEST_NODE = [22, 18];

const [major, minor] = process.versions.node.split('.').map(Number);

if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) {
  import('./build-and-serve.mjs');
} else {
  console.error(
    'Rapport cannot start: it needs Node ' +
      OLDEST_NODE.join('.') +
      ' or newer, and this is Node ' +
      process.versions.node +
      '. Run `npm start` in its folder, which uses the Node that `npm ci` installs.',
  );
  process.exitCode = 1;
}
