import { Module, type DynamicModule } from '@nestjs/common';
import { AuditTrail } from '#access';
import { Audit, AuditSettings } from './audit.js';

/** The audit trail: who came in, was refused, changed or read what. */
@Module({})
export class AuditModule {
  static of(trail: AuditTrail, reads: boolean): DynamicModule {
    const providers = [
      { provide: AuditTrail, useValue: trail },
      { provide: AuditSettings, useValue: new AuditSettings(reads) },
      Audit,
    ];
    return { module: AuditModule, global: true, providers, exports: [AuditTrail, Audit] };
  }
}
