/** What a document may ask for on this server. */
export abstract class DocumentSettings {
  /** The cost of one operation, see cost.ts. */
  abstract readonly maxCost: number;
  /** The cost of what one caller asks for within a minute; null: there is no limit. */
  abstract readonly maxCostPerMinute: number | null;
  /** Whether callers may read the schema, by introspection or by the suggestions in error messages. */
  abstract readonly isSchemaPublic: boolean;
}
