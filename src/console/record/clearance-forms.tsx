import {
  RecordClearanceGivenDocument,
  RequestClearanceDocument,
  WithdrawClearanceDocument,
} from '../api/generated/graphql.js';
import type { Technique } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { answerOf } from '../api/answer.js';
import { capital } from '../notes/note-words.js';
import { useNoteGuides } from '../notes/note-guides.js';
import { ActForm } from '../ui/act-form.js';
import { Checks } from '../ui/checks.js';
import { useDraft } from '../ui/draft.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';
import { wordsOf } from '../ui/words.js';

interface FormProps {
  readonly onClose: () => void;
}

export function RequestForm({ clientId, onClose }: FormProps & { clientId: string }) {
  const { draft, field } = useDraft({ note: '' });
  const [request] = useAct(RequestClearanceDocument);
  return (
    <ActForm
      label="Ask for a clearance"
      submit="Note that it is asked for"
      act={async () =>
        answerOf(await request({ input: { clientId, note: draft.note || null } }), (data) => data.requestClearance)
      }
      onDone={() => done('It is noted that a clearance is asked for.', onClose)}
      onBack={onClose}
    >
      <div className="wide">
        <TextInput {...field('note')} label="What is asked" lines={3} autoFocus />
      </div>
    </ActForm>
  );
}

/** `clearanceId`: the request that it answers; null where there was none. */
export function GivenForm(props: FormProps & { clientId: string; clearanceId: string | null }) {
  const { clientId, clearanceId, onClose } = props;
  const { draft, field, checks } = useDraft({
    ...{ givenBy: '', givenOn: '', expiresOn: '', note: '', techniques: [] as Technique[] },
  });
  const [record] = useAct(RecordClearanceGivenDocument);
  const { techniques } = useNoteGuides();
  const input = { ...draft, note: draft.note || null, clientId, clearanceId };
  return (
    <ActForm
      label="A clearance"
      submit="Record it"
      act={async () => answerOf(await record({ input }), (data) => data.recordClearance)}
      onDone={() => done('The clearance is recorded.', onClose)}
      onBack={onClose}
    >
      <TextInput {...field('givenBy')} label="Who gave it" hint="The health professional" isRequired autoFocus />
      <TextInput {...field('givenOn')} label="Given on" type="date" isRequired />
      <TextInput {...field('expiresOn')} label="Its last day" type="date" isRequired />
      <Checks
        {...checks('techniques')}
        label="For which techniques"
        items={techniques.map(({ technique: id }) => ({ id, name: capital(wordsOf(id)) }))}
      />
      <div className="wide">
        <TextInput {...field('note')} label="Note" lines={2} />
      </div>
    </ActForm>
  );
}

export function WithdrawForm({ id, onClose }: FormProps & { id: string }) {
  const { draft, field } = useDraft({ reason: '' });
  const [withdraw] = useAct(WithdrawClearanceDocument);
  return (
    <ActForm
      label="Withdraw the clearance"
      submit="Withdraw it"
      act={async () => answerOf(await withdraw({ input: { id, ...draft } }), (data) => data.withdrawClearance)}
      onDone={() => done('It holds no more.', onClose)}
      onBack={onClose}
    >
      <div className="wide">
        <TextInput {...field('reason')} label="Why it is withdrawn" lines={2} isRequired autoFocus />
      </div>
    </ActForm>
  );
}

function done(words: string, onClose: () => void): void {
  onClose();
  tell(words);
}
