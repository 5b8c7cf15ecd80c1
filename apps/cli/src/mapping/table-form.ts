import { flagAt, listAt, MappingInvalid, oneOf, only, orElse, textAt, within } from './mapping-invalid.js';

/** How a file is laid out. */
export type TableForm = {
  /** Whether the first line names the columns. */
  readonly header: boolean;
  /** Names of the columns where no line does. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly encoding: 'utf8' | 'latin1';
};

/** @throws MappingInvalid */
export function tableAt(raw: unknown, path: string): TableForm {
  const json = only(raw ?? {}, ['header', 'columns', 'delimiter', 'encoding'], path);
  const header = orElse(json.header, within(path, 'header'), flagAt, true);
  const columns = orElse(json.columns, within(path, 'columns'), (value, at) => listAt(value, at, textAt), []);
  if (header && columns.length > 0)
    throw new MappingInvalid(
      within(path, 'columns'),
      'names columns that the header names already: set header to false',
    );
  if (!header && columns.length === 0)
    throw new MappingInvalid(within(path, 'columns'), 'is missing: there is no header');
  return {
    header,
    columns,
    delimiter: orElse(json.delimiter, within(path, 'delimiter'), textAt, ','),
    encoding: orElse(
      json.encoding,
      within(path, 'encoding'),
      (value, at) => oneOf(value, ['utf8', 'latin1'] as const, at),
      'utf8',
    ),
  };
}
