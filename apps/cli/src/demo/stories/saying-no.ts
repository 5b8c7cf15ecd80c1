import type { Scene } from '../scenes/scene.js';
import { PLAIN_NOES } from '../texts/talk.js';
import type { NeedText } from '../texts/needs.js';
import { isFulfilled } from './fulfilment.js';
import type { Story } from './story.js';

// Requests that end with a no. Customers ask for different things because of the same need; the needs register groups
// such requests by need. The later yes is in fulfilment.ts.

/** A need that is not fulfilled yet. */
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
  shows: 'A no without a reason.',
  tell(scene) {
    const asked = ask(scene, openNeed(scene));
    scene.workdays(2, 6).record('RequestDeclined', { ...asked, channel: 'EMAIL', note: scene.chance.pick(PLAIN_NOES) });
    scene.impress(-1.5);
  },
};

export const saidNoWithReason: Story = {
  name: 'said-no-with-reason',
  shows: 'A no with its reason.',
  tell(scene) {
    const need = openNeed(scene);
    const asked = ask(scene, need);
    scene.workdays(1, 4).record('RequestDeclined', { ...asked, reason: need.reason, channel: 'PHONE' });
    scene.impress(-0.4);
  },
};

export const saidNoWithAlternative: Story = {
  name: 'said-no-with-alternative',
  shows: 'We ask for the need behind the request and arrange an alternative before the no; most customers accept it.',
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
