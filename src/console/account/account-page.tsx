import { useQuery } from 'urql';
import { AccountDocument } from '../api/generated/graphql.js';
import { sentenceOf } from '../api/failure.js';
import { PasswordForm } from './password-form.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';
import './account-page.css';

/** What belongs to whoever sits here, and not to the practice: where they are signed in, their second factor, their password. */
export function AccountPage() {
  const [{ data, error }, read] = useQuery({ query: AccountDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const again = (): void => read({ requestPolicy: 'network-only' });
  return (
    <div className="account">
      <h1>{data.me.name}</h1>
      <SecondFactor factor={data.me.secondFactor} onChange={again} />
      <Sessions sessions={data.sessions} onChange={again} />
      <PasswordForm />
    </div>
  );
}
