import { Module } from '@nestjs/common';
import { AuditResolver } from './audit.resolver.js';

/** The audit trail, for administrators. */
@Module({ providers: [AuditResolver] })
export class AuditTrailModule {}
