import { words } from '../words/words.js';

/** What to do where nothing is on record. */
export function FirstRun() {
  const { heading, look, own, here } = words.firstRun;
  return (
    <section className="first-run">
      <h1>{heading}</h1>
      <p>{look}</p>
      <pre>npm run rapport -- demo</pre>
      <p>{own}</p>
      <p className="quiet">{here}</p>
    </section>
  );
}
