import { Module, type DynamicModule } from '@nestjs/common';
import { makePrivate, type Deployment } from '#deployment';
import { InboxStore, Mapper } from '#intake';
import { ServedSources } from '../config/sources.module.js';
import { HealthModule } from '../edge/health/health.module.js';
import { MetricsModule } from '../edge/metrics/metrics.module.js';
import { VisibilityModule } from '../visibility/visibility.module.js';
import { InboxRecording } from './inbox-recording.js';
import { InboxRoute } from './inbox-route.js';
import { InboxRounds } from './inbox-rounds.js';
import { Inboxes } from './inboxes.js';

/** What other systems send: it is taken, kept until it is mapped, and recorded. */
@Module({})
export class InboxModule {
  static of(deployment: Deployment): DynamicModule {
    const { inboxFile, inboxKey, pseudonymKey } = deployment;
    const now = () => deployment.clock.now();
    return {
      module: InboxModule,
      imports: [HealthModule, MetricsModule, VisibilityModule],
      providers: [
        {
          provide: Inboxes,
          useFactory: ({ all }: ServedSources) =>
            new Inboxes(all, { store: once(() => openStore(inboxFile)), key: inboxKey }, now),
          inject: [ServedSources],
        },
        { provide: Mapper, useFactory: () => new Mapper({ pseudonymKey, now }) },
        InboxRecording,
        InboxRoute,
        InboxRounds,
      ],
    };
  }
}

function openStore(file: string): InboxStore {
  makePrivate(file);
  return InboxStore.open(file);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
