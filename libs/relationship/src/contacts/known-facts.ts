import type { RecordedContact } from '../facts/recorded-contact.js';
import type { Target } from '../matters/target.js';
import type { Matter } from '../matters/matter.js';
import type { Profile } from './profile.js';

/**
 * What the rules may ask of a relationship: the facts as we know them now, each with the time at which it happened.
 * An interface so that contacts need not know the Timeline, which knows all contacts. Times are ms since the epoch.
 */
export interface KnownFacts {
  /** When it was opened; null where it never was. */
  readonly openedAt: number | null;
  /** The profile as of that moment; null before the relationship was opened. */
  profileAt(at: number): Profile | null;
  /** Whether the target is on record, whenever it was declared. */
  isDeclared(target: NonNullable<Target>): boolean;
  /** Whether the target existed at that moment; an issue exists from when we detected it. */
  wasDeclared(target: NonNullable<Target>, at: number): boolean;
  /** The matter to which the target belongs. */
  matterOf(target: Target): Matter;
  isStakeholder(stakeholderId: string): boolean;
  /** The legal hold of this id; null where none was set. */
  legalHold(holdId: string): 'IN_EFFECT' | 'LIFTED' | null;
  /** The ids of the legal holds in effect, whenever they were set; in the order of arrival. */
  readonly legalHolds: readonly string[];
  contact(contactId: string): RecordedContact | null;
  isRetracted(contactId: string): boolean;
  /** False for a retraction, an erasure, a legal hold and a marker, and for the opening while other contacts are in effect. */
  isRetractable(contact: RecordedContact): boolean;
  /** Whether the customer had asked for the need by then and it was not fulfilled since. */
  isWaitingFor(needId: string, at: number): boolean;
}
