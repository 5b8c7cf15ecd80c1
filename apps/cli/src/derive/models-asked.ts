import { readFileSync } from 'node:fs';
import { calendarOf, type ReadOnlyLog, type StorageSettings } from '#deployment';
import type { Position } from '#event-store';
import { ModelLog } from '#model-log';
import { ModelInvalid, onCalendar, parseModel, type ModelRegistry, type TrustModel } from '#trust';
import { UsageError } from '../terminal/usage-error.js';

/** The model for each segment. */
export type ModelsInUse = {
  /** Every model that some segment uses. */
  readonly all: readonly TrustModel[];
  for(segment: string | null): TrustModel;
};

/** The second clock: which registry events were known. */
export type KnownBy = { readonly knownAt: number; readonly position?: Position };
/** A named model is used for every segment; otherwise each segment uses the model that was active, as known then. */
export type ModelsAsked = (known: KnownBy) => ModelsInUse;

/**
 * @param nameOrPath a model's id, or the path of a document that need not be registered. Default: the active models
 * @throws UsageError there is no such model, or the document is not a model
 */
export async function modelsAsked(from: ModelsSource, nameOrPath: string | undefined): Promise<ModelsAsked> {
  const registry = await modelsOnRecord(from);
  if (nameOrPath === undefined) return ({ knownAt, position }) => active(registry.asKnown({ knownAt, position }));
  const model = modelNamed(registry, nameOrPath);
  return () => ({ all: [model], for: () => model });
}

/** The log of the models and the calendar that they count by. */
type ModelsSource = { readonly reading: Pick<ReadOnlyLog, 'store'>; readonly settings: StorageSettings };

/** The models of a log and those of the release. Nothing is activated here, so the minimum time in shadow is 0. */
export async function modelsOnRecord({ reading, settings }: ModelsSource): Promise<ModelRegistry> {
  return new ModelLog(reading.store, { minShadowMs: 0 }, Date.now, await calendarOf(settings.calendar)).read();
}

function active(registry: ModelRegistry): ModelsInUse {
  const segments = registry.all().flatMap(({ activeFor }) => activeFor);
  const all = new Set([null, ...segments].map((segment) => registry.activeFor(segment)));
  return { all: [...all], for: (segment) => registry.activeFor(segment) };
}

/**
 * A model by its id, in any state, or from a document in a file, with its fit evidence if it has any.
 * @throws UsageError there is no such model, or the document is not a model
 */
export function modelNamed(registry: ModelRegistry, nameOrPath: string): TrustModel {
  const registered = registry.find(nameOrPath);
  if (registered !== null) return registered.model;
  try {
    return onCalendar(parseModel(JSON.parse(readFileSync(nameOrPath, 'utf8'))), registry.calendar);
  } catch (error) {
    if (error instanceof ModelInvalid) throw new UsageError(`in ${nameOrPath}: ${error.message}`);
    if (error instanceof SyntaxError) throw new UsageError(`${nameOrPath} is not JSON: ${error.message}`);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new UsageError(`${nameOrPath} cannot be read: ${(error as Error).message}`);
    const known = registry.all().map(({ model }) => model.id);
    throw new UsageError(`there is no model ${nameOrPath}, and no such file; there are ${known.join(', ')}`);
  }
}
