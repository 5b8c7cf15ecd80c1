export { ColumnsWriter } from './columns/columns-writer.js';
export type { EntryColumns, EvidenceColumns, TermColumns } from './columns/evidence-columns.js';
export { readColumns, type Standing } from './weighing/read-columns.js';
export { weighColumns, type WeighedColumns } from './weighing/weigh-columns.js';
