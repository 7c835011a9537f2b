import { Checkbox } from 'react-aria-components';
import { SetConsentDocument } from '../api/generated/graphql.js';
import type { Channel, ClientRecordFragment, MessagePurpose } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';
import { tell } from '../ui/notices.js';
import { CHANNEL, PURPOSE } from './message-words.js';

const PURPOSES = Object.keys(PURPOSE) as MessagePurpose[];
const CHANNELS = Object.keys(CHANNEL) as Channel[];

/** What the client agrees to be told, and by what. A channel that they have stopped themselves is no matter of a tick here. */
export function Consents({ client }: { client: ClientRecordFragment }) {
  const [set, busy] = useAct(SetConsentDocument);
  const { id: clientId, consents, stoppedChannels } = client;
  const isGranted = (purpose: MessagePurpose, channel: Channel): boolean =>
    consents.some((one) => one.purpose === purpose && one.channel === channel && one.granted);
  const change = async (purpose: MessagePurpose, channel: Channel, granted: boolean): Promise<void> => {
    const outcome = await set({ input: { clientId, purpose, channel, granted } });
    if (!outcome) return;
    if ('error' in outcome) return tell(sentenceOf(outcome.error), 'refused');
    const result = outcome.data.setConsent;
    if (result.__typename !== 'ClientPayload') tell(result.message, 'refused');
  };
  return (
    <section aria-labelledby="consents">
      <h2 id="consents">Agrees to be told</h2>
      {PURPOSES.map((purpose) => (
        <div key={purpose} role="group" aria-label={PURPOSE[purpose]}>
          <strong>{PURPOSE[purpose]}</strong>
          {CHANNELS.map((channel) => (
            <Checkbox
              key={channel}
              isSelected={isGranted(purpose, channel)}
              isDisabled={busy}
              onChange={(granted) => void change(purpose, channel, granted)}
            >
              by {CHANNEL[channel]}
            </Checkbox>
          ))}
        </div>
      ))}
      {stoppedChannels.map((channel) => (
        <p key={channel} className="refusal">
          Nothing goes out by {CHANNEL[channel]}: the client, or the provider, has stopped the address.
        </p>
      ))}
    </section>
  );
}
