import { readdirSync, readFileSync } from 'node:fs';
import { definitionOf } from '#relationship';
import { ApiUnderTest, TOKEN } from '../e2e/api-under-test.js';
import { yamlIn } from './files.js';

type Panel = {
  readonly id: number;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets: readonly { readonly expr: string }[];
};
type Dashboard = { readonly uid: string; readonly panels: readonly Panel[] };
const DASHBOARDS = 'infra/grafana/dashboards';
const dashboards = readdirSync(DASHBOARDS).map(
  (file) => JSON.parse(readFileSync(`${DASHBOARDS}/${file}`, 'utf8')) as Dashboard,
);
const [rules] = yamlIn('infra/prometheus/rules.yml') as [
  { groups: { rules: { alert: string; expr: string; annotations: { runbook_url: string } }[] }[] },
];
const [scraping] = yamlIn('infra/prometheus/prometheus.yml') as [
  { scrape_configs: { job_name: string; static_configs: { targets: string[] }[]; authorization: object }[] },
];
const [{ datasources }] = yamlIn('infra/grafana/provisioning/datasources/prometheus.yml') as [
  { datasources: { uid: string; type: string; url: string }[] },
];
const [{ services }] = yamlIn('docker-compose.yml') as [
  { services: Record<string, { volumes?: string[]; secrets?: string[] }> },
];
const [{ providers }] = yamlIn('infra/grafana/provisioning/dashboards/rapport.yml') as [
  { providers: { options: { path: string } }[] },
];

/** Metrics and labels that an expression names. */
function namesIn(expr: string): { metrics: string[]; labels: string[] } {
  const unquoted = expr.replace(/"[^"]*"/g, '""');
  const labels = [...unquoted.matchAll(/(?:\{|,\s*)(\w+)\s*=~?/g)].map(([, label = '']) => label);
  const grouped = [...unquoted.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g)].flatMap(([, inner = '']) => inner.split(/,\s*/));
  const metrics = [...unquoted.matchAll(/\b(?:up|[a-z]+_[a-z0-9_]+)\b(?!\s*\()/g)].map(([metric]) => metric);
  return { metrics: metrics.filter((metric) => metric !== 'up'), labels: [...labels, ...grouped] };
}

it('draws and watches only what the server tells', async () => {
  const api = await ApiUnderTest.start();
  const answer = await fetch(api.url.replace('/graphql', '/metrics'), {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const text = await answer.text();
  await api.stop();
  const told = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = '', type]) =>
    type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
  );
  const exprs = [
    ...dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))),
    ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
  ];
  expect(exprs.length).toBeGreaterThan(10);
  const named = exprs.map(namesIn);
  expect(named.flatMap(({ metrics }) => metrics).filter((metric) => !told.includes(metric))).toEqual([]);
  const labels = ['instance', 'job', 'le', 'type', 'code', 'operation', 'reason', 'band'];
  expect(named.flatMap((each) => each.labels).filter((label) => !labels.includes(label))).toEqual([]);
});

it('reads an expression as it is meant', () => {
  expect(namesIn('sum by (code) (rate(a_total{code="x_y"}[5m])) > 0 unless on (instance) b_c')).toEqual({
    metrics: ['a_total', 'b_c'],
    labels: ['code', 'code', 'instance'],
  });
});

it('is scraped where the server is, with the token', () => {
  const [job] = scraping.scrape_configs;
  expect(job?.static_configs[0]?.targets).toEqual(['api:3000']);
  expect(Object.keys(services)).toContain('api');
  expect(job?.authorization).toEqual({ credentials_file: '/run/secrets/admin-token' });
  expect(services.prometheus?.secrets).toContain('admin-token');
  expect(services.prometheus?.volumes).toContain('./infra/prometheus:/etc/prometheus:ro');
});

it('names contacts that there are', () => {
  const exprs = dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
  const named = exprs.flatMap((expr) => /type=~"([^"]+)"/.exec(expr)?.[1]?.split('|') ?? []);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((type) => definitionOf(type) === null)).toEqual([]);
});

it('has what to do about each alert', () => {
  const page = readFileSync('docs/alerts.md', 'utf8');
  for (const { alert, annotations } of rules.groups.flatMap((group) => group.rules)) {
    expect(page).toContain(`\n## ${alert}\n`);
    expect(annotations.runbook_url).toBe(`docs/alerts.md#${alert.toLowerCase()}`);
  }
});

it('is two dashboards that Grafana finds', () => {
  expect(dashboards.map(({ uid }) => uid)).toEqual(['rapport', 'rapport-relationships']);
  const [source] = datasources;
  expect(source?.url).toBe('http://prometheus:9090');
  expect(services.grafana?.volumes).toContain(`./infra/grafana/dashboards:${providers[0]?.options.path}:ro`);
});

it.each(dashboards)('$uid has panels side by side', ({ panels }) => {
  const [source] = datasources;
  expect(panels).not.toEqual([]);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { datasource, gridPos } of panels) {
    expect(datasource).toEqual({ type: source?.type, uid: source?.uid });
    expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  }
  const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(places).size).toBe(places.length);
});
