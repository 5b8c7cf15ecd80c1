// Each alert is raised once, by a server to which that happens. Expressions are evaluated on what the server really tells.
import { until } from '../kit/until.js';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { scrape } from '../e2e/scrape.js';
import { yamlIn } from './files.js';

const [rules] = yamlIn('infra/prometheus/rules.yml') as [{ groups: { rules: { alert: string; expr: string }[] }[] }];
const exprs = new Map(rules.groups.flatMap((group) => group.rules).map(({ alert, expr }) => [alert, expr]));

/** Samples of one scrape by their text, such as `rapport_wrong{reason="STOPPING"}`. */
type Samples = ReadonlyMap<string, number>;

async function scraped(api: ApiUnderTest): Promise<Samples> {
  const text = await scrape(api).then(
    (answer) => answer.text(),
    () => null,
  );
  if (text === null) return new Map([['up{job="rapport"}', 0]]);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const split = lines.map((line): [string, number] => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)?.[0])]);
  return new Map([...split, ['up{job="rapport"}', 1]]);
}

/**
 * Evaluates what the rules use of PromQL: a selector, `increase` and `min_over_time` over two scrapes, a comparison, `unless`.
 * @throws Error for anything else, so that no rule is passed over
 */
function isRaised(expr: string, before: Samples, now: Samples): boolean {
  const FORM =
    /^(?:(increase|min_over_time)\()?(\w+)(\{[^}]*\})?(?:\[5m\]\))? (==|>) (\d+)(?: unless on \(instance\) (\w+))?$/;
  const [, over, name = '', labels, compared, wanted, unless] = FORM.exec(expr) ?? [];
  if (name === '') throw new Error(`this test cannot evaluate ${expr}`);
  const of = (samples: Samples) =>
    [...samples].filter(([key]) => (labels ? key === name + labels : key.split('{')[0] === name));
  if (unless !== undefined && now.has(unless)) return false;
  return of(now).some(([key, value]) => {
    const earlier = before.get(key) ?? 0;
    const result = over === 'increase' ? value - earlier : over === 'min_over_time' ? Math.min(value, earlier) : value;
    return compared === '==' ? result === Number(wanted) : result > Number(wanted);
  });
}

const raised = (before: Samples, now: Samples): string[] =>
  [...exprs].flatMap(([alert, expr]) => (isRaised(expr, before, now) ? [alert] : []));

let api: ApiUnderTest;
const seen = new Set<string>();
const note = (alerts: readonly string[]): readonly string[] => {
  for (const alert of alerts) seen.add(alert);
  return alerts;
};

beforeAll(async () => void (api = await ApiUnderTest.start()));
afterAll(() => expect([...exprs.keys()].filter((alert) => !seen.has(alert))).toEqual([]));

it('none is raised where nothing is wrong', async () => {
  await api.accept('openRelationship', { customerId: 'a' });
  const samples = await scraped(api);
  expect(raised(samples, samples)).toEqual([]);
  expect([...samples.keys()].filter((key) => key.startsWith('rapport_relationships{'))).toHaveLength(4);
});

it('RapportFaults, where a request fails as nobody foresaw', async () => {
  const before = await scraped(api);
  const { views } = api.deployment;
  const broken = jest.spyOn(views, 'contacts').mockRejectedValue(new TypeError('nobody foresaw this'));
  expect((await api.codes('{ contacts { edges { cursor } } }')).codes).toEqual(['INTERNAL']);
  broken.mockRestore();
  expect(note(raised(before, await scraped(api)))).toEqual(['RapportFaults']);
});

it('RapportWrong and RapportViewsBehind, where an event cannot be projected, and where the projector stands', async () => {
  const { store, projector } = api.deployment;
  const event = { id: '00000000-0000-4000-8000-00000000000a', type: 'SongSung', data: {}, metadata: { v: 1 } };
  await store.append('relationship-a', [event], 'any');
  let samples = await scraped(api);
  await until(async () => (samples = await scraped(api)).get('rapport_parked_events') === 1);
  expect(note(raised(samples, samples))).toEqual(['RapportWrong']);
  await projector.stop();
  await store.append('song-b', [{ ...event, id: '00000000-0000-4000-8000-00000000000b' }], 'any');
  samples = await scraped(api);
  expect(note(raised(samples, samples))).toContain('RapportViewsBehind');
});

it('RapportLogUnreachable, where the head of the log is not known', async () => {
  const head = jest.spyOn(api.deployment.store, 'head').mockRejectedValue(new Error('gone'));
  const samples = await scraped(api);
  head.mockRestore();
  expect(note(raised(samples, samples))).toContain('RapportLogUnreachable');
});

it('RapportDown, where nobody answers', async () => {
  await api.stop();
  const samples = await scraped(api);
  expect(note(raised(samples, samples))).toEqual(['RapportDown']);
});
