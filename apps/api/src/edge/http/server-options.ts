/** How long the server waits for a caller, milliseconds. */
export type Patience = {
  /** For the first byte of a connection, and for all headers of a request. */
  readonly headersMs: number;
  /** For a whole request with its body. */
  readonly requestMs: number;
};

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000 };
const MOST_BETWEEN_CHECKS_MS = 1_000;

/** The options of Fastify that end connections which say nothing, or say it slowly. @param patience replaced in tests */
export const serverOptions = ({ headersMs, requestMs }: Patience = PATIENCE) => ({
  requestTimeout: requestMs,
  http: {
    headersTimeout: headersMs,
    connectionsCheckingInterval: Math.min(headersMs, MOST_BETWEEN_CHECKS_MS),
  },
});
