import { targetOf, type Fields, type Refusal, type Target, type Timeline } from '#relationship';
import { inputFieldsFor } from '../input/input-class.js';
import type { CheckedInput, InputToJudge } from '../input/read-input.js';

type Facts = CheckedInput['facts'];

/**
 * The facts of an input with each reference as it is on record. Earlier releases stored ids as they were given, so a reference
 * whose normal form is not on record may be there as it was given.
 */
export const idsOnRecord = (type: string, { facts, asGiven }: CheckedInput, timeline: Timeline): Facts =>
  asGiven === undefined ? facts : chosen(facts, asGiven.facts, inputFieldsFor(type), timeline);

function chosen(facts: Facts, given: Facts, fields: Fields, timeline: Timeline): Facts {
  const out: Record<string, unknown> = { ...facts };
  for (const [name, value] of Object.entries(facts)) {
    const field = fields[name]?.field;
    const older = given[name];
    if (field?.kind === 'id') out[name] = idOnRecord(name, value as string, older as string, timeline);
    else if (field?.kind === 'group') out[name] = chosen(value as Facts, older as Facts, field.fields, timeline);
    else if (field?.kind === 'list' && field.of.kind === 'group') {
      const { fields: inner } = field.of;
      const olderOnes = older as readonly Facts[];
      out[name] = (value as Facts[]).map((each, index) => chosen(each, olderOnes[index] ?? {}, inner, timeline));
    }
  }
  return out;
}

function idOnRecord(name: string, normal: string, given: string, timeline: Timeline): string {
  if (normal === given) return normal;
  return !isOnRecord(name, normal, timeline) && isOnRecord(name, given, timeline) ? given : normal;
}

/** The refusals of ids with invisible characters that hold: those of ids that are not on record. */
export const refusalsOfNewIds = (
  { ofNewIds, facts, asGiven }: Pick<InputToJudge, 'ofNewIds' | 'facts' | 'asGiven'>,
  timeline: Timeline,
): readonly Refusal[] =>
  ofNewIds.filter(({ field }) => {
    const path = (field ?? '').split('.');
    const ids = [facts, ...(asGiven === undefined ? [] : [asGiven.facts])].map((said) => valueAt(said, path));
    return !ids.some((id) => typeof id === 'string' && isOnRecord(path.at(-1) ?? '', id, timeline));
  });

const valueAt = (facts: Facts, path: readonly string[]): unknown =>
  path.reduce<unknown>((within, name) => (within as Facts | undefined)?.[name], facts);

function isOnRecord(name: string, id: string, timeline: Timeline): boolean {
  // The timeline is that of the customer.
  if (name === 'customerId') return timeline.size > 0;
  if (name === 'stakeholderId') return timeline.isStakeholder(id);
  // RETROSPECT:issue:I-7 has an id within it; all other obligations have the id of a contact, which the server made.
  const about = name === 'obligationId' ? (id.slice(id.indexOf(':') + 1) as Target) : targetOf({ [name]: id });
  return about !== null && timeline.isDeclared(about);
}
