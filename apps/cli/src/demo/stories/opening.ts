import { DAY_MS, toIso } from '#relationship';
import type { Story } from './story.js';

const YEAR_MS = 365 * DAY_MS;

export const opening: Story = {
  name: 'opening',
  shows: 'Trust starts with a deposit, and every person at the customer is recorded.',
  tell(scene) {
    const { customer, manager, chance } = scene;
    scene.record('RelationshipOpened', {
      name: customer.name,
      segment: customer.segment,
      owner: manager.owner,
      cadenceDays: customer.cadenceDays,
      timeZone: customer.timeZone,
      renewsAt: toIso(customer.openedAt + YEAR_MS),
      value: customer.value,
      ...(customer.noticeHours === null ? {} : { noticeHours: customer.noticeHours }),
      ...(customer.openingTrust === null ? {} : { openingTrust: customer.openingTrust }),
    });
    for (const { stakeholderId, name, role } of chance.shuffled(customer.people))
      scene.minutes(2, 15).record('StakeholderAdded', { stakeholderId, name, role });
  },
};

export const agreementChanged: Story = {
  name: 'agreement-changed',
  shows: 'The agreement changes: a shorter notice or a shorter cadence; fields left out stay as they are.',
  tell(scene) {
    const { chance, customer } = scene;
    const closer = Math.max(7, Math.round(customer.cadenceDays / 2));
    scene.record('RelationshipUpdated', chance.happens(0.5) ? { noticeHours: 2 } : { cadenceDays: closer });
  },
};
