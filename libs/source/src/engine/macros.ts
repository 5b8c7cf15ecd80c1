import { createHmac } from 'node:crypto';
import { literal, type Database } from './database.js';
import { monthNames } from './months.js';

/** Whether the SQL calls any of them: to make them takes longer than to read a small file. */
export const callsMacros = (sql: string): boolean =>
  /\b(bare_address|pseudonym|domain_of|text|month_of|day_of|time_of|at|severity|with_\w+|without_tags|offset_of)"?\s*\(/i.test(
    sql,
  );

/** Makes the macros that the SQL of every source may call. docs/sources.md has an example of each. */
export async function makeMacros(database: Database, pseudonymKey: Buffer): Promise<void> {
  for (const macro of [...ADDRESSES(pseudonymKey), ...TEXTS, monthOf(), ...TIMES, ...WORDS])
    await database.run(`CREATE ${macro}`);
}

/** The blocks of HMAC-SHA-256 (RFC 2104), which the engine does not have. */
function padded(key: Buffer, byte: number): string {
  const BLOCK = 64;
  const block = Buffer.alloc(BLOCK);
  key.copy(block);
  return `unhex('${Buffer.from(block.map((each) => each ^ byte)).toString('hex')}')`;
}

const [INNER, OUTER] = [0x36, 0x5c];

/** @param installation whatever the SQL gets to see of the key serves for nothing but pseudonyms */
function ADDRESSES(installation: Buffer): string[] {
  const key = createHmac('sha256', installation).update('pseudonyms').digest();
  const hmac = `sha256(${padded(key, OUTER)} || unhex(sha256(${padded(key, INNER)} || encode(bare_address(address)))))`;
  return [
    // 'Jo <jo@example.com>', 'mailto:jo@example.com' and 'JO@example.com ' are one address.
    `MACRO bare_address(address) AS CASE
      WHEN trim(address) = '' THEN NULL
      WHEN contains(address, '<') THEN lower(trim(split_part(split_part(address, '<', -1), '>', 1)))
      ELSE lower(trim(regexp_replace(address, '(?i)^\\s*mailto:', ''))) END`,
    `MACRO pseudonym(address) AS 'p-' || left(${hmac}, 24)`,
    `MACRO domain_of(address) AS CASE WHEN contains(address, '@') THEN split_part(bare_address(address), '@', -1) END`,
  ];
}

/** Names of characters in HTML. The ampersand is last: what it begins is no name of another. */
const NAMED = Object.entries({ '&nbsp;': ' ', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' });

const CODE = "'&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});'";
const charOf = (code: string): string =>
  `coalesce(try(chr(CAST(replace(replace(rtrim(substr(${code}, 3), ';'), 'x', '0x'), 'X', '0x') AS INTEGER))), ' ')`;

const TEXTS = [
  `MACRO without_tags(html) AS regexp_replace(regexp_replace(regexp_replace(html,
    '(?is)<!--.*?-->|<(?:script|style|head)\\b.*?</(?:script|style|head)\\s*>', '', 'g'),
    '(?i)<br\\b[^>]*>|</(?:p|div|li|tr|h[1-6]|blockquote|table|ul|ol)\\s*>', chr(10), 'g'),
    '</?[a-zA-Z!][^>]*>', '', 'g')`,
  `MACRO with_coded_characters(html) AS list_reduce(list_distinct(regexp_extract_all(html, ${CODE})), lambda said, code: replace(said, code, ${charOf('code')}), html)`,
  `MACRO with_characters(html) AS ${NAMED.reduce((sql, [name, is]) => `replace(${sql}, ${literal(name)}, ${literal(is)})`, 'with_coded_characters(html)')}`,
  `MACRO text(html) AS nullif(trim(regexp_replace(regexp_replace(with_characters(without_tags(html)), '[ \\t\\x{a0}]+', ' ', 'g'), '\\s*\\n\\s*', chr(10), 'g'), ' ' || chr(10)), '')`,
];

/** Made when it is needed: to have the names takes longer than most commands take to start. */
function monthOf(): string {
  const months = [...monthNames()];
  const [names, numbers] = [months.map(([name]) => literal(name)), months.map(([, month]) => month)];
  return `MACRO month_of(name) AS [${numbers.join()}][list_position([${names.join()}], strip_accents(lower(trim(name, ' .'))))]`;
}

const ISO_DAY = "'^\\s*(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:\\D|$)'";
const DOTTED_DAY = "'^\\s*(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4}|\\d{2})(?:\\D|$)'";
const NAMED_DAY =
  "'(?:^|\\s)(\\d{1,2})(?:\\.|er|st|nd|rd|th|º|\\.º)?(?:\\s+(?:de|of))?[\\s/-]*(\\p{L}{3,})[.,]?(?:\\s+(?:de|del))?[\\s/-]+(\\d{4}|\\d{2})(?:\\D|$)'";
const NAMED_MONTH_FIRST = "'(?:^|\\s)(\\p{L}{3,})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})(?:\\D|$)'";
const OFFSET = "':[0-9.,]+ ?([+-])(\\d{2}):?(\\d{2})?$'";
const CLOCK =
  "'(?:^|[T\\s,])(\\d{1,2})(?:[:.h]| h )(\\d{2})(?:[:.](\\d{2})(?:[.,](\\d{1,6}))?)?\\s*([aApP]\\.?[mM]\\.?)?(?:\\s*(?:Uhr|h))?\\s*(?:Z|UTC|GMT|[+-]\\d.*)?$'";

/** What the groups of a form are, as a structure: an expression in SQL is evaluated as often as it is written. */
const matched = (form: string, names: string, sql: string): string =>
  `list_transform([regexp_extract(said::VARCHAR, ${form}, [${names}])], lambda found: ${sql})[1]`;

const date = (year: string, month: string, day: string): string =>
  `try(make_date(TRY_CAST(${year} AS BIGINT), ${month}, TRY_CAST(${day} AS BIGINT)))`;
const MONTH_NUMBER = 'TRY_CAST(found.m AS BIGINT)';
const YEAR = "CASE length(found.y) WHEN 2 THEN '20' || found.y ELSE found.y END";
const HOUR = `CASE lower(found.noon)[1] WHEN 'p' THEN TRY_CAST(found.h AS BIGINT) % 12 + 12 WHEN 'a' THEN TRY_CAST(found.h AS BIGINT) % 12 ELSE TRY_CAST(found.h AS BIGINT) END`;
const SECONDS = "coalesce(TRY_CAST(found.s || '.' || found.f || '0' AS DOUBLE), 0)";

const TIMES = [
  // A day with slashes, such as 03/04/2026, is read in two ways: it is no day here, and strptime says which it is.
  `MACRO day_of(said) AS coalesce(
    ${matched(ISO_DAY, "'y', 'm', 'd'", date('found.y', MONTH_NUMBER, 'found.d'))},
    ${matched(DOTTED_DAY, "'d', 'm', 'y'", date(YEAR, MONTH_NUMBER, 'found.d'))},
    ${matched(NAMED_DAY, "'d', 'm', 'y'", date(YEAR, 'month_of(found.m)', 'found.d'))},
    ${matched(NAMED_MONTH_FIRST, "'m', 'd', 'y'", date('found.y', 'month_of(found.m)', 'found.d'))})`,
  `MACRO time_of(said) AS ${matched(CLOCK, "'h', 'm', 's', 'f', 'noon'", `try(make_time(${HOUR}, ${MONTH_NUMBER}, ${SECONDS}))`)}`,
  // Seconds by which a clock is ahead of UTC; null where the text does not say.
  `MACRO offset_of(said) AS CASE WHEN said::VARCHAR ~ '.*:[0-9.,]+ ?(?:Z|UTC|GMT)$' THEN 0
    ELSE ${matched(OFFSET, "'sign', 'h', 'm'", "CASE found.sign WHEN '-' THEN -1 ELSE 1 END * (TRY_CAST(found.h AS BIGINT) * 3600 + coalesce(TRY_CAST(found.m AS BIGINT), 0) * 60)")} END`,
  // Each argument is given as text, so that what is a date or a time already is one, too.
  `MACRO "at"(said, clock, zone) AS list_transform(
    [{ day: day_of(said), clock: time_of(coalesce(clock::VARCHAR, said::VARCHAR)), ahead: offset_of(coalesce(clock::VARCHAR, said::VARCHAR)) }],
    lambda told: CASE WHEN told.clock IS NULL AND (clock IS NOT NULL) THEN NULL
      WHEN told.ahead IS NULL THEN timezone(coalesce(zone, current_setting('TimeZone')), told.day + coalesce(told.clock, TIME '00:00'))
      ELSE timezone('UTC', told.day + told.clock - to_seconds(told.ahead)) END)[1]`,
];

const SEVERITIES = {
  MAJOR:
    'critical|urgent|emergency|blocker|blocking|highest|high|major|severe|kritisch|dringend|hoch|urgente|alta|haute|critique',
  NORMAL: 'normal|medium|moderate|standard|mittel|media|moyenne|normale',
  MINOR: 'low|lowest|minor|trivial|planning|cosmetic|niedrig|gering|baja|basse|faible|bassa|baixa',
};

const WORDS = [
  // Words before numbers: some systems count from the most urgent, others from the least, but all that have words mean them.
  `MACRO severity(priority) AS CASE
    ${Object.entries(SEVERITIES)
      .map(
        ([severity, words]) =>
          `WHEN regexp_matches(lower(priority::VARCHAR), '(?:^|[^\\p{L}])(?:${words})(?:[^\\p{L}]|$)') THEN '${severity}'`,
      )
      .join(' ')}
    WHEN regexp_matches(trim(priority::VARCHAR), '^(?i:p|prio|priority|sev|s)?[ -]?[0-2]$') THEN 'MAJOR'
    WHEN regexp_matches(trim(priority::VARCHAR), '^(?i:p|prio|priority|sev|s)?[ -]?3$') THEN 'NORMAL'
    WHEN regexp_matches(trim(priority::VARCHAR), '^(?i:p|prio|priority|sev|s)?[ -]?[45]$') THEN 'MINOR'
  END`,
];
