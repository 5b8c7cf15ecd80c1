import { clock } from '../words/numbers.js';
import { words } from '../words/words.js';
import { useConnection } from './live.js';

/** Says so while the connection is lost; screen readers hear it, too. */
export function ConnectionNotice() {
  const connection = useConnection();
  return (
    <div role="status" className="connection">
      {connection.state === 'LOST' && <p className="lost">{words.connectionLost(clock(connection.since))}</p>}
    </div>
  );
}
