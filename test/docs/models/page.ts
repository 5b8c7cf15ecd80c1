import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { storageSettings } from '#deployment';
import { DEFAULT_MODEL, DIMENSIONS, MODEL_REFUSALS, MODEL_STATES, TRUST_BETA_1, TRUST_BETA_2 } from '#trust';
import { table } from '../markdown.js';
import { documentFields } from './document-fields.js';
import { MEANINGS } from './meanings.js';

const SHADOW_DAYS = storageSettings({}).modelMinShadowDays;

/** The page for whoever owns the scoring model. */
export const modelsPage = (): string =>
  [
    '# Models',
    '',
    'For whoever owns the scoring model. A model is a document: every number of the score, and nothing that the code decides.',
    'What the numbers do is told in [How the score works](how-the-score-works.md); this page says how a model is written, tried,',
    'put to use and taken out of use again. It is made by the code (`npm run docs`), and a test compares.',
    '',
    ...states(),
    ...lifeOfAModel(),
    ...refusals(),
    ...fields(),
    ...classes(),
    ...newClass(),
  ].join('\n');

function states(): string[] {
  const states = buildSchema(readFileSync('apps/api/schema.gql', 'utf8')).getType('ModelState');
  if (!isEnumType(states)) throw new Error('the schema knows no states of a model');
  return [
    '## States',
    '',
    ...table(
      ['State', 'Meaning'],
      MODEL_STATES.map((state) => [`\`${state}\``, states.getValue(state)?.description ?? '']),
    ),
    '',
    'With the release come three models:',
    '',
    `- \`${TRUST_BETA_1.id}\` is the first.`,
    `- \`${TRUST_BETA_2.id}\` is the same with recovery: what was done to make a failure good softens it.`,
    `- \`${DEFAULT_MODEL.id}\` is \`${TRUST_BETA_2.id}\` without two defaults that real data showed to be wrong: a kept promise credits candour`,
    '  too, and a customer who is left waiting without a word costs responsiveness and care. Why, with figures:',
    '  [on public data](backtest.md#the-default-model).',
    '',
    `**A new store** begins with \`${DEFAULT_MODEL.id}\`: its activation is written before any contact, by \`release\`, without a time in`,
    'shadow. It holds from the beginning, so contacts that an import says were known earlier are scored by it too.',
    `**An older store** keeps \`${TRUST_BETA_1.id}\` until somebody activates another. The models that are not active are in shadow since the`,
    'first start that knew them, as candidates.',
    '',
    'Every change of a model is an event: who, when and why. `knownAt` asks by the model that held at the time, and `trustHistory`',
    'marks where one took the place of another.',
    '',
  ];
}

const graphql = (...lines: string[]): string[] => ['```graphql', ...lines, '```', ''];
const PAYLOAD = '    { model { state } replayed userErrors { code field message } }';

const lifeOfAModel = (): string[] => [
  '## The life of a model',
  '',
  '**1. Start from one that is there.** `document` is JSON as text, fit to be changed and sent back under a new `id`.',
  '',
  ...graphql(
    '{',
    '  models {',
    '    id',
    '    state',
    '    document',
    '    isDefault',
    '    activeSegments',
    '    shadowSince',
    '    activations { segment at by reason }',
    '  }',
    '}',
  ),
  '**2. Draft it.** A mistake is refused with the field it is in, `document.classes.check_in.halfLifeDays` for example. As long as',
  'it is a draft it may be sent again under the same id, changed.',
  '',
  ...graphql('mutation ($document: String!) {', `  draftModel(input: { document: $document })`, PAYLOAD, '}'),
  '**3. Put it into shadow.** From now on it is assessed beside the active model, and its document is final.',
  '',
  ...graphql('mutation {', `  shadowModel(input: { modelId: "ours/1" })`, PAYLOAD, '}'),
  '**4. Compare.** Nobody sees its scores but those who ask: for one relationship beside the active one, for a list, for a curve.',
  '',
  ...graphql(
    '{',
    '  relationship(customerId: "acme") {',
    '    trust { model score band }',
    '    candidates { model score band contributions { points class } }',
    '  }',
    '  relationships(model: "ours/1", first: 20) {',
    '    edges { node { customerId trust { score band } } }',
    '  }',
    '  theCurve: relationship(customerId: "acme", model: "ours/1") {',
    '    trustHistory(from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", points: 32) { at score band }',
    '  }',
    '}',
  ),
  `**5. Activate it**, for a segment first or for all: \`segment\` left out means every relationship whose segment has no model of its`,
  `own. It must have been in shadow for \`MODEL_MIN_SHADOW_DAYS\` (${SHADOW_DAYS} unless set otherwise), so that somebody can have looked. The`,
  'model whose place it takes is retired, unless it is active elsewhere. The answer comes once the views know of it; scores',
  'already shown are not rewritten: ask with an earlier `knownAt` and they are there.',
  '',
  ...graphql(
    'mutation {',
    `  activateModel(input: { modelId: "ours/1", segment: "partner", reason: "Partners start lower" })`,
    PAYLOAD,
    '}',
  ),
  '**6. Roll back.** A model that was active before needs no new time in shadow: making it active again works at once. That gives',
  'the segment a model of its own, which a later change for all does not reach; `releaseModel` has it follow that of all again.',
  '',
  ...graphql(
    'mutation {',
    `  activateModel(input: { modelId: "${DEFAULT_MODEL.id}", segment: "partner", reason: "It ranked worse" })`,
    PAYLOAD,
    '}',
  ),
  ...graphql(
    'mutation {',
    `  releaseModel(input: { modelId: "${DEFAULT_MODEL.id}", segment: "partner", reason: "The same for all" })`,
    PAYLOAD,
    '}',
  ),
  '**7. Retire** a draft or a candidate that is given up. It stays in the list, for history. An active model is not retired: another',
  'takes its place.',
  '',
  ...graphql(
    'mutation {',
    `  retireModel(input: { modelId: "${TRUST_BETA_2.id}", reason: "Another one took its place" })`,
    PAYLOAD,
    '}',
  ),
];

const refusals = (): string[] => [
  '## Refusals',
  '',
  'The list is closed. Each is answered as a `userErrors` entry with this code, the field it is about and a sentence. Beside them',
  'stand those of any [ill-formed input](contacts.md#what-any-contact-may-be-refused-for).',
  '',
  ...table(
    ['Code', 'Meaning'],
    Object.entries(MODEL_REFUSALS).map(([code, says]) => [`\`${code}\``, says]),
  ),
  '',
];

/** Fields that hold others and may be null or left out as a whole, each with the first that it holds. */
const GROUPS: Readonly<Record<string, readonly [first: string, rule: string]>> = {
  recovery: ['recovery.informedWithinNotice', 'object, or null'],
  evidence: ['evidence.outcome', 'object, or left out'],
};

function fields(): string[] {
  const found = documentFields();
  const described = Object.keys(MEANINGS).filter((path) => !(path in GROUPS));
  const missing = found.filter(({ path }) => !(path in MEANINGS)).map(({ path }) => path);
  const gone = described.filter((path) => !found.some((each) => each.path === path));
  if (missing.length + gone.length > 0)
    throw new Error(`without a meaning: ${missing.join(', ')}; no field any more: ${gone.join(', ')}`);
  const row = (path: string, range: string) => {
    const [unit = '', says = ''] = MEANINGS[path] ?? [];
    return [`\`${path}\``, unit, range, inUse(path), says];
  };
  return [
    '## The document',
    '',
    'Every field but `evidence` is needed, and none may be there that is not known; so a misspelt number is never silently a default. `DIMENSION` is',
    `one of ${DIMENSIONS.join(', ')}; \`SEGMENT\` and \`CLASS\` are names. Shares and bands run from 0 to 1, a score being a`,
    `hundred times as much. "In use" is what \`${DEFAULT_MODEL.id}\` has.`,
    '',
    ...table(
      ['Field', 'Unit', 'Must be', 'In use', 'Meaning'],
      found.flatMap(({ path, rule }) => {
        const group = Object.entries(GROUPS).find(([, [first]]) => first === path);
        return [...(group === undefined ? [] : [row(group[0], group[1][1])]), row(path, rule)];
      }),
    ),
    '',
  ];
}

/** What the model in use has there; empty where there are names in between, or texts. */
function inUse(path: string): string {
  const { document } = DEFAULT_MODEL;
  if (/CLASS|SEGMENT|^description|^sources|^evidence/.test(path)) return '';
  const at = (names: readonly string[]) =>
    names.reduce<unknown>((each, name) => (each as Record<string, unknown> | null)?.[name], document);
  const values = path.includes('DIMENSION')
    ? DIMENSIONS.map((dimension) => path.replace('DIMENSION', dimension))
    : [path];
  const shown = values.map((each) => at(each.split('.')));
  return shown.every((each) => each === undefined || typeof each === 'object')
    ? ''
    : [...new Set(shown)].length === 1
      ? String(shown[0])
      : shown.join(' / ');
}

const classes = (): string[] => [
  '## Classes of evidence',
  '',
  `What each [contact](contacts.md) is evidence of, as \`${DEFAULT_MODEL.id}\` weighs it.`,
  '',
  ...table(
    ['Class', 'Half-life, days', 'Saturates at', 'Recovers', ...DIMENSIONS],
    Object.entries(DEFAULT_MODEL.document.classes).map(([name, { halfLifeDays, saturatesAt, recovers, weights }]) => [
      `\`${name}\``,
      String(halfLifeDays),
      saturatesAt === null ? '' : String(saturatesAt),
      recovers ? 'yes' : 'no',
      ...DIMENSIONS.map((dimension) => String(weights[dimension] ?? '')),
    ]),
  ),
  '',
];

const newClass = (): string[] => [
  '## Adding a class of evidence',
  '',
  '1. Let the facts say it. The contact that shows it names the class in its `evidence`, and in `evidenceSays` for the reference',
  '   page; both stand in its file in `libs/relationship/src/contacts/`. Write its given/when/then test beside it.',
  '2. Weigh it. A new model has an entry of that name under `classes`. Draft it, put it into shadow, compare.',
  '3. Activate that model.',
  '',
  'No other code changes. A model that does not know a class lets it weigh nothing, so every score stays what it was until',
  'step 3, and past scores stay what they were for good. A class under `classes` that no contact names is harmless. To leave a',
  'class out of the score, draft a model without it.',
  '',
];
