const FED_BY = /^(?:import|inbox):(.+)$/s;

/** The source that a contact came from, by the correlation that an import and an inbox give it; null: it came from none. */
export const sourceOf = ({ correlationId }: { readonly correlationId: string }): string | null =>
  FED_BY.exec(correlationId)?.[1] ?? null;
