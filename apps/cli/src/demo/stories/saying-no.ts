import type { Scene } from '../scenes/scene.js';
import { PLAIN_NOES } from '../texts/talk.js';
import type { NeedText } from '../texts/needs.js';
import { isFulfilled } from './fulfilment.js';
import type { Story } from './story.js';

// Requests that end with a no. What they ask for differs from customer to customer, the need behind it is shared: that
// is what the needs register brings together. The yes that comes in the end is in fulfilment.ts.

/** A need that we have not changed for yet. */
function openNeed(scene: Scene): NeedText {
  let need = scene.repertoire.need();
  while (isFulfilled(need.needId, scene.daysLeft)) need = scene.repertoire.need();
  return need;
}

type Asked = { readonly requestId: string; readonly asked: string; readonly needId: string; readonly need: string };

function ask(scene: Scene, { asks, needId, need }: NeedText): Asked {
  const asked: Asked = { requestId: scene.id('request'), asked: scene.chance.pick(asks), needId, need };
  scene.diary.asks(needId);
  scene.record('RequestReceived', {
    ...asked,
    requesterRole: 'DECISION_MAKER',
    stakeholderId: scene.stakeholder('DECISION_MAKER', 'CHAMPION'),
    channel: scene.chance.pick(['PHONE', 'EMAIL', 'VIDEO'] as const),
  });
  return asked;
}

export const saidNoPlainly: Story = {
  name: 'said-no-plainly',
  shows: 'A no and nothing else.',
  tell(scene) {
    const asked = ask(scene, openNeed(scene));
    scene.workdays(2, 6).record('RequestDeclined', { ...asked, channel: 'EMAIL', note: scene.chance.pick(PLAIN_NOES) });
    scene.impress(-1.5);
  },
};

export const saidNoWithReason: Story = {
  name: 'said-no-with-reason',
  shows: 'A no that explains itself.',
  tell(scene) {
    const need = openNeed(scene);
    const asked = ask(scene, need);
    scene.workdays(1, 4).record('RequestDeclined', { ...asked, reason: need.reason, channel: 'PHONE' });
    scene.impress(-0.4);
  },
};

export const saidNoWithAlternative: Story = {
  name: 'said-no-with-alternative',
  shows: 'The question behind the question, and an alternative arranged before the no; most customers take it.',
  tell(scene) {
    const need = openNeed(scene);
    const asked = ask(scene, need);
    const { alternatives, reason } = need;
    scene.workdays(1, 3).record('RequestDeclined', {
      ...asked,
      reason,
      alternatives: scene.chance.happens(0.5) ? alternatives : alternatives.slice(0, 1),
      channel: 'PHONE',
      tone: 'COLLABORATIVE',
      note: `Asked what it is for. It is about this: ${need.need.toLowerCase()}.`,
    });
    scene.impress(0.6);
    if (scene.chance.happens(0.85))
      scene.workdays(1, 5).record('AlternativeAnswered', {
        requestId: asked.requestId,
        accepted: scene.chance.happens(0.75),
        channel: 'EMAIL',
      });
  },
};
