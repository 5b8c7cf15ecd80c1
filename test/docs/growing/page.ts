import { table } from '../markdown.js';
import { ASSUMED, capacityOf, mostCustomers, type Capacity } from './capacity.js';
import { CONSTANTS, MEASURED_ON } from './constants.js';

/** The page about when one machine is not enough, computed from measured constants. */
export const growingPage = (): string =>
  [
    '# Growing out of one machine',
    '',
    'For whoever runs Rapport. One process with one folder is enough for most deployments. This page says how far it goes, what',
    'each deployment promises, and how to move. The code makes the page (`npm run docs`) and computes its figures; a test',
    'compares.',
    '',
    ...when(),
    ...promises(),
    ...moving(),
    ...capacity(),
    ...constants(),
  ].join('\n');

const two = (value: number): string =>
  value >= 100
    ? Math.round(value).toLocaleString('en-US')
    : value >= 10
      ? value.toFixed(0)
      : value >= 1
        ? value.toFixed(1)
        : value.toFixed(2);

function bytes(value: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3)));
  return `${two(value / 1_000 ** step)} ${units[step]}`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${two(seconds)} s`;
  if (seconds < 5_400) return `${two(seconds / 60)} min`;
  return seconds < 172_800 ? `${two(seconds / 3_600)} h` : `${two(seconds / 86_400)} days`;
}

/** To one digit: more would promise what nobody measured. */
function roughly(customers: number): string {
  const digit = 10 ** Math.floor(Math.log10(customers));
  return (Math.floor(customers / digit) * digit).toLocaleString('en-US');
}

function when(): string[] {
  const most = (limit: number, taken: (capacity: Capacity) => number) => roughly(mostCustomers(limit, taken));
  const minute = 60;
  return [
    '## When',
    '',
    'Grow when one of these limits comes near, and not before. The last column uses the [assumptions below](#the-capacity-model).',
    '',
    ...table(
      ['What becomes scarce', 'Limit', 'Customers, about'],
      [
        [
          'The core that serves everything',
          `${100 * ASSUMED.mostBusy} % busy at the peak`,
          most(1, ({ cores }) => cores),
        ],
        ['Time to rebuild the views', '1 hour', most(60 * minute, ({ rebuildSeconds }) => rebuildSeconds)],
        ['Time to rebuild the views', 'a night, 8 hours', most(480 * minute, ({ rebuildSeconds }) => rebuildSeconds)],
        [
          'A disk of 1 TB',
          'log, views and keys',
          most(1e12, ({ logBytes, viewBytes, keyBytes }) => logBytes + viewBytes + keyBytes),
        ],
      ],
    ),
    '',
    'At any size: grow when the failure of one machine must not stop you, or when recording must continue during maintenance. The',
    'number of customers does not matter then. Two steps come before a cluster: a faster disk and core, and moving the views to',
    'Postgres, which takes their reads and writes off the node.',
    '',
  ];
}

const promises = (): string[] => [
  '## What is promised where',
  '',
  ...table(
    ['', 'Embedded', 'One node, views on Postgres', 'Cluster'],
    [
      [
        'Made of',
        'one process, one folder',
        'processes of one machine with the log in one folder, `VIEWS_URL`',
        '[several nodes](several-nodes.md), `EVENT_STORE_URL` ([Postgres](postgres-log.md) or [KurrentDB](kurrentdb.md)) and `VIEWS_URL`',
      ],
      [
        'A mutation that was answered is',
        'on the disk, synced',
        'on the disk, synced',
        'on the disk of Postgres and of its synchronous replicas, or on the leader of KurrentDB and replicated, as the server defines it',
      ],
      [
        'Lost with one disk',
        'what came after the last backup',
        'what came after the last backup; views are rebuilt',
        'nothing of the log, with synchronous replicas of Postgres or three nodes of KurrentDB; views are rebuilt',
      ],
      [
        'In doubt',
        'never: it is on the disk or it is refused',
        'never',
        'until the server answers again: the caller gets `OUTCOME_UNKNOWN`, and a retry with the same `idempotencyKey` is safe',
      ],
      [
        'Order',
        'one total order of all events; within a relationship by revision',
        'the same',
        'the same: the order of commits, and within a relationship by revision',
      ],
      [
        'A query for one relationship',
        'sees everything recorded',
        'sees everything recorded',
        'sees everything recorded: reads come from the server that appends',
      ],
      [
        'Lists',
        'show your own write; otherwise they may lag behind the log (`freshness` says how far)',
        'the same, on every process with the `position` of the payload',
        'the same, on every node with the `position` of the payload',
      ],
      [
        'Subscribers',
        'get each change once the views hold it, in log order, and miss none after a cursor',
        'the same',
        'the same, on every node',
      ],
      [
        'If a node dies',
        'nothing is served until it is started again',
        'the others continue; one of them takes over the views',
        'the others continue; one of them takes over the views',
      ],
      [
        'If the machine dies',
        'nothing is served until a backup is in place',
        'nothing is served until a backup is in place',
        'the others continue, if they can reach the keys',
      ],
    ],
  ),
  '',
  'The **customers’ keys** are a file in `DATA_DIR`, which processes of one machine may share, or in Postgres, where nodes on several',
  'machines share them: beside a log on Postgres unless told otherwise, or where `KEYS_URL` says ([Keys](keys.md)), as in',
  '`infra/kubernetes`.',
  '',
];

const moving = (): string[] => [
  '## How to move',
  '',
  '1. Start Postgres ([docker-compose.postgres.yml](../docker-compose.postgres.yml)), or KurrentDB and Postgres ([docker-compose.yml](../docker-compose.yml)).',
  '2. Stop the servers. `npx rapport export log log.ndjson.gz --keys keys.ndjson --wrapped-by carrier.key` writes the log to a file and',
  '   the keys to another one; after an interruption, run it again and it continues ([Moving a log](moving-a-log.md)).',
  '3. With `EVENT_STORE_URL` set, `npx rapport import log` with the same words appends it to the server, once it is certain that no key',
  '   is missing. Order, ids and both clocks stay the same; count and hash are compared at the end.',
  '4. Start with `EVENT_STORE_URL` and `VIEWS_URL`. The views are rebuilt; `/health/lists` says when they are ready.',
  '',
  'To move back, exchange the settings and do the same. To move only the views to Postgres, set `VIEWS_URL` and start again.',
  '',
];

function capacity(): string[] {
  const capacities = [1e6, 1e7, 1e8].map(capacityOf);
  const row = (says: string, shown: (each: Capacity) => string): string[] => [says, ...capacities.map(shown)];
  return [
    '## The capacity model',
    '',
    `Assumptions, to be replaced by your own: ${ASSUMED.contactsPerCustomerAYear} contacts per customer and year, kept for ${ASSUMED.yearsKept} years; ${ASSUMED.workingDaysAYear} working days of ${ASSUMED.workingHoursADay}`,
    `hours, the busiest hour ${ASSUMED.peak} times the mean; a dashboard for ${two(ASSUMED.customersPerDashboard)} customers, which reads a page of fifty every ${ASSUMED.secondsBetweenPages} s`,
    `and is told of each change of its customers; cores ${100 * ASSUMED.mostBusy} % busy at the peak.`,
    '',
    ...table(
      ['Customers', '10⁶', '10⁷', '10⁸'],
      [
        row('Contacts per day', (each) => two(each.contactsADay)),
        row('Contacts per second, peak', (each) => two(each.contactsASecond)),
        row('Dashboards, each with a socket', (each) => two(each.dashboards)),
        row('Pages per second', (each) => two(each.pagesASecond)),
        row('Cores busy with recording', (each) => two(each.busy.recording)),
        row('Cores busy with pages', (each) => two(each.busy.pages)),
        row('Cores busy with subscriptions', (each) => two(each.busy.telling)),
        row('**Cores needed, all nodes together**', (each) => `**${Math.ceil(each.cores)}**`),
        row('Log', (each) => bytes(each.logBytes)),
        row('Views', (each) => bytes(each.viewBytes)),
        row('Keys', (each) => bytes(each.keyBytes)),
        row('**Rebuild of every view, one core**', (each) => `**${duration(each.rebuildSeconds)}**`),
      ],
    ),
    '',
    'The arithmetic:',
    '',
    '- contacts per day = customers × contacts a year ÷ working days; per second at the peak = that ÷ working seconds × peak',
    '- contacts kept = customers × contacts a year × years',
    '- cores busy = contacts per second × (recording + telling) + dashboards ÷ seconds between pages × a page of fifty',
    '- log = contacts kept × a contact in the log; keys = customers × a key',
    '- views = contacts kept × a contact in the views + customers × a relationship in the views',
    '- rebuild = contacts kept × a contact + customers × a relationship, since the leader alone projects, on one core',
    '',
    'Serving scales with the number of nodes; rebuilding does not. If it takes days, split the customers by region or segment into',
    'separate deployments.',
    '',
    '**How far to trust it.** The constants were measured with at most 12,000 relationships and 120,000 contacts, which fit in',
    'memory, on the embedded store; the largest bench of any kind has 100,000 relationships. Everything else is this arithmetic.',
    'Data that does not fit in memory also waits for the disk. On KurrentDB and Postgres a contact takes more bytes, and recording',
    'it one more round trip. None of this has been measured, nor the memory of a socket.',
    '',
  ];
}

const constants = (): string[] => [
  '## The constants',
  '',
  `${MEASURED_ON} Times are processor time, the cheapest of three rounds; \`npm run bench -- storage serving\` measures them.`,
  '',
  ...table(
    ['Constant', 'Value', 'Bench', 'What it is'],
    Object.values(CONSTANTS).map(({ name, value, unit, bench, says }) => [
      name,
      `${two(value)} ${unit}`,
      `\`${bench}\``,
      says,
    ]),
  ),
  '',
];
