import { Injectable } from '@nestjs/common';
import { declares, inOrder, isA, isInteraction, stakeholderAdded, Timeline } from '#relationship';
import type { Relationship } from '../relationships/relationship.type.js';
import { Relationships } from '../relationships/relationships.js';
import { Stakeholder } from './stakeholder.type.js';

/** The people of a relationship, each with how things stand with them. */
@Injectable()
export class Stakeholders {
  constructor(private readonly relationships: Relationships) {}

  /** In the order in which they were added. */
  of(relationship: Relationship): Stakeholder[] {
    const { timeline, asOf, knownAt, position, vantage } = relationship.basis;
    const standing = inOrder(timeline.standingContacts());
    return standing
      .filter((each) => isA(each, stakeholderAdded))
      .map((added) => {
        const own = standing.filter(({ data }) => data.stakeholderId === added.data.stakeholderId);
        return new Stakeholder({
          added,
          open: () => this.relationships.opened(added),
          words: own.filter(isInteraction),
          trust: () => {
            // Trust starts from what was agreed when the relationship was opened, and since.
            const agreed = standing.filter(({ type }) => declares(type, 'agrees'));
            const facts = Timeline.of([...agreed, ...own]);
            return this.relationships.at(facts, { asOf, knownAt, position, vantage })?.trust ?? null;
          },
        });
      });
  }

  async find(customerId: string, stakeholderId: string): Promise<Stakeholder | null> {
    const relationship = await this.relationships.find(customerId);
    const all = relationship === null ? [] : this.of(relationship);
    return all.find((each) => each.stakeholderId === stakeholderId) ?? null;
  }
}
