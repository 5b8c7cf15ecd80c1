import type { Wrong } from '../../apps/api/src/edge/health/health.js';

type Body = { readonly status: string; readonly notReady?: readonly Wrong[]; readonly degraded?: readonly Wrong[] };

/** What a probe answers: its HTTP status and body, with the reasons alone. */
export async function probe(api: { readonly url: string }, path: 'live' | 'ready' | 'lists') {
  const answer = await fetch(new URL(`/health/${path}`, api.url));
  const { status, notReady = [], degraded = [] } = (await answer.json()) as Body;
  const reasons = (wrong: readonly Wrong[]) => wrong.map(({ reason }) => reason);
  return { code: answer.status, status, notReady: reasons(notReady), degraded: reasons(degraded) };
}
