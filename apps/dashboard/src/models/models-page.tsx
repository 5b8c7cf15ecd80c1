import { keepInAddress, useAddress, hrefOf } from '../address/address.js';
import { ComparedDocument, ModelsDocument, type ModelsQuery } from '../ask/operations.js';
import { useAnswer } from '../ask/use-answer.js';
import { Answer } from '../look/state.js';
import { ownerShown, Whose } from '../owed/whose.js';
import { useMe } from '../session/me.js';
import { change, count, points } from '../words/numbers.js';
import { words } from '../words/words.js';
import { Scatter, type Compared } from './scatter.js';

/** The relationships that are compared: those with the lowest scores. */
const MOST = 100;
const MOVERS = 20;

/** Two models side by side over the book, for analysts: who would score otherwise, and by how much. */
export function ModelsPage() {
  const answer = useAnswer(ModelsDocument, {});
  return (
    <>
      <h1>{words.models.heading}</h1>
      <p className="quiet">{words.models.about}</p>
      <Answer of={answer}>{({ models }) => <SideBySide models={models} />}</Answer>
    </>
  );
}

function SideBySide({ models }: { readonly models: ModelsQuery['models'] }) {
  const { params } = useAddress();
  const active = models.find(({ isDefault }) => isDefault)?.id ?? models[0]?.id ?? '';
  const a = params.get('a') ?? active;
  const b = params.get('b') ?? models.findLast(({ id }) => id !== a)?.id ?? a;
  const owner = ownerShown(params.get('owner'), useMe());
  const answer = useAnswer(ComparedDocument, { a, b, filter: { owner }, first: MOST });
  const choice = (param: 'a' | 'b', label: string, chosen: string) => (
    <label className="select">
      {label}
      <select value={chosen} onChange={(event) => keepInAddress({ [param]: event.target.value })}>
        {models.map(({ id }) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div className="filters">
        {choice('a', words.models.first, a)}
        {choice('b', words.models.second, b)}
        <Whose owner={owner} />
      </div>
      <Answer of={answer}>
        {({ relationships: { edges, pageInfo } }) => (
          <>
            {pageInfo.hasNextPage && <p className="quiet">{words.models.lowest(count(MOST))}</p>}
            <Scatter of={edges.map(({ node }) => node)} a={a} b={b} />
            <Movers of={edges.map(({ node }) => node)} a={a} b={b} />
          </>
        )}
      </Answer>
    </>
  );
}

type MoversProps = { readonly of: readonly Compared[]; readonly a: string; readonly b: string };

/** Whose score differs most, and whose band would be another. */
function Movers({ of, a, b }: MoversProps) {
  const { models: texts, bands } = words;
  const movers = of.toSorted((one, other) => shiftOf(other) - shiftOf(one)).slice(0, MOVERS);
  const changed = of.filter(({ modelComparison }) => modelComparison.a.band !== modelComparison.b.band).length;
  return (
    <section>
      <h2>{texts.movers}</h2>
      <p>{texts.changed(count(changed), count(of.length))}</p>
      <table className="book">
        <thead>
          <tr>
            <th scope="col">{words.book.heads.name}</th>
            <th scope="col">{a}</th>
            <th scope="col">{b}</th>
            <th scope="col">{texts.shift}</th>
          </tr>
        </thead>
        <tbody>
          {movers.map(({ customerId, modelComparison: { a: first, b: second, shift } }) => (
            <tr key={customerId}>
              <th scope="row">
                <a href={hrefOf(['customers', customerId])}>{customerId}</a>
              </th>
              <td>
                {points(first.score)} {bands[first.band]}
              </td>
              <td>
                {points(second.score)} {bands[second.band]}
              </td>
              <td className="figure">{change(shift)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const shiftOf = ({ modelComparison }: Compared): number => Math.abs(modelComparison.shift);
