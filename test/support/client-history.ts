import { BodyRegion, BodySide } from '../../src/modules/practices/domain/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { FULL, SAVE, SIGN } from '../e2e/session-notes-room.js';
import type { Answer } from '../e2e/session-notes-room.js';
import { TestApi } from './api.js';
import { checkInLink, CheckInWorker, WELL } from './check-ins.js';
import { tokenFor } from './clinic-fixture.js';
import type { ConsolePerson, ConsoleRun } from './console.js';
import { at, dateOf } from './days.js';
import { pdfOf } from './files.js';
import { fillIn, issueIntakeLink, openLink, SIGNED } from './intake-link.js';
import { Phone } from './phone.js';
import { noteRisks } from './screening.js';
import { addVisit } from './visits.js';

const EVENT = `mutation ($input: RecordAdverseEventInput!) { recordAdverseEvent(input: $input) { __typename } }`;

/**
 * What a practice knows of the first client: a form handed in, a session of two days ago with its signed note and what the client said a
 * day later, a bruise, a file, and since then a broken leg. `therapist` treats them.
 */
export async function tellHistory(run: ConsoleRun, therapist: ConsolePerson): Promise<void> {
  const [api, worker] = await Promise.all([TestApi.on(run.database), CheckInWorker.over(run.database)]);
  const clientId = run.clinic.clientIds[0]!;
  await run.clinic.sql(`UPDATE clients SET preferred_pressure = 2, preferred_music = 'rain' WHERE id = $1`, [clientId]);
  const { phone, page } = await openLink(api, await issueIntakeLink(api, run.clinic));
  await phone.submit(await fillIn(phone, page), SIGNED);
  const startsAt = at(dateOf(-2), '09:00');
  const appointmentId = await addVisit(run.clinic, { clientId, status: 'completed', startsAt });
  await saySore(run, appointmentId, { api, worker });
  const { saveSessionNoteDraft } = await therapist.act<Record<string, Answer>>(SAVE, {
    input: { appointmentId, note: FULL },
  });
  const { id, version } = saveSessionNoteDraft!.draft!;
  await therapist.act(SIGN, { id, version });
  const event = { clientId, appointmentId, kind: 'BRUISING', severity: 'MILD', description: 'A blue spot.' };
  await therapist.act(EVENT, { input: event });
  await upload(run, api, clientId);
  const site = { region: BodyRegion.LOWER_LEG, side: BodySide.LEFT };
  const { practiceId } = run.clinic;
  await noteRisks(api, { practiceId, clientId, present: [{ risk: RiskCode.FRACTURE, sites: [site] }] });
  await Promise.all([api.stop(), worker.stop()]);
}

async function saySore(
  { clinic }: ConsoleRun,
  appointmentId: string,
  { api, worker }: { api: TestApi; worker: CheckInWorker },
): Promise<void> {
  worker.now = at(dateOf(-2), '10:05');
  await worker.tell(clinic.practiceId, 'appointment.completed', { appointmentId });
  api.clock.offset = Date.parse(at(dateOf(-1), '10:10')) - Date.now();
  const phone = new Phone(api);
  const { path } = await checkInLink(api, clinic, appointmentId);
  const form = await phone.submit(await phone.get(path));
  const [how, where] = [{ 'a.pain': '3', 'a.sleep': '6', 'a.mood': '7' }, { 'a.sites': 'neck:left' }];
  await phone.submit(form, { ...WELL, ...how, ...where, 'a.soreness': '6', 'a.remark': 'Like after hard sport.' });
  api.clock.offset = 0;
}

async function upload({ clinic }: ConsoleRun, api: TestApi, clientId: string): Promise<void> {
  const token = await tokenFor(api.app, await clinic.actor('front_desk'));
  const headers = {
    ...{ authorization: `Bearer ${token}`, 'content-type': 'application/pdf' },
    'x-file-name': encodeURIComponent('Überweisung.pdf'),
  };
  const address = `${api.url}/attachments?clientId=${clientId}&kind=referral`;
  const { status } = await fetch(address, { method: 'POST', headers, body: new Uint8Array(pdfOf('A referral')) });
  if (status !== 201) throw new Error(`Not uploaded: ${status}`);
}
