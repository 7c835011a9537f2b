import { useQuery } from 'urql';
import { Link, Route, Switch } from 'wouter';
import { ServiceListDocument } from '../../api/generated/graphql.js';
import { sentenceOf } from '../../api/failure.js';
import { TECHNIQUE } from '../words.js';
import { priceWords } from './price.js';
import { NewService, ServicePage } from './service-page.js';

/** What can be booked. */
export function Services() {
  return (
    <Switch>
      <Route path="/set-up/services" component={ServiceList} />
      <Route path="/set-up/services/new" component={NewService} />
      <Route path="/set-up/services/:id">{({ id }) => <ServicePage key={id} id={id} />}</Route>
    </Switch>
  );
}

function ServiceList() {
  const [{ data, error }] = useQuery({ query: ServiceListDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  return (
    <>
      <p>
        <Link href="/set-up/services/new">Add a service</Link>
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">Service</th>
            <th scope="col">Technique</th>
            <th scope="col">Minutes</th>
            <th scope="col">Price</th>
          </tr>
        </thead>
        <tbody>
          {data.services.map(({ id, name, technique, durationMinutes, price, archivedAt }) => (
            <tr key={id} className={archivedAt ? 'archived' : undefined}>
              <td>
                <Link href={`/set-up/services/${id}`}>{name}</Link>
                {archivedAt && ' · archived'}
              </td>
              <td>{TECHNIQUE[technique]}</td>
              <td>{durationMinutes}</td>
              <td>
                {priceWords(price.amountMinor, price.currency)} {price.currency}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
