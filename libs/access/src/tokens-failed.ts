/** The tokens cannot be read now. */
export class TokensUnavailable extends Error {
  constructor(cause: unknown) {
    const { message = 'no reason is known' } = (cause ?? {}) as { readonly message?: string };
    super(`the tokens cannot be read: ${message}`, { cause });
  }
}

/** A token of this name is in use. */
export class TokenNameTaken extends Error {
  constructor(name: string) {
    super(`there is a token named "${name}" already; revoke it, or choose another name`);
  }
}
