import { DEFAULT_MODEL } from '#trust';
import { ifTheyHearItFirst, makingItGood, sayingNo } from './bad-news.js';
import { theCap, tooLittleKnown, whatTimeDoes } from './silence.js';
import { atStake, lowerEnd, whatDoesNotCount, whatItCannotSee, worth } from './uses.js';
import { deposit, fourSides, workedCase } from './worked-case.js';

const { document } = DEFAULT_MODEL;

/** The page for account managers. The code computes every figure from the contacts of the story. */
export const scorePage = (): string =>
  [
    '# How the score works',
    '',
    'For account managers. The score says in points from 0 to 100 how much trust a relationship holds, judged by what *we* did',
    'as the customer would see it. Higher is healthier. It never rates the customer, and it is not a probability. Every point',
    'of it comes from a contact that you can name.',
    '',
    ...deposit(),
    ...fourSides(),
    ...workedCase(),
    ...ifTheyHearItFirst(),
    ...makingItGood(),
    ...sayingNo(),
    ...whatTimeDoes(),
    ...tooLittleKnown(),
    ...theCap(),
    ...whatDoesNotCount(),
    ...atStake(),
    ...lowerEnd(),
    ...whatItCannotSee(),
    ...worth(),
    ...seeing(),
    ...whereTheFiguresComeFrom(),
  ].join('\n');

const seeing = (): string[] => [
  '## See it yourself',
  '',
  'You can query deposit, likely range and lines for each relationship; the',
  '[README](../README.md#something-to-look-at) shows how.',
  '',
  '```graphql',
  '{',
  '  relationship(customerId: "acme") {',
  '    name',
  '    trust {',
  '      score',
  '      band',
  '      lastSufficientBand',
  '      lastSufficientUntil',
  '      interval { low high }',
  '      dimensions { dimension score }',
  '      prior',
  '      contributions {',
  '        points',
  '        class',
  '        remaining',
  '        contact { type occurredAt }',
  '      }',
  '      cap',
  '      model',
  '      blindSpots { dimension words }',
  '      whatWouldHelp { help times band }',
  '    }',
  '    obligations { kind dueAt pointsAtStake }',
  '  }',
  '  relationships(first: 10, orderBy: { field: LOWER_END }) {',
  '    edges { node { name trust { score band interval { low } } } }',
  '  }',
  '}',
  '```',
  '',
];

const whereTheFiguresComeFrom = (): string[] => [
  '## Where the figures come from',
  '',
  `The code makes this page (\`npm run docs\`) from the contacts it describes, weighed by the model \`${document.id}\`; a test compares.`,
  '[Another model](models.md) may be in use; `trust.model` names it.',
  'Every default is provisional until it is fitted to what customers later did. Sources:',
  '',
  ...document.sources.map((source) => `- ${source}`),
  '',
];
