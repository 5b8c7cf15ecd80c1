import { AlertsModule } from '../alerts/alerts.module.js';
import { BriefModule } from '../brief/brief.module.js';
import { AuditTrailModule } from '../audit/audit.module.js';
import { ColleaguesModule } from '../colleagues/colleagues.module.js';
import { ExplainedModule } from '../explained/explained.module.js';
import { LiveModule } from '../live/live.module.js';
import { MeasuresModule } from '../measures/measures.module.js';
import { ModelsModule } from '../models/models.module.js';
import { NeedsModule } from '../needs/needs.module.js';
import { ObligationsModule } from '../obligations/obligations.module.js';
import { ParkedModule } from '../parked/parked.module.js';
import { PortfolioModule } from '../portfolio/portfolio.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { SourcesModule } from '../sources/sources.module.js';
import { StakeholdersModule } from '../stakeholders/stakeholders.module.js';
import { StressModule } from '../stress/stress.module.js';
import { NodeModule } from './node.module.js';

/** Every feature that the public schema is made of. */
export const FEATURES = [
  RelationshipsModule,
  RecordingModule,
  PortfolioModule,
  ObligationsModule,
  StakeholdersModule,
  SourcesModule,
  BriefModule,
  NeedsModule,
  MeasuresModule,
  ModelsModule,
  StressModule,
  ExplainedModule,
  LiveModule,
  ParkedModule,
  ColleaguesModule,
  AlertsModule,
  AuditTrailModule,
  NodeModule,
];
