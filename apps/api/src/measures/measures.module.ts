import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { MeasuredRelationshipResolver } from './measured-relationship.resolver.js';
import { MeasuresResolver } from './measures.resolver.js';
import { Measuring } from './measuring.js';

/** How we served: times to inform, promises kept, surprises. */
@Module({
  imports: [ClocksModule],
  providers: [Measuring, MeasuresResolver, MeasuredRelationshipResolver],
})
export class MeasuresModule {}
