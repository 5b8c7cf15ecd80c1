import fc from 'fast-check';
import { CATALOG, COMMON_REFUSALS, decide, definitionOf, Timeline } from '#relationship';
import { aLogAndOneMore } from './histories.js';

it('a contact is refused only for what it declares', () =>
  fc.assert(
    fc.property(aLogAndOneMore(...CATALOG.map(({ type }) => type)), ([log, contact]) => {
      const decision = decide(Timeline.of(log), contact);
      if (decision.is !== 'REFUSED') return;
      const declared = [...COMMON_REFUSALS, ...(definitionOf(contact.type)?.refusals ?? [])];
      expect(declared).toContain(decision.refusal.code);
    }),
    { numRuns: 500 },
  ));
