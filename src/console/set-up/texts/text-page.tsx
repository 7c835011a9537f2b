import { useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, Redirect, useLocation } from 'wouter';
import type { MessageWordsFragment } from '../../api/generated/graphql.js';
import { Button } from '../../ui/button.js';
import { TextInput } from '../../ui/text-input.js';
import { TextForm } from './text-form.js';
import { isLanguage, placeWords, TEXT } from './text-words.js';
import './texts.css';

interface TextPageProps {
  readonly texts: readonly MessageWordsFragment[];
  /** As the address has it. */
  readonly place: { readonly key: string; readonly channel: string; readonly language: string };
  /** The address of the list. */
  readonly list: string;
}

/** One text. In a language that has none yet it begins with the words of the first one. */
export function TextPage({ texts, place, list }: TextPageProps) {
  const ofKind = texts.filter(({ key, channel }) => key === place.key && channel === place.channel);
  const known = ofKind.find(({ language }) => language === place.language);
  if (!ofKind[0] || !isLanguage(place.language)) return <Redirect to={list} replace />;
  const text = known ?? { ...ofKind[0], language: place.language, isOwn: false, version: 0 };
  return (
    <div className="text-page">
      <p>
        <Link href={list}>All texts</Link>
      </p>
      <h2>
        {TEXT[text.key]}: {placeWords(text)}
      </h2>
      {!known && <p>There is none in this language yet. Until you save one, the English one goes out.</p>}
      <TextForm text={text} />
      <OtherLanguage under={`${list}/${text.key}/${text.channel}`} />
    </div>
  );
}

function OtherLanguage({ under }: { under: string }) {
  const [code, setCode] = useState('');
  const [, go] = useLocation();
  return (
    <Form
      aria-label="In another language"
      onSubmit={(event) => {
        event.preventDefault();
        if (isLanguage(code)) go(`${under}/${code}`);
      }}
    >
      <h3>In another language</h3>
      <TextInput
        label="Language"
        hint="Two letters: de, fr, es. Clients whose language it is get it."
        value={code}
        onChange={(typed) => setCode(typed.trim().toLowerCase())}
        maxLength={2}
      />
      <div className="actions">
        <Button type="submit" isDisabled={!isLanguage(code)}>
          Open it
        </Button>
      </div>
    </Form>
  );
}
