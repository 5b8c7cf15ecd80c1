import { readdirSync } from 'node:fs';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Secret } from 'kubernetes-models/v1/Secret';
import { Service } from 'kubernetes-models/v1/Service';
import { ApiUnderTest } from '../e2e/api-under-test.js';
import { isPinned, yamlIn } from './files.js';
import { settingsKnown } from './settings-known.js';

const FOLDER = 'infra/kubernetes';
const KUSTOMIZATION = 'kustomization.yaml';

type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
};
type Validated = new (data: never) => { validate(): void };
const KINDS: Readonly<Record<string, Validated>> = {
  Deployment,
  NetworkPolicy,
  PodDisruptionBudget,
  ConfigMap,
  Namespace,
  PersistentVolumeClaim,
  Secret,
  Service,
};

const files = readdirSync(FOLDER).filter((file) => file !== KUSTOMIZATION);
const manifestsIn = (file: string) => yamlIn(`${FOLDER}/${file}`) as Manifest[];
const all = files.flatMap(manifestsIn);
const theOne = <T>(kind: string): T => {
  const found = all.filter((each) => each.kind === kind);
  if (found.length !== 1) throw new Error(`${found.length} of ${kind}`);
  return found[0] as T;
};

it.each(all.map((manifest) => [manifest.kind, manifest] as const))('%s is what Kubernetes takes', (kind, manifest) => {
  const Kind = KINDS[kind];
  if (Kind === undefined) throw new Error(`${kind} has no schema here`);
  const { apiVersion, kind: knownKind } = new Kind({} as never) as unknown as Manifest;
  expect([manifest.apiVersion, manifest.kind]).toEqual([apiVersion, knownKind]);
  new Kind(manifest as never).validate();
  if (kind !== 'Namespace') expect(manifest.metadata.namespace).toBe('rapport');
});

it('applies everything but the template of the secret', () => {
  const [{ resources }] = yamlIn(`${FOLDER}/${KUSTOMIZATION}`) as [{ resources: string[] }];
  expect([...resources].sort()).toEqual(files.filter((file) => file !== 'secret.template.yaml').sort());
});

const { spec } = theOne<Deployment>('Deployment');
const pod = spec?.template.spec;
const container = pod?.containers[0];

it('runs one container of one version, as nobody special, on a file system it cannot write', () => {
  expect(pod?.containers).toHaveLength(1);
  expect(isPinned(container?.image ?? '')).toBe(true);
  expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  expect(pod?.securityContext?.runAsUser).toBeGreaterThan(0);
  expect(container?.securityContext).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  expect(container?.resources).toMatchObject({
    requests: { cpu: expect.anything() as string },
    limits: { memory: '2Gi' },
  });
  expect(pod?.automountServiceAccountToken).toBe(false);
});

it('is one set of pods to all that speak of them, on one port', () => {
  const labels = spec?.template.metadata?.labels;
  expect(spec?.selector.matchLabels).toEqual(labels);
  expect(theOne<Service>('Service').spec?.selector).toEqual(labels);
  expect(theOne<PodDisruptionBudget>('PodDisruptionBudget').spec?.selector?.matchLabels).toEqual(labels);
  const policy = theOne<NetworkPolicy>('NetworkPolicy').spec;
  expect(policy?.podSelector?.matchLabels).toEqual(labels);
  expect(container?.ports).toEqual([{ name: 'http', containerPort: 3000 }]);
  expect(theOne<ConfigMap>('ConfigMap').data?.PORT).toBe('3000');
  expect(theOne<Service>('Service').spec?.ports?.[0]?.targetPort).toBe('http');
  expect(policy?.ingress?.flatMap(({ ports }) => ports)).toEqual([{ protocol: 'TCP', port: 3000 }]);
});

it('sets what the server asks for, with secrets that the template has, in files', () => {
  const { data = {} } = theOne<ConfigMap>('ConfigMap');
  expect(Object.keys(data).filter((name) => !settingsKnown().has(name))).toEqual([]);
  const { stringData = {} } = theOne<Secret>('Secret');
  const mountPath = container?.volumeMounts?.find(({ name }) => name === 'secrets')?.mountPath;
  const inFiles = Object.entries(data).filter(([name]) => name.endsWith('_FILE'));
  expect(inFiles.map(([, file]) => file).sort()).toEqual(
    Object.keys(stringData)
      .map((key) => `${mountPath}/${key}`)
      .sort(),
  );
  expect(new Set(Object.values(stringData))).toEqual(new Set(['FILL_IN']));
  expect(container?.volumeMounts?.find(({ name }) => name === 'data')?.mountPath).toBe(data.DATA_DIR);
});

it('mounts what there is', () => {
  const volumes = pod?.volumes ?? [];
  expect(container?.volumeMounts?.map(({ name }) => name).sort()).toEqual(volumes.map(({ name }) => name).sort());
  // Nothing that must last is on a machine.
  expect(volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])).toEqual([]);
  expect(volumes.flatMap(({ secret }) => secret?.secretName ?? [])).toEqual([theOne<Manifest>('Secret').metadata.name]);
});

it('asks for health where the server answers', async () => {
  const api = await ApiUnderTest.start();
  const probes = [container?.startupProbe, container?.livenessProbe, container?.readinessProbe];
  for (const probe of probes) {
    expect(probe?.httpGet?.port).toBe('http');
    expect((await fetch(new URL(probe?.httpGet?.path ?? '', api.url))).status).toBe(200);
  }
  await api.stop();
});
