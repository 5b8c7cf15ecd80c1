import { ask, readFrom } from '../ask/ask.js';
import type { RecordedFragment, TypedDocumentString } from '../ask/operations.js';

type Mutation<Input> = TypedDocumentString<{ readonly recorded: RecordedFragment }, { readonly input: Input }>;

/** Records a contact; what is read afterwards includes it. @throws AskFailed if the server does not answer */
export async function record<Input>(mutation: Mutation<Input>, input: Input): Promise<RecordedFragment> {
  const { recorded } = await ask(mutation, { input });
  readFrom(recorded.position);
  return recorded;
}
