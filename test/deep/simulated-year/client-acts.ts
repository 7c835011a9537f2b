import { newId } from '../../../src/kernel/index.js';
import type { ClientActor } from '../../../src/kernel/index.js';
import { AnswerCheckIn } from '../../../src/modules/check-ins/answer-check-in.js';
import { SetCheckInWish } from '../../../src/modules/check-ins/set-check-in-wish.js';
import { answersIn } from '../../../src/modules/check-ins/domain/check-in-form.js';
import type { CheckInAnswer, Trend } from '../../../src/modules/check-ins/domain/index.js';
import { ArchiveClient } from '../../../src/modules/clients/archive-client.js';
import type { Channel as ConsentChannel, MessagePurpose } from '../../../src/modules/clients/index.js';
import { SetConsent } from '../../../src/modules/clients/set-consent.js';
import { PreferencesOfClient } from '../../../src/modules/messaging/preferences.js';
import { ReceiveText } from '../../../src/modules/messaging/receive-text.js';
import type { ClinicUnderClock } from './clinic-under-clock.js';
import type { AnswerStory, Channel, ClientStory, Purpose } from './history.js';

const LINK = `SELECT id FROM client_links WHERE purpose = $2 AND subject_id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $3
  ORDER BY created_at DESC LIMIT 1`;

type Said = Omit<AnswerStory, 'at' | 'visitId'>;

/** What clients do, and what the desk notes of them. */
export class ClientActs {
  readonly answers: AnswerStory[] = [];

  constructor(private readonly at: ClinicUnderClock) {}

  async consent(client: ClientStory, channel: Channel, purpose: Purpose, granted: boolean): Promise<void> {
    const as = { channel: channel as ConsentChannel, purpose: purpose as MessagePurpose };
    const said = await this.at.use(SetConsent).execute(this.at.desk, { clientId: client.id, ...as, granted });
    if (!said.ok) throw new Error('A consent was refused.');
    client.consents.push({ at: this.at.now, channel, purpose, granted });
  }

  /** The one click of a mail program. False where no mail with a link has come yet. */
  async unsubscribe(client: ClientStory): Promise<boolean> {
    const actor = await this.byLink(client, client.id, 'preferences');
    if (!actor) return false;
    await this.at.use(PreferencesOfClient).endRecallMail(actor);
    client.consents.push({ at: this.at.now, channel: 'email', purpose: 'recall', granted: false });
    return true;
  }

  /** Of somebody who was never written to by SMS nothing is known, and nothing is done. */
  async text(client: ClientStory, body: 'STOP' | 'START'): Promise<void> {
    const wasWritten = this.at.post.posted.some(({ channel, to }) => channel === 'sms' && to === client.phone);
    await this.at.use(ReceiveText).execute({ sid: newId(), from: client.phone!, body, taken: null });
    if (wasWritten) client.stops.push({ at: this.at.now, stopped: body === 'STOP' });
  }

  async archive(client: ClientStory, archived: boolean, deceased: boolean): Promise<void> {
    const { sql, practiceId } = this.at.clinic;
    const [row] = await sql<{ version: number }>('SELECT version FROM clients WHERE practice_id = $1 AND id = $2', [
      practiceId,
      client.id,
    ]);
    const request = { id: client.id, version: row!.version, archived, deceased };
    const done = await this.at.use(ArchiveClient).execute(this.at.desk, request);
    if (!done.ok) throw new Error(`It was refused: ${JSON.stringify(done.refusal)}`);
    client.archived.push({ at: this.at.now, is: archived });
  }

  async wish(client: ClientStory, wanted: boolean): Promise<void> {
    await this.at.use(SetCheckInWish).execute(this.at.desk, { clientId: client.id, wanted });
    client.wishes.push({ at: this.at.now, wanted });
  }

  /** By a link that was not used yet. */
  async answer(client: ClientStory, visitId: string, said: Said): Promise<void> {
    const [checkIn] = await this.at.clinic.sql<{ id: string; state: string }>(
      'SELECT id, state FROM check_ins WHERE appointment_id = $1',
      [visitId],
    );
    if (!checkIn || checkIn.state === 'called_off') return;
    const actor = await this.byLink(client, checkIn.id, 'check_in');
    if (!actor) return;
    const answered = await this.at
      .use(AnswerCheckIn)
      .execute(actor, { checkInId: checkIn.id, answers: answersIn(formOf(said)) });
    if (!answered.ok) throw new Error(`It was refused: ${JSON.stringify(answered.refusal)}`);
    this.answers.push({ at: this.at.now, visitId, ...said });
  }

  private async byLink(client: ClientStory, subjectId: string, purpose: string): Promise<ClientActor | null> {
    const [link] = await this.at.clinic.sql<{ id: string }>(LINK, [subjectId, purpose, new Date(this.at.now)]);
    const { practiceId } = this.at.clinic;
    return link ? { kind: 'client', practiceId, clientId: client.id, linkId: link.id } : null;
  }
}

const formOf = ({ soreness, isWorse, isBruised, isRedFlag, wantsCall }: Said): CheckInAnswer => ({
  ...{ soreness, sites: [], trend: (isWorse ? 'worse' : 'same') as Trend, bruising: isBruised, wantsCall },
  ...{ redFlags: isRedFlag ? ['chest_pain' as never] : [], otherSymptom: false, remark: '' },
  ...{ pain: null, sleep: null, mood: null },
});
