// Checks the Node version before anything else is loaded: an older Node crashes in the native part of SQLite, without a message.
const OLDEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  console.error(
    `Rapport needs Node ${OLDEST_NODE} or newer, but this is ${process.version}. \`npm start\` uses the Node that \`npm ci\` installs.`,
  );
  process.exitCode = 1;
} else await import('./serve.js');

export {};
