import { existsSync, readFileSync } from 'node:fs';

const lines = readFileSync('infra/Dockerfile', 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));
const stages = lines.flatMap((line, index) => (line.startsWith('FROM ') ? [index] : []));
const last = lines.slice(stages.at(-1));
const node = readFileSync('.node-version', 'utf8').trim();

it('builds in one stage and runs in another, on the Node that the project brings', () => {
  expect(stages.length).toBeGreaterThan(1);
  for (const index of stages) expect(lines[index]).toMatch(new RegExp(`^FROM node:${node}-[\\w-]+( AS \\w+)?$`));
});

it('copies what there is, and between stages what was built', () => {
  const named = new Set(lines.flatMap((line) => / AS (\w+)$/.exec(line)?.[1] ?? []));
  const copies = lines.filter((each) => each.startsWith('COPY '));
  const isBetweenStages = (line: string) => line.includes('--from=');
  expect(new Set(copies.map(isBetweenStages))).toEqual(new Set([true, false]));
  for (const line of copies) {
    const from = /--from=(\w+)/.exec(line)?.[1];
    const sources = line
      .split(/\s+/)
      .slice(1, -1)
      .filter((word) => !word.startsWith('--'));
    if (from === undefined) expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    else expect(named.has(from)).toBe(true);
  }
});

it('has what the command line needs to import by a source', () => {
  const copies = last.filter((line) => line.startsWith('COPY --from=build ')).join('\n');
  expect(copies).toContain('node_modules/@duckdb ./node_modules/@duckdb');
  expect(copies).toContain('apps/cli/sources ./apps/cli/sources');
});

it('leaves out what is not to be in an image', () => {
  const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['node_modules', 'data', '.git', 'infra/secrets']));
});

it('runs the server that npm start runs after its build, as nobody special', () => {
  const [program = ''] =
    /dist\/apps\/api\/src\/\w+\.js/.exec(readFileSync('apps/api/build-and-serve.mjs', 'utf8')) ?? [];
  expect(last).toContain(`CMD ["node", "${program}"]`);
  expect(last.find((line) => line.startsWith('USER '))).toMatch(/^USER (?!root\b|0\b)\w+$/);
  expect(lines.join('\n')).not.toMatch(/ADMIN_TOKEN|PASSWORD/);
});

it('looks after its health where the server answers', () => {
  const port = /PORT=(\d+)/.exec(last.join(' '))?.[1];
  expect(last.find((line) => line.startsWith('HEALTHCHECK '))).toContain(`http://127.0.0.1:${port}/health/live`);
  expect(last).toContain(`EXPOSE ${port}`);
});
