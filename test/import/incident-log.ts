// Incident logs made for tests, in the shape of the published one.

export const HEADER =
  'number,ident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,opened_by,opened_at,' +
  'sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,location,category,category,u_symptom,cmdb_ci,' +
  'impact,urgency,priority,assignment_group,assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,' +
  'caused_by,closed_code,resolved_by,resolved_at,closed_at';

/** What of a row differs from an ordinary new incident. */
export type Told = Partial<{
  number: string;
  state: string;
  reassigned: number | string;
  reopened: number | string;
  modified: number | string;
  madeSla: string;
  caller: string;
  opened: string;
  updated: string;
  channel: string;
  category: string;
  item: string;
  priority: string;
  group: string;
}>;

export function rowText(told: Told = {}): string {
  const row = {
    number: '0000001',
    state: 'New',
    reassigned: 0,
    reopened: 0,
    modified: 0,
    madeSla: 'true',
    caller: '7',
    opened: '1/3/2016 09:00',
    updated: '1/3/2016 09:05',
    channel: 'Phone',
    category: '55',
    item: '?',
    priority: '3',
    group: '56',
    ...told,
  };
  return [
    ...[row.number, row.state, 'true', row.reassigned, row.reopened, row.modified, row.madeSla, row.caller, '8'],
    ...[row.opened, '6', row.opened, '21', row.updated, row.channel, '143', row.category, '170', '72', row.item],
    ...['2', '2', row.priority, row.group, '?', 'true', 'false', 'Do Not Notify', '?', '?', '?', '?', '5', '149'],
    ...[row.updated, row.updated],
  ].join(',');
}

export const logText = (...rows: Told[]): string => [HEADER, ...rows.map(rowText)].join('\n');

/** A log of so many incidents of a fifth as many callers, six rows each; every tenth is reopened. */
export function longLog(incidents: number): string {
  const rows: Told[] = [];
  for (let i = 0; i < incidents; i += 1) {
    const day = `${(i % 28) + 1}/${(Math.floor(i / 28) % 12) + 1}/2017`;
    const of = {
      number: String(i).padStart(7, '0'),
      caller: String(i % Math.ceil(incidents / 5)),
      opened: `${day} 08:00`,
    };
    const reopened = i % 10 === 0 ? 1 : 0;
    rows.push(
      { ...of, updated: `${day} 08:00` },
      { ...of, modified: 1, reassigned: 1, updated: `${day} 08:30` },
      { ...of, modified: 2, reassigned: 1, state: 'Active', updated: `${day} 09:00` },
      { ...of, modified: 3, reassigned: 1, state: 'Resolved', updated: `${day} 10:00` },
      { ...of, modified: 4, reassigned: 1, reopened, state: 'Active', updated: `${day} 10:30` },
      {
        ...of,
        modified: 5,
        reassigned: 1,
        reopened,
        state: 'Closed',
        madeSla: String(i % 3 > 0),
        updated: `${day} 12:00`,
      },
    );
  }
  return logText(...rows);
}
