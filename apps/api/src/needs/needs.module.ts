import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { RecordingModule } from '../recording/recording.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { FulfilNeedHandler, TakeNeedStepHandler } from './need-commands.js';
import { NeedMutations } from './need-mutations.js';
import { NeedsResolver } from './needs.resolver.js';
import { WaitingCustomersResolver } from './waiting-customers.resolver.js';

/** The needs register: what customers wait for, steps towards it, and its fulfilment. */
@Module({
  imports: [ClocksModule, RelationshipsModule, RecordingModule],
  providers: [NeedsResolver, NeedMutations, WaitingCustomersResolver, TakeNeedStepHandler, FulfilNeedHandler],
})
export class NeedsModule {}
