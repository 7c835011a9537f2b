import { useEffect, useState } from 'react';
import { useQuery } from 'urql';
import {
  PreviewMessageTextDocument,
  ResetMessageTextDocument,
  SetMessageTextDocument,
} from '../../api/generated/graphql.js';
import type { MessageTextInput, MessageWordsFragment } from '../../api/generated/graphql.js';
import { useAct } from '../../api/act.js';
import { answerOf } from '../../api/answer.js';
import type { Answer } from '../../api/answer.js';
import { sentenceOf } from '../../api/failure.js';
import { ActButton } from '../../ui/act-button.js';
import { ActForm } from '../../ui/act-form.js';
import { useRecordDraft } from '../../ui/draft.js';
import { tell } from '../../ui/notices.js';
import { TextInput } from '../../ui/text-input.js';

/** One preview for what was typed in one go. */
const PAUSE_MS = 300;

/** The words of one message, how they read, and the way back to those that ship. */
export function TextForm({ text }: { text: MessageWordsFragment }) {
  const { key, channel, language, version } = text;
  const place = { key, channel, language };
  const { draft, field, settle } = useRecordDraft(wordsOf(text), version);
  const words = { ...draft, subject: channel === 'EMAIL' ? draft.subject : null };
  const set = useSet();
  return (
    <>
      <ActForm
        label="The text"
        submit="Save"
        act={() => set({ ...place, ...words }, version)}
        onDone={({ text: saved }) => {
          settle(wordsOf(saved), saved.version);
          tell('Saved. What goes out from now on says so.');
        }}
      >
        {channel === 'EMAIL' && <TextInput label="Subject" {...field('subject')} />}
        <div className="wide">
          <TextInput label="Text" lines={channel === 'EMAIL' ? 12 : 4} {...field('body')} />
        </div>
        <p className="wide quiet-text">
          These are filled in for each message:{' '}
          {text.variables.map((variable) => (
            <code key={variable}>{`{{ ${variable} }} `}</code>
          ))}
        </p>
      </ActForm>
      <Preview input={{ ...place, ...words }} />
      {text.isOwn && <BackToShipped text={text} onDone={(shipped) => settle(wordsOf(shipped), shipped.version)} />}
    </>
  );
}

const wordsOf = ({ subject, body }: MessageWordsFragment) => ({ subject: subject ?? '', body });

/** What is wrong with the words is said at the field. */
function useSet() {
  const [set] = useAct(SetMessageTextDocument);
  return async (input: MessageTextInput, version: number): Promise<Answer<{ text: MessageWordsFragment }>> => {
    const outcome = await set({ input: { ...input, version } });
    const answer = answerOf(outcome, ({ setMessageText }) => setMessageText);
    if (!answer || 'given' in answer) return answer;
    const refused = outcome && 'data' in outcome ? outcome.data.setMessageText : null;
    if (refused?.__typename === 'MessageTextRefused') return { ...answer, fields: { [refused.field]: answer.refusal } };
    return answer;
  };
}

function Preview({ input }: { input: MessageTextInput }) {
  const [shown, setShown] = useState(input);
  const typed = JSON.stringify(input);
  useEffect(() => {
    const soon = setTimeout(() => setShown(JSON.parse(typed) as MessageTextInput), PAUSE_MS);
    return () => clearTimeout(soon);
  }, [typed]);
  const [{ data, error }] = useQuery({ query: PreviewMessageTextDocument, variables: { input: shown } });
  const preview = data?.previewMessageText;
  const why = error ? sentenceOf(error) : preview?.__typename === 'MessageTextRefused' ? preview.message : null;
  return (
    <section aria-labelledby="preview">
      <h3 id="preview">How it reads</h3>
      <div className="preview" aria-live="polite">
        {why !== null && <p className="refusal">{why}</p>}
        {why === null && preview?.__typename === 'MessagePreview' && (
          <>
            {preview.subject && (
              <p>
                <strong>{preview.subject}</strong>
              </p>
            )}
            <p>{preview.text}</p>
          </>
        )}
      </div>
    </section>
  );
}

function BackToShipped({ text, onDone }: { text: MessageWordsFragment; onDone: (text: MessageWordsFragment) => void }) {
  const { key, channel, language, version } = text;
  const [reset] = useAct(ResetMessageTextDocument);
  return (
    <div className="actions">
      <ActButton
        asks="Your own words are gone then, and the text that ships goes out."
        act={async () =>
          answerOf(await reset({ input: { key, channel, language, version } }), (data) => data.resetMessageText)
        }
        onDone={({ text: shipped }) => {
          onDone(shipped);
          tell('The text that ships goes out again.');
        }}
      >
        Back to the text that ships
      </ActButton>
    </div>
  );
}
