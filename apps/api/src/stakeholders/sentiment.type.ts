import { Field, ObjectType } from '@nestjs/graphql';
import { type EventOf, type sentimentRecorded, toMsOrNull } from '#relationship';
import type { TrustBand } from '#trust';
import { Contact } from '../relationships/contact.type.js';
import { DateTime } from '../schema/date-time.js';
import { factEnum } from '../schema/field-type.js';
import { Allowed, READ, READ_TEXT } from '../edge/auth/rights.js';

/** The band that matches each level. */
const BAND_OF: Readonly<Record<EventOf<typeof sentimentRecorded>['data']['level'], TrustBand>> = {
  GOOD: 'HEALTHY',
  MIXED: 'WATCH',
  POOR: 'AT_RISK',
};

/** @param said what the contact says @param band the band of the score at the same time */
@Allowed(READ)
@ObjectType({
  description:
    'How an account manager feels about the relationship. It is shown next to the score and never changes it.',
})
export class Sentiment {
  constructor(
    private readonly said: EventOf<typeof sentimentRecorded>['data'],
    /** The same contact with its personal facts decrypted. */
    private readonly open: () => EventOf<typeof sentimentRecorded>,
    contact: Contact,
    private readonly band: string,
  ) {
    this.contact = contact;
  }

  @Field(() => Contact, { description: 'The contact that recorded it.' })
  readonly contact: Contact;

  @Field(() => factEnum('SentimentRecorded', 'level'), { description: 'How the account manager feels about it.' })
  get level(): string {
    return this.said.level;
  }

  @Allowed(READ_TEXT)
  @Field(() => String, { description: 'Why; "[erased]" if the customer was erased.' })
  get reason(): string {
    return this.open().data.reason;
  }

  @Field(() => String, { description: 'Who recorded it.' })
  get recordedBy(): string {
    return this.contact.recordedBy;
  }

  @Field(() => DateTime, { description: 'When it was felt.' })
  get occurredAt(): number {
    return this.contact.recorded.at;
  }

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it is shown; null if it is shown until the next one.',
  })
  get expiresAt(): number | null {
    return toMsOrNull(this.said.expiresAt);
  }

  @Field(() => Boolean, {
    description:
      'Whether it differs from the band of the score: GOOD matches HEALTHY, MIXED matches WATCH, POOR matches AT_RISK. False if the band is INSUFFICIENT_EVIDENCE.',
  })
  get disagreesWithBand(): boolean {
    return this.band !== 'INSUFFICIENT_EVIDENCE' && this.band !== BAND_OF[this.said.level];
  }
}
