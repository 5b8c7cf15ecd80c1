import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { AuditTrail, type AuditAct } from '#access';
import { ADMINISTER, Allowed } from '../edge/auth/rights.js';
import { apiError } from '../edge/errors/codes.js';
import { FIRST, pageSize } from '../schema/connection.js';
import { ActEnum, AuditEntry } from './audit-entry.type.js';

const ENTRY_ID = /^\d{1,15}$/;

@Resolver()
export class AuditResolver {
  constructor(private readonly trail: AuditTrail) {}

  @Allowed(ADMINISTER)
  @Query(() => [AuditEntry], { description: 'The audit trail, the latest entries first.' })
  auditTrail(
    @Args('identity', { type: () => String, nullable: true, description: 'Only of this person. Default: all.' })
    identity: string | null | undefined,
    @Args('act', { type: () => ActEnum, nullable: true, description: 'Only these acts. Default: all.' })
    act: AuditAct | null | undefined,
    @Args('before', { type: () => ID, nullable: true, description: 'Only entries before this one. Default: all.' })
    before: string | null | undefined,
    @Args(FIRST) first: number | null | undefined,
  ): Promise<readonly AuditEntry[]> {
    if (before != null && !ENTRY_ID.test(before))
      throw apiError('BAD_USER_INPUT', 'before must be the entryId of an entry.');
    const query = { identity, act, before: before == null ? null : Number(before), first: pageSize(first) };
    return this.trail.list(query);
  }
}
