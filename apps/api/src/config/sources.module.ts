import { Module, type DynamicModule } from '@nestjs/common';
import type { ServedSource } from './sources-settings.js';

/** The sources that the server takes contacts by; a class so that it can be injected. */
export class ServedSources {
  constructor(readonly all: readonly ServedSource[]) {}
}

/** The sources of the process, for every module. */
@Module({})
export class ServedSourcesModule {
  static of(sources: readonly ServedSource[]): DynamicModule {
    const provider = { provide: ServedSources, useValue: new ServedSources(sources) };
    return { module: ServedSourcesModule, global: true, providers: [provider], exports: [ServedSources] };
  }
}
