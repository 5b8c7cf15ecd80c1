import { ServerCredentials } from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Self-signed, for 127.0.0.1 and localhost, and worth nothing: its key lies beside it for everyone to read. */
export const CERTIFICATE_FILE = beside('certificate.pem');

export const tlsCredentials = (): ServerCredentials =>
  ServerCredentials.createSsl(null, [
    { private_key: readFileSync(beside('key.pem')), cert_chain: readFileSync(CERTIFICATE_FILE) },
  ]);
