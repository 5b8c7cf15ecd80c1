import { readFileSync } from 'node:fs';
import { ConfigurationInvalid } from './configuration-invalid.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a value comes from. `text` is null where its file cannot be read, or where it is said twice. */
export type Given =
  | { readonly from: 'environment'; readonly text: string | null }
  | { readonly from: 'file'; readonly file: string; readonly text: string | null };

export type Range = { readonly least: number; readonly most: number; readonly otherwise: number };

const LONGEST_SHOWN = 60;

/** Reads settings one by one. One that is wrong is noted and read as its default, so that all that is wrong is found at once. */
export class SettingsReader {
  readonly #environment: Environment;
  readonly #problems: string[] = [];
  /** A setting that is asked for twice has its problems once. */
  readonly #read = new Map<string, Given | undefined>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** What is wrong with the settings that were read; each is one line without secrets. */
  get problems(): readonly string[] {
    return this.#problems;
  }

  /** @throws ConfigurationInvalid with all problems */
  refuseIfWrong(): void {
    if (this.#problems.length > 0) throw new ConfigurationInvalid(this.#problems);
  }

  wrong(problem: string): void {
    this.#problems.push(problem);
  }

  /** Where the setting comes from: its variable, or the file that the variable with the suffix `_FILE` names; undefined if neither is set. */
  given(name: string): Given | undefined {
    if (!this.#read.has(name)) this.#read.set(name, this.#find(name));
    return this.#read.get(name);
  }

  /** Undefined if it is not set, or cannot be read. */
  text(name: string): string | undefined {
    return this.given(name)?.text ?? undefined;
  }

  /** A path or a command: no secret, so there is no second variable that names a file. */
  plain(name: string): string | undefined {
    return this.#environment[name] || undefined;
  }

  /** What `read` makes of the text; `otherwise` where there is none, or where `read` throws ConfigurationInvalid. */
  read<T>(name: string, otherwise: T, read: (text: string) => T): T {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof ConfigurationInvalid)) throw error;
      const given = this.given(name);
      // The message names the setting; where its value is, only this class knows.
      const where = given?.from === 'file' ? ` (${name}_FILE ${given.file})` : '';
      for (const problem of error.problems) this.wrong(`${problem}${where}`);
      return otherwise;
    }
  }

  whole(name: string, { least, most, otherwise }: Range): number {
    return this.read(name, otherwise, (text) => {
      const number = Number(text);
      if (/^\d+$/.test(text) && number >= least && number <= most) return number;
      throw new ConfigurationInvalid(`${name} must be a whole number from ${least} to ${most}, not ${shown(text)}`);
    });
  }

  yesOrNo(name: string): boolean {
    return this.oneOf(name, ['true', 'false'], 'false') === 'true';
  }

  oneOf<T extends string>(name: string, values: readonly T[], otherwise: T): T {
    return this.read(name, otherwise, (text) => {
      const value = values.find((each) => each === text);
      if (value !== undefined) return value;
      const all = `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
      throw new ConfigurationInvalid(`${name} must be ${all}, not ${shown(text)}`);
    });
  }

  #find(name: string): Given | undefined {
    const [value, file] = [this.#environment[name] ?? '', this.#environment[`${name}_FILE`] ?? ''];
    if (file === '') return value === '' ? undefined : { from: 'environment', text: value };
    if (value !== '') {
      this.wrong(`set either ${name} or ${name}_FILE, not both`);
      return { from: 'environment', text: null };
    }
    return { from: 'file', file, text: this.#contentOf(`${name}_FILE`, file) };
  }

  #contentOf(variable: string, file: string): string | null {
    try {
      const text = readFileSync(file, 'utf8').trim();
      if (text !== '') return text;
      this.wrong(`${variable} names a file that is empty: ${file}. Put the value into it.`);
      return null;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? 'unknown error'})`;
      this.wrong(`${variable} names a file that ${why}: ${file}. Name one that this user may read.`);
      return null;
    }
  }
}

/** A value in a message: quoted, and cut where it is long. */
export const shown = (value: string): string =>
  `"${value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}...` : value}"`;
