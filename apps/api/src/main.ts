// The Node version is checked before anything else is loaded: an older Node ends at the native part of SQLite, without a word.
const OLDEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(
    `Rapport needs Node ${OLDEST_NODE} or newer, and this is ${process.version}. \`npm start\` uses the Node that \`npm ci\` installs.`,
  );
  process.exitCode = 1;
} else await import('./serve.js');

export {};
