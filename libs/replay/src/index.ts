export { ColumnsWriter, type Scope } from './columns/columns-writer.js';
export type { WaitingDocument } from './columns/hours.js';
export { withoutCustomers } from './columns/without-customers.js';
export type { EntryColumns, EvidenceColumns, TermColumns } from './columns/evidence-columns.js';
export type { PortfolioCompared, Mover, PictureCounts, ShiftDistribution } from './compare/portfolio-compared.js';
export { PortfolioComparison } from './compare/compare-portfolio.js';
export {
  compareModels,
  type ClassCompared,
  type ModelsCompared,
  type RelationshipCompared,
  type Side,
} from './compare/models-compared.js';
export { readColumns, type WeighedSums } from './weighing/read-columns.js';
export { weighColumns, type WeighedColumns } from './weighing/weigh-columns.js';
