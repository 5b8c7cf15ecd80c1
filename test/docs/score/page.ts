import { TRUST_BETA_1 } from '#trust';
import { ifTheyHearItFirst, sayingNo } from './bad-news.js';
import { theCap, tooLittleKnown, whatTimeDoes } from './silence.js';
import { atStake, lowerEnd, whatDoesNotCount, worth } from './uses.js';
import { deposit, fourSides, workedCase } from './worked-case.js';

const { document } = TRUST_BETA_1;

/** The page for account managers; every figure in it is what the code answers of the contacts it tells. */
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
    ...sayingNo(),
    ...whatTimeDoes(),
    ...tooLittleKnown(),
    ...theCap(),
    ...whatDoesNotCount(),
    ...atStake(),
    ...lowerEnd(),
    ...worth(),
    ...seeing(),
    ...whereTheFiguresComeFrom(),
  ].join('\n');

const seeing = (): string[] => [
  '## See it yourself',
  '',
  'What this page calls deposit, likely range and lines is there for each relationship; see the',
  '[README](../README.md#something-to-look-at) for how to ask.',
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
  `The page is made by the code (\`npm run docs\`) from the contacts it tells of, weighed by the model \`${document.id}\`; a test compares.`,
  'Scores may be read by [another model](models.md), which may also let what we do afterwards soften a failure (`recovery`);',
  '`trust.model` names it. Every default is provisional until it is fitted to what customers later did. They lean on:',
  '',
  ...document.sources.map((source) => `- ${source}`),
  '',
];
