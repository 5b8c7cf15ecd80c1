import { Injectable } from '@nestjs/common';
import { declares, inOrder, isA, isInteraction, stakeholderAdded, Timeline } from '#relationship';
import { NOW } from '../clocks/vantages.js';
import type { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { Stakeholder } from './stakeholder.type.js';

/** The people of a relationship, each with the trust of that person. */
@Injectable()
export class Stakeholders {
  constructor(private readonly relationships: Relationships) {}

  /** In the order in which they were added. */
  of(relationship: Relationship): Stakeholder[] {
    const { timeline, asOf, knownAt, position, vantage } = relationship.basis;
    const inEffect = inOrder(timeline.effectiveContacts());
    return inEffect
      .filter((each) => isA(each, stakeholderAdded))
      .map((added) => {
        const own = inEffect.filter(({ data }) => data.stakeholderId === added.data.stakeholderId);
        return new Stakeholder({
          added,
          open: () => this.relationships.opened(added),
          interactions: own.filter(isInteraction),
          trust: () => {
            // Includes what was agreed at the opening and later, because trust starts from it.
            const agreed = inEffect.filter(({ type }) => declares(type, 'agrees'));
            const facts = Timeline.of([...agreed, ...own]);
            return this.relationships.at(facts, { asOf, knownAt, position, vantage })?.trust ?? null;
          },
        });
      });
  }

  async find(customerId: string, stakeholderId: string): Promise<Stakeholder | null> {
    const relationship = await this.relationships.find(customerId, NOW);
    const all = relationship === null ? [] : this.of(relationship);
    return all.find((each) => each.stakeholderId === stakeholderId) ?? null;
  }
}
