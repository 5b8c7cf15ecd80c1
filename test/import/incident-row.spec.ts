import { isBad } from '../../apps/cli/src/import/files/row.js';
import { columnsOf } from '../../apps/cli/src/import/incidents/columns.js';
import { UnreadableFile } from '../../apps/cli/src/import/files/unreadable-file.js';
import { HEADER, readRow, rowText, type Told } from './incident-log.js';

const bad = (told: Told): string => {
  const row = readRow(rowText(told), 17);
  return isBad(row) ? `${row.line}: ${row.bad}` : 'good';
};

it('reads a row', () => {
  expect(readRow(rowText({ state: 'Awaiting User Info', reassigned: 2, updated: '31/12/2016 23:59' }), 17)).toEqual({
    line: 17,
    number: '0000001',
    state: 'Awaiting User Info',
    reassigned: 2,
    reopened: 0,
    modified: 0,
    madeSla: true,
    caller: '7',
    openedAt: Date.UTC(2016, 2, 1, 9),
    updatedAt: Date.UTC(2016, 11, 31, 23, 59),
    channel: 'PHONE',
    severity: 'NORMAL',
    category: '55',
    subcategory: '170',
    item: null,
    group: '56',
  });
});

it('reads the labels of the log as first published', () => {
  const labelled = rowText({
    caller: 'Caller 7',
    priority: '3 - Moderate',
    group: 'Group 56',
    category: 'Category 55',
  });
  expect(readRow(labelled)).toEqual(readRow(rowText()));
  const names = HEADER.replace('ident_state', 'incident_state').replace('category,category', 'category,subcategory');
  expect(columnsOf(names.split(','))).toEqual(columnsOf(HEADER.split(',')));
});

it('does not take the name of a team for a label', () => {
  expect(readRow(rowText({ group: 'Service Desk' }))).toMatchObject({ group: 'Service Desk' });
});

it.each<[string, Told]>([
  ['17: number is "": use letters, digits, dots and dashes', { number: '' }],
  ['17: the caller of 0000001 is unknown', { caller: '?' }],
  ['17: caller_id is "Jane Doe": use letters, digits, dots and dashes', { caller: 'Jane Doe' }],
  ['17: caller_id is "jane@doe.org": use letters, digits, dots and dashes', { caller: 'jane@doe.org' }],
  ['17: reassignment_count is "-1": a whole number is wanted', { reassigned: '-1' }],
  ['17: reopen_count is "": a whole number is wanted', { reopened: '' }],
  ['17: sys_mod_count is "1.5": a whole number is wanted', { modified: '1.5' }],
  ['17: made_sla is "maybe": true or false is wanted', { madeSla: 'maybe' }],
  ['17: priority is "?": 1 to 4 is wanted', { priority: '?' }],
  ['17: priority is "33": 1 to 4 is wanted', { priority: '33' }],
  ['17: opened_at is "?": a time such as 29/2/2016 01:16 is wanted', { opened: '?' }],
  ['17: it is dated in the future', { updated: '1/1/2031 00:00' }],
])('%s', (reason, told) => expect(bad(told)).toBe(reason));

it.each(['Reopened', '-100', '', 'closed'])('does not guess what the state %p means', (state) =>
  expect(bad({ state })).toMatch(/^17: the state is ".*": one of New, Active, .* is wanted$/),
);

it.each([
  '2016-03-01 09:00',
  '3/2016',
  '30/2/2016 09:00',
  '29/2/2015 09:00',
  '1/13/2016 09:00',
  '1/3/2016 24:00',
  '1/3/2016 09:60',
  '0/3/2016 09:00',
  '1/3/2016 09:00:00',
])('takes %p for no time', (updated) => expect(bad({ updated })).toContain('17: sys_updated_at is'));

it('wants as many columns as the header has', () => {
  expect(readRow(`${rowText()},more`, 17)).toEqual({ line: 17, bad: '37 columns where the header has 36' });
  expect(readRow('0000001,New', 17)).toEqual({ line: 17, bad: '2 columns where the header has 36' });
});

it('shows no control characters of the file to the terminal', () => {
  expect(bad({ caller: '\u001b[31mred\u009b' })).toContain('caller_id is "\\u001b[31mred?"');
});

it('names the column that a header lacks', () => {
  expect(() => columnsOf(['number', 'ident_state'])).toThrow(UnreadableFile);
  expect(() => columnsOf(['number', 'ident_state'])).toThrow('has no column reassignment_count');
});
