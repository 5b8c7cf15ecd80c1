import { readFileSync } from 'node:fs';
import type { EventStore, Position } from '#event-store';
import { ModelLog } from '#model-log';
import { ModelInvalid, parseModel, type ModelRegistry, type TrustModel } from '#trust';
import { UsageError } from '../terminal/usage-error.js';

/** Which model scores are read by. */
export type ModelsInUse = {
  /** Every model that some segment may be read by. */
  readonly all: readonly TrustModel[];
  for(segment: string | null): TrustModel;
};

/** What was known of models, as of everything else. */
export type KnownBy = { readonly knownAt: number; readonly position?: Position };
/** A model asked for is used whatever was known; else the ones that were active, each in its segments. */
export type ModelsAsked = (known: KnownBy) => ModelsInUse;

/**
 * @param nameOrPath a model's id, or the path of a document that need not be registered; left out: the active ones
 * @throws UsageError where there is no such model, or the document is none
 */
export async function modelsAsked(store: EventStore, nameOrPath: string | undefined): Promise<ModelsAsked> {
  const registry = await modelsOnRecord(store);
  if (nameOrPath === undefined) return ({ knownAt, position }) => active(registry.asKnown({ knownAt, position }));
  const model = modelNamed(registry, nameOrPath);
  return () => ({ all: [model], for: () => model });
}

/** The models of a log and those that come with the release. That a change needs time in shadow is no matter here. */
export const modelsOnRecord = (store: EventStore): Promise<ModelRegistry> =>
  new ModelLog(store, { minShadowMs: 0 }).read();

function active(registry: ModelRegistry): ModelsInUse {
  const segments = registry.all().flatMap(({ activeFor }) => activeFor);
  const all = new Set([null, ...segments].map((segment) => registry.activeFor(segment)));
  return { all: [...all], for: (segment) => registry.activeFor(segment) };
}

/**
 * A model by its id, whatever its state, or the document in a file, with the evidence for it where it has some.
 * @throws UsageError where there is no such model, or the document is none
 */
export function modelNamed(registry: ModelRegistry, nameOrPath: string): TrustModel {
  const registered = registry.find(nameOrPath);
  if (registered !== null) return registered.model;
  try {
    return parseModel(JSON.parse(readFileSync(nameOrPath, 'utf8')));
  } catch (error) {
    if (error instanceof ModelInvalid) throw new UsageError(`in ${nameOrPath}: ${error.message}`);
    if (error instanceof SyntaxError) throw new UsageError(`${nameOrPath} is not JSON: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new UsageError(`${nameOrPath} cannot be read: ${(error as Error).message}`);
    const known = registry.all().map(({ model }) => model.id);
    throw new UsageError(`there is no model ${nameOrPath}, and no such file; there are ${known.join(', ')}`);
  }
}
