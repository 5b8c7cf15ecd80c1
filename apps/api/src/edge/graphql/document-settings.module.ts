import { Module, type DynamicModule } from '@nestjs/common';
import { DocumentSettings } from './document-settings.js';

/** What documents may ask for, for every module. */
@Module({})
export class DocumentSettingsModule {
  static of(settings: DocumentSettings): DynamicModule {
    const provider = { provide: DocumentSettings, useValue: settings };
    return { module: DocumentSettingsModule, global: true, providers: [provider], exports: [DocumentSettings] };
  }
}
