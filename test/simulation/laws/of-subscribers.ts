import type { Remains } from './remains.js';

/** Over all its connections a subscriber has heard each change once, in the order of the log, as it is told to whoever asks later. */
export function* ofSubscribers({ subscribers, told }: Remains): Iterable<string> {
  for (const { what, heard } of subscribers) {
    const expected = told[what];
    const length = Math.max(heard.length, expected.length);
    for (let index = 0; index < length; index += 1) {
      const [is, mustBe] = [heard[index], expected[index]];
      if (is?.cursor === mustBe?.cursor && is?.says === mustBe?.says) continue;
      const shown = (each: typeof is) => (each === undefined ? 'nothing' : `${each.cursor} ${each.says}`);
      yield `a subscriber of ${what} heard as its ${index}th ${shown(is)}, not ${shown(mustBe)}`;
      break;
    }
  }
}
