import { toIso, DAY_MS } from '#relationship';
import { FEELINGS, LEAVING_REASONS } from '../texts/talk.js';
import type { Story } from './story.js';

/** Thresholds of goodwill, in impressions: content above the first, unhappy below the second. */
const AT_EASE = 1.5;
const UNEASY = -2;
const LEAVES_BELOW = -4.5;

export const sentiment: Story = {
  name: 'sentiment',
  shows:
    'The account manager records a sentiment. It is shown next to the score and never changes it, even if it disagrees.',
  tell(scene) {
    const { chance, diary, manager } = scene;
    const seen = diary.goodwill(scene.at) + manager.optimism + chance.between(-1, 1);
    const level = seen > AT_EASE ? 'GOOD' : seen > UNEASY ? 'MIXED' : 'POOR';
    scene.record('SentimentRecorded', {
      level,
      reason: chance.pick(FEELINGS[level]),
      expiresAt: toIso(scene.at + 90 * DAY_MS),
    });
  },
};

export const survey: Story = {
  name: 'survey',
  shows: 'The customer answers a survey: input to the validation of the score, never to the score.',
  tell(scene) {
    const felt = scene.diary.goodwill(scene.at) + scene.chance.between(-2, 2);
    const [kind, lowest, best, ease] = scene.chance.pick([
      ['CSAT', 1, 5, 4],
      ['NPS', 0, 10, 7],
    ] as const);
    const value = Math.round(ease + (felt * (best - lowest)) / 12);
    scene.record('OutcomeObserved', { kind, value: Math.min(best, Math.max(lowest, value)) });
  },
};

export const renewal: Story = {
  name: 'renewal',
  shows: 'The customer renews or leaves, depending on how it was treated and on chance.',
  tell(scene) {
    const { chance, diary } = scene;
    const stays = diary.goodwill(scene.at) + chance.between(-2.5, 2.5) > LEAVES_BELOW;
    if (stays) {
      scene.record('OutcomeObserved', { kind: 'RENEWED', value: chance.pick([1, 2, 3]), note: 'Years renewed for.' });
      return;
    }
    diary.windDown(scene.at);
    scene.record('OutcomeObserved', { kind: 'LEFT' });
    scene.workdays(18, 24).record('RelationshipClosed', { reason: chance.pick(LEAVING_REASONS) });
    diary.close(scene.at);
  },
};
