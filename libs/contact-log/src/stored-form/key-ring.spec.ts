import { temporaryFolder } from '../../../../test/kit/deployment.js';
import { KeyRing } from './key-ring.js';

it('forgets a key that another process destroyed', () => {
  const folder = temporaryFolder();
  const [one, other] = [new KeyRing(`${folder.path}/keys.db`), new KeyRing(`${folder.path}/keys.db`)];
  const key = one.keyFor('c');
  expect(key?.symmetricKeySize).toBe(32);
  expect(key && other.keyOf('c')?.equals(key)).toBe(true);
  one.destroy('c');
  expect(other.keyOf('c')).toBeNull();
  one.close();
  other.close();
  folder.remove();
});
