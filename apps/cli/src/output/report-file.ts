import { mkdirSync, statSync } from 'node:fs';
import { openOutput } from './open-output.js';
import { UsageError } from '../terminal/usage-error.js';

/**
 * Finds out before the work is done whether its report can be written; a pipe is left alone, since its reader would see
 * it end. @throws UsageError
 */
export async function assertWritable(file: string | undefined): Promise<void> {
  if (file === undefined || isPipe(file)) return;
  await openOutput(file).abandon();
}

function isPipe(file: string): boolean {
  try {
    return statSync(file).isFIFO();
  } catch {
    return false;
  }
}

/**
 * Writes a report. Reports and fitted models say facts of customers, so a new one is readable by its owner alone.
 * @throws UsageError where it cannot be written there; OutputFailed
 */
export async function writeReport(file: string, text: string): Promise<void> {
  const output = openOutput(file);
  try {
    await output.write(text);
  } catch (error) {
    await output.abandon();
    throw error;
  }
  await output.close();
}

/** Makes a folder that reports will stand in, where it is not there. @throws UsageError */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new UsageError(`${folder} cannot be made: ${(error as Error).message}`);
  }
}
