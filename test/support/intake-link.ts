import type { StaffActor } from '../../src/kernel/index.js';
import type { TestApi } from './api.js';
import { tokenFor } from './clinic-fixture.js';
import type { ClinicFixture } from './clinic-fixture.js';
import { Phone } from './phone.js';
import type { Seen } from './phone.js';

const ISSUE = `mutation ($input: IssueIntakeLinkInput!) { issueIntakeLink(input: $input) { url link { id state } } }`;

export interface IntakeLink {
  readonly id: string;
  /** That opens it, with the token. */
  readonly path: string;
  /** Below which its pages stand. */
  readonly by: string;
}

/** Has the front desk make a link to the intake form: for the first client of the practice unless told. */
export async function issueIntakeLink(
  api: TestApi,
  clinic: ClinicFixture,
  { clientId = clinic.clientIds[0]!, days = 14, by }: { clientId?: string; days?: number; by?: StaffActor } = {},
): Promise<IntakeLink> {
  const token = await tokenFor(api.app, by ?? (await clinic.actor('front_desk')));
  const { issueIntakeLink: issued } = await api.data<{ issueIntakeLink: { url: string; link: { id: string } } }>(
    ISSUE,
    { input: { clientId, days } },
    token,
  );
  const { id } = issued.link;
  return { id, path: new URL(issued.url).pathname, by: `/intake/by/${id}` };
}

/** A phone on which the link has been opened, and the first page that it shows. */
export async function openLink(api: TestApi, link: IntakeLink): Promise<{ phone: Phone; page: Seen }> {
  const phone = new Phone(api);
  const landing = await phone.get(link.path);
  return { phone, page: await phone.submit(landing) };
}

/** What somebody in good health answers on each page of the shipped form. */
export const HEALTHY: readonly Readonly<Record<string, string | readonly string[]>>[] = [
  { 'a.red_flags': 'none', 'a.state_today': 'none', 'a.places_today': 'none' },
  { 'a.aims': ['muscle_tension', 'sleep'], 'a.pain': '3', 'a.focus_areas': ['shoulder:left', 'lower_back:centre'] },
  { 'a.circulation': 'none', 'a.blood_pressure': 'no' },
  { 'a.bones': 'none', 'a.cancer_lymph': 'none', 'a.nerves': 'none', 'a.conditions': 'none' },
  { 'a.pregnancy': '~' },
  { 'a.surgery': 'no', 'a.trauma': 'no' },
  { 'a.medicines': 'none', 'a.medicines_named': '' },
  { 'a.allergies': 'none' },
  { 'a.other_care.refused': '~' },
  { 'a.techniques_agreed': 'swedish', 'a.draping': 'draped' },
];
export const SIGNED = { 'a.consent_treatment': 'yes', 'a.consent_truth': 'yes', 'a.signature': 'Mira Berg' };

/** Fills in this page and all after it, in good health, and returns the last one: to look through and sign. */
export async function fillIn(phone: Phone, page: Seen): Promise<Seen> {
  const number = Number(/\/page\/(\d+)/.exec(page.path)![1]);
  let next = page;
  for (const answers of HEALTHY.slice(number - 1)) next = await phone.submit(next, answers);
  return next;
}
