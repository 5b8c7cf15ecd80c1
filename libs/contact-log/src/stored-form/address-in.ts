/** The bounds keep it fast on any text: a name of a domain has at most 253 characters. */
const ADDRESS = /[^\s@<>](?:@|%40)[^\s@<>]{1,253}\.[^\s@<>]/i;

/** Whether a text holds what looks like an e-mail address. */
export const holdsAddress = (text: string): boolean => ADDRESS.test(text.normalize('NFKC'));
