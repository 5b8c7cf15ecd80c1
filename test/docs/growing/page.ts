import { table } from '../markdown.js';
import { ASSUMED, capacityOf, mostCustomers, type Capacity } from './capacity.js';
import { CONSTANTS, MEASURED_ON } from './constants.js';

/** When one machine is not enough, and the arithmetic of it, worked out from measured constants. */
export const growingPage = (): string =>
  [
    '# Growing out of one machine',
    '',
    'For whoever runs Rapport. One process with one folder carries a book further than most ever get; this page says how far, what',
    'each deployment promises, and how to move. It is made by the code (`npm run docs`): the arithmetic is computed, and a test',
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
    'Grow when one of these comes near, and not before. Customers are those of the [book assumed below](#the-capacity-model).',
    '',
    ...table(
      ['What gives out', 'Limit', 'At about so many customers'],
      [
        [
          'The core that serves everything',
          `${100 * ASSUMED.mostBusy} % busy at the peak`,
          most(1, ({ cores }) => cores),
        ],
        ['Patience while views are rebuilt', '1 hour', most(60 * minute, ({ rebuildSeconds }) => rebuildSeconds)],
        [
          'Patience while views are rebuilt',
          'a night, 8 hours',
          most(480 * minute, ({ rebuildSeconds }) => rebuildSeconds),
        ],
        [
          'A disk of 1 TB',
          'log, views and keys',
          most(1e12, ({ logBytes, viewBytes, keyBytes }) => logBytes + viewBytes + keyBytes),
        ],
      ],
    ),
    '',
    'Whatever the size: grow when a machine that dies must not stop you, or when recording must go on while it is serviced. That',
    'is a matter of the deployment and not of numbers. Two steps lie before a cluster: a faster disk and core, and taking the',
    'views to Postgres, which takes their reading and writing off the node.',
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
        '[several nodes](several-nodes.md), [`EVENT_STORE_URL`](kurrentdb.md) and `VIEWS_URL`',
      ],
      [
        'A mutation that was answered is',
        'on the disk, synced',
        'on the disk, synced',
        'on the leader of KurrentDB and replicated, as the server defines it',
      ],
      [
        'Lost with one disk',
        'what came after the last backup',
        'what came after the last backup; views are rebuilt',
        'nothing of the log, with three nodes of it; views are rebuilt',
      ],
      [
        'In doubt',
        'never: it is on the disk or it is refused',
        'never',
        'until the server is heard again; a repeat with the same `idempotencyKey` is safe, and `OUTCOME_UNKNOWN` says so',
      ],
      [
        'Order',
        'one order of all events; each relationship by revision',
        'the same',
        'the same: the commit order of `$all`, and each relationship by revision',
      ],
      [
        'A relationship asked for alone',
        'holds all that is recorded',
        'holds all that is recorded',
        'holds all that is recorded: reads come from the leader',
      ],
      [
        'Lists',
        'hold your own write; else behind by what the projector has before it (`freshness`)',
        'the same, on every process with the `position` of the payload',
        'the same, on every node with the `position` of the payload',
      ],
      [
        'Subscribers',
        'hear of a change once the views hold it, in the order of the log, and miss none after a cursor',
        'the same',
        'the same, on every node',
      ],
      [
        'A node that dies',
        'nothing is served until it is started again',
        'the others go on; one of them takes over the views',
        'the others go on; one of them takes over the views',
      ],
      [
        'The machine that dies',
        'nothing is served until a backup is in place',
        'nothing is served until a backup is in place',
        'the others go on, if the keys are within their reach',
      ],
    ],
  ),
  '',
  'The **customers’ keys** are a file in `DATA_DIR` everywhere, which processes of one machine may share. Nodes on several',
  'machines need it on all of them; until there is a store of keys for that, the nodes of a cluster belong on one machine, as',
  'the manifests in `infra/kubernetes` have it, and only log and views outlive it.',
  '',
];

const moving = (): string[] => [
  '## How to move',
  '',
  '1. Start KurrentDB and Postgres ([docker-compose.yml](../docker-compose.yml) has one of each, to try).',
  '2. Stop what writes. `npx rapport export log book.ndjson.gz` writes the log to a file; interrupted, it goes on where it',
  '   stopped ([Moving a log](moving-a-log.md)).',
  '3. With `EVENT_STORE_URL` set, `npx rapport import log book.ndjson.gz` takes it in: order, ids, both clocks, and count',
  '   and hash compared at the end.',
  '4. Carry `DATA_DIR/keys.db` over, by a safe way of its own: it is not in the log, and without it nothing personal can be read.',
  '5. Start with `EVENT_STORE_URL` and `VIEWS_URL`. The views fill themselves; `/health/ready` says when.',
  '',
  'Back is the same way with the settings exchanged. Only to Postgres and no further: set `VIEWS_URL` and start again.',
  '',
];

function capacity(): string[] {
  const books = [1e6, 1e7, 1e8].map(capacityOf);
  const row = (says: string, shown: (each: Capacity) => string): string[] => [says, ...books.map(shown)];
  return [
    '## The capacity model',
    '',
    `Assumed, for everybody to put in their own: ${ASSUMED.contactsPerCustomerAYear} contacts a customer and year, kept for ${ASSUMED.yearsKept} years; ${ASSUMED.workingDaysAYear} working days of ${ASSUMED.workingHoursADay}`,
    `hours, the busiest hour ${ASSUMED.peak} times the mean; a dashboard for ${two(ASSUMED.customersPerDashboard)} customers, which reads a page of fifty every ${ASSUMED.secondsBetweenPages} s`,
    `and hears of each change of its own; cores ${100 * ASSUMED.mostBusy} % busy at the peak.`,
    '',
    ...table(
      ['Customers', '10⁶', '10⁷', '10⁸'],
      [
        row('Contacts a day', (each) => two(each.contactsADay)),
        row('Contacts a second, peak', (each) => two(each.contactsASecond)),
        row('Dashboards, each a socket', (each) => two(each.dashboards)),
        row('Pages a second', (each) => two(each.pagesASecond)),
        row('Cores busy recording', (each) => two(each.busy.recording)),
        row('Cores busy with pages', (each) => two(each.busy.pages)),
        row('Cores busy telling subscribers', (each) => two(each.busy.telling)),
        row('**Cores to have, all nodes together**', (each) => `**${Math.ceil(each.cores)}**`),
        row('Log', (each) => bytes(each.logBytes)),
        row('Views', (each) => bytes(each.viewBytes)),
        row('Keys', (each) => bytes(each.keyBytes)),
        row('**Rebuild of every view, one core**', (each) => `**${duration(each.rebuildSeconds)}**`),
      ],
    ),
    '',
    'The arithmetic:',
    '',
    '- contacts a day = customers × contacts a year ÷ working days; at the peak a second = that ÷ working seconds × peak',
    '- contacts kept = customers × contacts a year × years',
    '- cores busy = contacts a second × (recording + telling) + dashboards ÷ seconds between pages × a page of fifty',
    '- log = contacts kept × a contact in the log; keys = customers × a key',
    '- views = contacts kept × a contact in the views + customers × a relationship in the views',
    '- rebuild = contacts kept × a contact + customers × a relationship, since one projector leads, on one core',
    '',
    'Serving spreads over nodes. Rebuilding does not: where it takes days, divide the book, by region or segment, into',
    'deployments of their own.',
    '',
    '**How far to trust it.** The constants are of books of at most 12,000 relationships and 120,000 contacts, which fit in memory,',
    'on the embedded store; the largest book that any bench has been run on has 100,000 relationships. All else is this',
    'arithmetic. A book that does not fit in memory waits for its disk beside, and on KurrentDB and Postgres a contact takes more',
    'bytes and its recording a round trip more; neither has been measured, nor the memory of a socket.',
    '',
  ];
}

const constants = (): string[] => [
  '## The constants',
  '',
  `${MEASURED_ON} Times are time of the processor, in the cheapest of three rounds; \`npm run bench -- storage serving\` measures them.`,
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
