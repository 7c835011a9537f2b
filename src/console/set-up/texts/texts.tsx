import { useQuery } from 'urql';
import { Link, Route, Switch } from 'wouter';
import { MessageTextsDocument } from '../../api/generated/graphql.js';
import type { MessageWordsFragment } from '../../api/generated/graphql.js';
import { sentenceOf } from '../../api/failure.js';
import { TextPage } from './text-page.js';
import { placeWords, TEXT } from './text-words.js';

const LIST = '/set-up/texts';

/** What the messages say: the texts that ship, or the practice's own in their place. */
export function Texts() {
  const [{ data, error }] = useQuery({ query: MessageTextsDocument, requestPolicy: 'cache-and-network' });
  if (error) return <p role="alert">{sentenceOf(error)}</p>;
  if (!data) return <p role="status">Loading …</p>;
  const { messageTexts: texts } = data;
  return (
    <Switch>
      <Route path={`${LIST}/:key/:channel/:language`}>
        {(place) => (
          <TextPage key={`${place.key} ${place.channel} ${place.language}`} texts={texts} place={place} list={LIST} />
        )}
      </Route>
      <Route>
        <TextList texts={texts} />
      </Route>
    </Switch>
  );
}

function TextList({ texts }: { texts: readonly MessageWordsFragment[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Message</th>
          <th scope="col">Goes by, in</th>
          <th scope="col">Words</th>
        </tr>
      </thead>
      <tbody>
        {texts.map((text) => (
          <tr key={`${text.key} ${text.channel} ${text.language}`}>
            <td>
              <Link href={`${LIST}/${text.key}/${text.channel}/${text.language}`}>{TEXT[text.key]}</Link>
            </td>
            <td>{placeWords(text)}</td>
            <td>{text.isOwn ? '✎ your own' : 'as shipped'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
