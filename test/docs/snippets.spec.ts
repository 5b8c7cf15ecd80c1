import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

const schema = buildSchema(readFileSync('apps/api/schema.gql', 'utf8'));
const pages = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)].filter((file) =>
  file.endsWith('.md'),
);

const snippets = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, code = ''], index) => ({
    named: `${page}, ${index + 1}`,
    code,
  })),
);

it.each(snippets)('what $named asks is valid', ({ code }) =>
  expect(validate(schema, parse(code)).map(({ message }) => message)).toEqual([]),
);

it.each(globSync(['*.md', 'docs/*.md', 'libs/*/README.md']))('the links of %s lead somewhere', (page) => {
  const text = readFileSync(page, 'utf8');
  const broken = [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)].filter(([, file = '', anchor]) => {
    const target = file === '' ? page : new URL(file, `file:///${page}`).pathname.slice(1);
    if (!existsSync(target)) return true;
    return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

const anchorsOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
