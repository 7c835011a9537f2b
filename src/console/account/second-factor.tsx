import { useState } from 'react';
import type { AccountQuery } from '../api/generated/graphql.js';
import {
  BeginTotpEnrolmentDocument,
  ConfirmTotpEnrolmentDocument,
  RegenerateRecoveryCodesDocument,
  RemoveTotpDocument,
} from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { Button } from '../ui/button.js';
import { tell } from '../ui/notices.js';
import { answerOf } from '../api/answer.js';
import type { Answer } from '../api/answer.js';
import { QrCode } from './qr-code.js';
import { SecretsForm } from './secrets-form.js';

type Step =
  | { readonly kind: 'idle' | 'password' | 'regenerate' | 'remove' }
  | { readonly kind: 'scan'; readonly uri: string; readonly secret: string }
  | { readonly kind: 'codes'; readonly codes: readonly string[] };

interface SecondFactorProps {
  readonly factor: AccountQuery['me']['secondFactor'];
  readonly onChange: () => void;
}

/** Turns the second factor on and off, and hands out recovery codes: once, to be kept apart from the phone. */
export function SecondFactor({ factor, onChange }: SecondFactorProps) {
  const [step, setStep] = useState<Step>({ kind: 'idle' });
  const back = (): void => setStep({ kind: 'idle' });
  const acts = useFactorActs(setStep, onChange);
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">Second factor</h2>
      {step.kind === 'idle' && <Standing factor={factor} onStep={setStep} />}
      {step.kind === 'password' && (
        <SecretsForm asks={['password']} submit="Go on" onSubmit={acts.begin} onBack={back} />
      )}
      {step.kind === 'scan' && (
        <>
          <p>Scan this with an authenticator app, or type the key into it. Then enter the code that it shows.</p>
          <QrCode text={step.uri} />
          <p className="secret">{step.secret}</p>
          <SecretsForm asks={['code']} submit="Turn it on" onSubmit={acts.confirm} onBack={back} />
        </>
      )}
      {step.kind === 'regenerate' && (
        <SecretsForm asks={['code']} submit="Make new codes" onSubmit={acts.regenerate} onBack={back} />
      )}
      {step.kind === 'remove' && (
        <SecretsForm asks={['password', 'code']} submit="Turn it off" onSubmit={acts.remove} onBack={back} />
      )}
      {step.kind === 'codes' && (
        <>
          <p>
            Each of these opens the account once without the phone. They are shown now and never again: keep them apart
            from it.
          </p>
          <ul className="codes">
            {step.codes.map((code) => (
              <li key={code}>{code}</li>
            ))}
          </ul>
          <div className="actions">
            <Button kind="primary" onPress={back}>
              I have kept them
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

function Standing({ factor, onStep }: { factor: SecondFactorProps['factor']; onStep: (step: Step) => void }) {
  if (!factor.isOn) {
    return (
      <>
        <p>A code of your phone beside the password keeps the account closed to whoever learns the password.</p>
        <Button kind="primary" onPress={() => onStep({ kind: 'password' })}>
          Turn it on …
        </Button>
      </>
    );
  }
  return (
    <>
      <p>It is on. {factor.recoveryCodesLeft} recovery codes are left.</p>
      <div className="actions">
        <Button onPress={() => onStep({ kind: 'regenerate' })}>New recovery codes …</Button>
        <Button onPress={() => onStep({ kind: 'remove' })}>Turn it off …</Button>
      </div>
    </>
  );
}

/** Each gives back why it was refused, or nothing. */
function useFactorActs(go: (step: Step) => void, onChange: () => void) {
  const [begin] = useAct(BeginTotpEnrolmentDocument);
  const [confirm] = useAct(ConfirmTotpEnrolmentDocument);
  const [regenerate] = useAct(RegenerateRecoveryCodesDocument);
  const [remove] = useAct(RemoveTotpDocument);
  type Secrets = { readonly password: string; readonly code: string };
  const show = ({ recoveryCodes }: { readonly recoveryCodes: readonly string[] }): void => {
    go({ kind: 'codes', codes: recoveryCodes });
    onChange();
  };
  const end = async <Given,>(
    asked: Promise<Answer<Given>>,
    then: (given: Given) => void,
  ): Promise<string | undefined> => {
    const answer = await asked;
    if (!answer) return undefined;
    if ('refusal' in answer) return answer.refusal;
    then(answer.given);
    return undefined;
  };
  return {
    begin: ({ password }: Secrets) =>
      end(
        begin({ input: { password } }).then((outcome) => answerOf(outcome, (data) => data.beginTotpEnrolment)),
        ({ uri, secret }) => go({ kind: 'scan', uri, secret }),
      ),
    confirm: ({ code }: Secrets) =>
      end(
        confirm({ input: { code } }).then((outcome) => answerOf(outcome, (data) => data.confirmTotpEnrolment)),
        show,
      ),
    regenerate: ({ code }: Secrets) =>
      end(
        regenerate({ input: { code } }).then((outcome) => answerOf(outcome, (data) => data.regenerateRecoveryCodes)),
        show,
      ),
    remove: ({ password, code }: Secrets) =>
      end(
        remove({ input: { password, code } }).then((outcome) => answerOf(outcome, (data) => data.removeTotp)),
        () => {
          go({ kind: 'idle' });
          onChange();
          tell('The second factor is off.');
        },
      ),
  };
}
