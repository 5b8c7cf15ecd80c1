import { readFileSync } from 'node:fs';

type Locked = { readonly license?: string; readonly link?: boolean; readonly dev?: boolean };
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };

/** They let anybody use, change and pass on the work, and ask for no more than to be named. */
const ACCEPTED = new Set([
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'BSL-1.0', 'Zlib'],
  ...['PSF-2.0', 'Python-2.0', 'Unlicense', 'CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0'],
]);

/** Tools of the build and the tests may have these too: whoever changes one of their files must publish that file. */
const ACCEPTED_OF_TOOLS = new Set([...ACCEPTED, 'MPL-2.0']);

/** The licences that a package names, whether all of them hold or one may be chosen. */
const named = (licence: string): readonly string[] => licence.replace(/[()]/g, '').split(/ (?:AND|OR) /);

it('every package that is installed has a licence that is accepted', () => {
  const others = Object.entries(packages)
    .filter(([path, { link }]) => path !== '' && !link)
    .filter(
      ([, { license = '', dev }]) => !named(license).every((each) => (dev ? ACCEPTED_OF_TOOLS : ACCEPTED).has(each)),
    )
    .map(([path, { license }]) => `${path}: ${license ?? 'none named'}`);
  expect(others).toEqual([]);
});
