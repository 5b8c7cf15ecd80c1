import { CallsOwedDocument } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Answer } from '../look/state.js';
import { left } from '../words/numbers.js';
import { words } from '../words/words.js';

export function CallsOwed() {
  const answer = useAnswer(CallsOwedDocument, { owner: null, after: null });
  return (
    <>
      <h1>{words.callsOwed}</h1>
      <Answer of={answer}>
        {({ callsOwed }) => (
          <ol>
            {callsOwed.edges.map(({ node }) => (
              <li key={node.id}>
                {node.relationship?.name}, {left(node.dueAt, Date.now()).text}
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </>
  );
}
