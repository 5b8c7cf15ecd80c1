import { BriefResolver } from '../brief/brief.resolver.js';
import { ViewsComparedResolver } from '../brief/views-compared.resolver.js';
import { ContactRecordedResolver } from '../live/contact-recorded.resolver.js';
import { ContactMutations } from '../recording/contact-mutations.js';
import { ContactsResolver } from '../relationships/contacts.resolver.js';
import { MeasuredRelationshipResolver } from '../measures/measured-relationship.resolver.js';
import { MeasuresResolver } from '../measures/measures.resolver.js';
import { NeedMutations } from '../needs/need-mutations.js';
import { NeedsResolver } from '../needs/needs.resolver.js';
import { WaitingCustomersResolver } from '../needs/waiting-customers.resolver.js';
import { ObligationsResolver } from '../obligations/obligations.resolver.js';
import { OwedInRelationshipResolver } from '../obligations/owed-in-relationship.resolver.js';
import { PortfolioResolver } from '../portfolio/portfolio.resolver.js';
import { RelationshipsResolver } from '../relationships/relationships.resolver.js';
import { StakeholdersResolver } from '../stakeholders/stakeholders.resolver.js';
import { ModelsResolver } from '../models/models.resolver.js';
import { StressTestResolver } from '../stress/stress-test.resolver.js';
import { StressedRelationshipResolver } from '../stress/stressed-relationship.resolver.js';
import { CandidatesResolver } from '../explained/candidates/candidates.resolver.js';
import { ModelComparisonResolver } from '../explained/comparison/model-comparison.resolver.js';
import { TrustDifferenceResolver } from '../explained/difference/trust-difference.resolver.js';
import { TrustHistoryResolver } from '../explained/history/trust-history.resolver.js';
import { WhatIfResolver } from '../explained/what-if/what-if.resolver.js';
import { TrustChangedResolver } from '../live/trust-changed.resolver.js';
import { NodeResolver } from './node.resolver.js';

/** All that the schema is made of. */
export const RESOLVERS = [
  RelationshipsResolver,
  OwedInRelationshipResolver,
  MeasuredRelationshipResolver,
  StakeholdersResolver,
  BriefResolver,
  ContactsResolver,
  ViewsComparedResolver,
  ObligationsResolver,
  MeasuresResolver,
  NeedsResolver,
  WaitingCustomersResolver,
  StressTestResolver,
  StressedRelationshipResolver,
  ModelsResolver,
  CandidatesResolver,
  ModelComparisonResolver,
  TrustDifferenceResolver,
  TrustHistoryResolver,
  WhatIfResolver,
  NodeResolver,
  ContactMutations,
  PortfolioResolver,
  NeedMutations,
  TrustChangedResolver,
  ContactRecordedResolver,
];
