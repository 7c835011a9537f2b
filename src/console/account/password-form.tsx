import { useState } from 'react';
import { Form } from 'react-aria-components';
import { ChangePasswordDocument } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { TextInput } from '../ui/text-input.js';
import { answerOf } from '../api/answer.js';

/** Which passwords are good enough the API says. */
export function PasswordForm() {
  const [change, busy] = useAct(ChangePasswordDocument);
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const submit = async (): Promise<void> => {
    const answer = answerOf(await change({ input: { currentPassword, newPassword } }), (data) => data.changePassword);
    if (!answer) return;
    if ('refusal' in answer) return setRefusal(answer.refusal);
    setRefusal(undefined);
    setCurrent('');
    setNew('');
    tell('The password is changed. Your other sessions have ended.');
  };
  return (
    <section aria-labelledby="password">
      <h2 id="password">Password</h2>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          label="Present password"
          type="password"
          autoComplete="current-password"
          {...{ value: currentPassword, onChange: setCurrent }}
          isRequired
        />
        <TextInput
          label="New password"
          type="password"
          autoComplete="new-password"
          {...{ value: newPassword, onChange: setNew, error: refusal }}
          isRequired
        />
        <div className="actions">
          <Button type="submit" isPending={busy}>
            Change it
          </Button>
        </div>
      </Form>
    </section>
  );
}
