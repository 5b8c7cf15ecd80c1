export const ROWS = ['THIS', 'FIRST', 'LAST'] as const;
/** Of which row of the group. */
export type WhichRow = (typeof ROWS)[number];

export type Value =
  | { readonly is: 'LITERAL'; readonly value: string | number | boolean }
  | {
      readonly is: 'COLUMN';
      readonly column: string;
      readonly row: WhichRow;
      /** What stands for what; what is not named stands for itself. */
      readonly map: Readonly<Record<string, string>>;
      /** Texts that mean that nothing is known. */
      readonly unknown: readonly string[];
      readonly otherwise: string | number | boolean | null;
      readonly asNumber: boolean;
    }
  | { readonly is: 'TEXT'; readonly text: string }
  | { readonly is: 'FIRST_OF'; readonly values: readonly Value[] }
  | { readonly is: 'WHETHER'; readonly condition: Condition }
  | { readonly is: 'TIME'; readonly time: Time }
  | { readonly is: 'GROUP'; readonly facts: Facts }
  | { readonly is: 'LIST'; readonly values: readonly Value[] };
export type Facts = Readonly<Record<string, Value>>;

export type Time =
  | { readonly is: 'COLUMN'; readonly column: string; readonly row: WhichRow; readonly plusMinutes: number }
  | { readonly is: 'FIRST_OF' | 'EARLIEST_OF' | 'LATEST_OF'; readonly times: readonly Time[] };

export type Condition =
  | { readonly is: 'ALL' | 'ANY'; readonly conditions: readonly Condition[] }
  | { readonly is: 'NOT'; readonly condition: Condition }
  | { readonly is: 'ROW'; readonly row: 'FIRST' | 'LAST' }
  | { readonly is: 'LAST_WHERE'; readonly condition: Condition }
  | { readonly is: 'AFTER'; readonly time: Time; readonly after: Time }
  | { readonly is: 'ONE_OF'; readonly column: string; readonly values: readonly string[] }
  | { readonly is: 'BECOMES'; readonly column: string; readonly values: readonly string[] }
  | { readonly is: 'RISES' | 'ABOVE_FIRST' | 'IS_TIME' | 'IS_EMPTY'; readonly column: string }
  | {
      readonly is: 'NUMBER';
      readonly column: string;
      readonly than: 'ABOVE' | 'BELOW' | 'AT_LEAST' | 'AT_MOST';
      readonly number: number;
    };
