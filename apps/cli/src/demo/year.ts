import { Calendar } from './scenes/calendar.js';
import { everyday, live, rare, type Telling } from './casting.js';
import type { Chance } from './scenes/chance.js';
import type { Customer } from './scenes/customer.js';
import { Diary } from './scenes/diary.js';
import { fateOf, isInterrupted } from './fate.js';
import { Repertoire } from './scenes/repertoire.js';
import { Scene, type Stage } from './scenes/scene.js';
import { opening } from './stories/opening.js';

/** Simulates one customer's year. @param until its end, milliseconds since the epoch */
export function yearOf(customer: Customer, until: number, chance: Chance): Diary {
  const fate = fateOf(customer, until, chance);
  const stage: Stage = {
    customer,
    calendar: new Calendar(customer.timeZone),
    chance,
    diary: new Diary(customer.customerId, chance),
    repertoire: new Repertoire(chance),
    until,
    managerAt: fate.managerAt,
  };
  const scheduled = [...everyday(customer, fate, chance), ...rare(customer, fate, chance)].filter(
    ({ at }) => at <= fate.forgottenFrom,
  );
  const tellings = [...scheduled, ...live(customer, fate, chance)]
    .filter(({ at }) => !isInterrupted(fate, at))
    .sort((a, b) => a.at - b.at);
  tellAll(stage, [{ story: opening, at: customer.openedAt }, ...tellings]);
  return stage.diary;
}

/** Tells the stories in the order in which they begin, since the customer's goodwill depends on earlier ones. */
function tellAll(stage: Stage, tellings: readonly Telling[]): void {
  const told = new Map<string, number>();
  for (const { story, at, isLive } of tellings) {
    if (stage.diary.isWindingDown(at)) return;
    const nth = (told.get(story.name) ?? 0) + 1;
    told.set(story.name, nth);
    const scene = new Scene(stage, `${story.name}-${nth}`, at);
    story.tell(isLive ? scene : scene.atWork());
  }
}
