import type { Writable } from 'node:stream';

/** Writes the text. @returns whether the stream took all of it: a closed pipe or a full disk does not */
export const said = (text: string, out: Writable): Promise<boolean> =>
  new Promise((done) => {
    // A stream that fails says so by an event as well, which would end the process. Later failures change nothing here.
    out.on('error', () => done(false));
    out.write(text, (error) => done(error == null));
  });
