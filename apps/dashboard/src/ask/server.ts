import type { Server } from '../../../client/src/index.js';
import { token } from './token.js';

/** The server that this page came from, asked as the user who is signed in. */
export const SERVER: Server = {
  url: new URL('graphql', document.baseURI),
  token: () => token.get() ?? '',
};
