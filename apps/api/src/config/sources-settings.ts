import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ConfigurationInvalid, SettingsReader } from '#deployment';
import { readSource, SourceInvalid, type Source } from '#source';

/** A source that the server takes contacts by. */
export type ServedSource = {
  readonly source: Source;
  /** What requests to its inbox are signed with, several while one replaces another; empty if it has no inbox. */
  readonly secrets: readonly string[];
};

type Environment = Readonly<Record<string, string | undefined>>;

/** It stands in an address, in the name of a setting, and in `recordedBy`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;
/** Characters. A shorter secret could be guessed. */
const SHORTEST_SECRET = 16;

/** The sources in the folder SOURCES_DIR; none if it is not set. @throws ConfigurationInvalid one of them is wrong */
export function servedSources(environment: Environment): readonly ServedSource[] {
  const folder = environment.SOURCES_DIR || undefined;
  if (folder === undefined) return [];
  const reader = new SettingsReader(environment);
  const sources = namesIn(resolve(folder)).map((name) => {
    const source = sourceIn(join(resolve(folder), name));
    if (!NAME.test(name))
      throw new ConfigurationInvalid(
        `SOURCES_DIR has a source "${name}": a name is up to 40 letters, digits and hyphens`,
      );
    // INBOX_SECRET_X_FILE would be both the secret of x-file and the file with the secret of x.
    if (/(^|-)file$/i.test(name))
      throw new ConfigurationInvalid(`SOURCES_DIR has a source "${name}": no name ends in "file"`);
    return { source, secrets: source.inbox === null ? [] : secretsOf(reader, name) };
  });
  reader.refuseIfWrong();
  return sources;
}

/** Links to folders count, as Kubernetes mounts them; what begins with a dot does not. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.startsWith('.') && statSync(join(folder, name)).isDirectory())
      .sort();
  } catch (error) {
    throw new ConfigurationInvalid(`SOURCES_DIR ${folder} cannot be read: ${(error as Error).message}`);
  }
}

function sourceIn(folder: string): Source {
  try {
    return readSource(folder);
  } catch (error) {
    if (error instanceof SourceInvalid) throw new ConfigurationInvalid(`SOURCES_DIR: ${error.message}`);
    throw error;
  }
}

function secretsOf(reader: SettingsReader, name: string): readonly string[] {
  const variable = `INBOX_SECRET_${name.toUpperCase().replaceAll('-', '_')}`;
  const secrets = (reader.text(variable) ?? '').split(/\s+/).filter((each) => each !== '');
  if (secrets.length === 0)
    throw new ConfigurationInvalid(
      `${variable} is not set: the source ${name} has an inbox, and nobody could send to it. Set it, or ${variable}_FILE, to what its requests are signed with`,
    );
  if (secrets.some((each) => each.length < SHORTEST_SECRET))
    throw new ConfigurationInvalid(`${variable} has a secret of less than ${SHORTEST_SECRET} characters`);
  return secrets;
}
