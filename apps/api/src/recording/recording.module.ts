import { Module } from '@nestjs/common';
import { MetricsModule } from '../edge/metrics/metrics.module.js';
import { RelationshipsModule } from '../relationships/relationships.module.js';
import { ContactMutations } from './contact-mutations.js';
import { RecordContactHandler } from './record-contact.js';
import { RehearsalResolver } from './rehearsal.resolver.js';
import { ReplaceContactHandler } from './replace-contact.js';
import { ReplaceMutation } from './replace-mutation.js';
import { Recording } from './recording.js';
import { VisibilityModule } from '../visibility/visibility.module.js';

/** One mutation for each contact that a caller may record, and one that replaces a contact. */
@Module({
  imports: [RelationshipsModule, MetricsModule, VisibilityModule],
  providers: [
    ContactMutations,
    RecordContactHandler,
    ReplaceMutation,
    ReplaceContactHandler,
    RehearsalResolver,
    Recording,
  ],
  exports: [Recording],
})
export class RecordingModule {}
