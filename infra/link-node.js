// Every script of package.json runs on the Node that its optionalDependencies name. This file sees to that in the two cases
// in which npm does not:
// - npm 10 deletes node_modules/.bin/node after it made it, because the package for the other processor, which it leaves
//   out, has a program of that name too (https://github.com/npm/cli/issues/4362). npm 11 and 12 do not.
// - Only Linux gets a package. Elsewhere the machine's own Node serves, if it is as new.
// It must run on any Node that a machine may have.
import { existsSync, readFileSync, renameSync, symlinkSync } from 'node:fs';

const wanted = readFileSync('.node-version', 'utf8').trim();
const inPackages = `node-${process.platform}-${process.arch}`;

if (process.version === `v${wanted}`) process.exit();
if (existsSync(`node_modules/${inPackages}`)) {
  // Moved into place, so that two scripts that start at once do not get in each other's way.
  symlinkSync(`../${inPackages}/bin/node`, `node_modules/.bin/node.${process.pid}`);
  renameSync(`node_modules/.bin/node.${process.pid}`, 'node_modules/.bin/node');
} else if (Number.parseInt(process.versions.node) < Number.parseInt(wanted)) {
  console.error(
    `Rapport needs Node ${wanted} or newer, and this is Node ${process.versions.node}. On Linux (x64, arm64) npm ci brings it; ` +
      `elsewhere install it from https://nodejs.org. Then run this again.`,
  );
  process.exit(1);
}
