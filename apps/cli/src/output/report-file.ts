import { makeFolders } from '#deployment';
import { statSync } from 'node:fs';
import { openOutput } from './open-output.js';
import { UsageError } from '../terminal/usage-error.js';

/**
 * Checks before the work begins that its report can be written. A pipe is not tried: its reader would see it end.
 * @throws UsageError
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
 * Writes a report. Reports and fitted models contain facts about customers, so a new file is readable by its owner only.
 * @throws UsageError it cannot be written there; OutputFailed
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

/** Creates the folder for reports if it does not exist. @throws UsageError */
export function makeFolder(folder: string): void {
  try {
    makeFolders(folder);
  } catch (error) {
    throw new UsageError(`${folder} cannot be made: ${(error as Error).message}`);
  }
}
