import { ROLES } from '../../src/kernel/index.js';
import { DEFAULT_FORM, questionsOf } from '../../src/modules/intake-notes/domain/index.js';
import { RiskCode } from '../../src/modules/screening/domain/index.js';
import { TestApi } from '../support/api.js';
import { createClinic, tokenFor } from '../support/clinic-fixture.js';
import type { ClinicFixture } from '../support/clinic-fixture.js';
import { IntakeDesk, NOTES, treats } from './intake-desk.js';

const TEXT = `{ language text }`;
const CONDITION = `question yes anyOf atLeast`;
const FORM = `form { sections { id asked title ${TEXT} intro ${TEXT} questions {
  id kind required refusable filler maxLength long min max range risk tellsAbout
  label ${TEXT} help ${TEXT} minLabel ${TEXT} maxLabel ${TEXT} detail ${TEXT}
  options { id label ${TEXT} risk exclusive }
  showIf { ${CONDITION} all { ${CONDITION} } any { ${CONDITION} } } } } }`;
const VERSION = `id number publishedById uncoveredRisks`;
const CURRENT = `{ intakeForm { ${VERSION} ${FORM} } }`;
const VERSIONS = `query ($first: Int, $after: String) { intakeFormVersions(first: $first, after: $after) {
  edges { cursor node { number form { sections { id } } } } pageInfo { hasNextPage } } }`;
const DRAFT = `mutation { draftIntakeForm { draft { id version violations { at rule } ${FORM} } } }`;
const EDIT = `mutation ($input: EditIntakeFormInput!) { editIntakeForm(input: $input) { __typename
  ... on IntakeFormDraftPayload { draft { version uncoveredRisks violations { at rule } ${FORM} } }
  ... on VersionConflict { currentVersion } } }`;
const PUBLISH = `mutation ($version: Int!) { publishIntakeForm(version: $version) { __typename
  ... on PublishIntakeFormPayload { version { ${VERSION} } } ... on UnfitIntakeForm { message violations { at rule } }
  ... on VersionConflict { currentVersion } } }`;
const DISCARD = `mutation ($version: Int!) { discardIntakeForm(version: $version) { __typename
  ... on DiscardIntakeFormPayload { draftId } ... on VersionConflict { currentVersion } } }`;

interface GivenForm {
  readonly sections: { readonly id: string; readonly questions: { readonly id: string; readonly kind: string }[] }[];
}
interface Draft {
  readonly id: string;
  readonly version: number;
  readonly form: GivenForm;
  readonly violations: { readonly at: string | null; readonly rule: string }[];
  readonly uncoveredRisks: string[];
}

/** What came out, as it may go in again. */
const asInput = (form: unknown): unknown => JSON.parse(JSON.stringify(form));
const en = (text: string) => [{ language: 'en', text }];
const SIGNATURE = { id: 'signed', kind: 'SIGNATURE', label: en('Sign'), required: true, refusable: false };
const consent = (...questions: object[]) => ({
  sections: [{ id: 'consent', title: en('Consent'), asked: 'EVERY_VISIT', questions: [...questions, SIGNATURE] }],
});

describe('the intake form of a practice', () => {
  let api: TestApi;
  let clinic: ClinicFixture;
  let manager: string;
  let managerId: string;

  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.stop());
  beforeEach(async () => {
    clinic = await createClinic(api.database);
    const actor = await clinic.actor('manager');
    managerId = actor.membershipId;
    manager = await tokenFor(api.app, actor);
  });
  afterEach(() => clinic.close());

  const draft = async () =>
    (await api.data<{ draftIntakeForm: { draft: Draft } }>(DRAFT, {}, manager)).draftIntakeForm.draft;
  const edit = async (version: number, form: unknown) =>
    (
      await api.data<{ editIntakeForm: { __typename: string; draft: Draft; currentVersion: number } }>(
        EDIT,
        { input: { version, form } },
        manager,
      )
    ).editIntakeForm;
  const publish = async (version: number) =>
    (
      await api.data<{
        publishIntakeForm: {
          __typename: string;
          version: { id: string; number: number };
          violations: Draft['violations'];
        };
      }>(PUBLISH, { version }, manager)
    ).publishIntakeForm;
  const current = async () =>
    (await api.data<{ intakeForm: { id: string; number: number; form: GivenForm } }>(CURRENT, {}, manager)).intakeForm;

  it('is the shipped one until another is published', async () => {
    const form = await current();
    expect(form).toMatchObject({ number: 1, publishedById: null, uncoveredRisks: [] });
    expect(form.form.sections.flatMap(({ questions }) => questions.map(({ id }) => id))).toEqual(
      questionsOf(DEFAULT_FORM).map(({ id }) => id),
    );
    expect(await current()).toEqual(form);
  });

  it('goes out and in again as it was: every kind, condition and text', async () => {
    const { form, version } = await draft();
    const { draft: again } = await edit(version, asInput(form));
    expect(again.form).toEqual(form);
    expect(again.violations).toEqual([]);
    const [{ stored }] = (await clinic.sql<{ stored: unknown }>(
      'SELECT form AS stored FROM intake_form_drafts WHERE practice_id = $1',
      [clinic.practiceId],
    )) as [{ stored: unknown }];
    expect(stored).toEqual(JSON.parse(JSON.stringify(DEFAULT_FORM)));
  });

  it('is drafted once, edited by one at a time, and asked once it is published', async () => {
    const begun = await draft();
    expect(await draft()).toEqual(begun);
    expect((await edit(1, consent())).draft.version).toBe(2);
    expect(await edit(1, consent())).toMatchObject({ __typename: 'VersionConflict', currentVersion: 2 });
    expect(await publish(1)).toMatchObject({ __typename: 'VersionConflict' });
    expect((await current()).number).toBe(1);
    expect((await publish(2)).version).toMatchObject({ number: 2, publishedById: managerId });
    expect((await current()).number).toBe(2);
    expect((await current()).form.sections.map(({ id }) => id)).toEqual(['consent']);
    const { errors } = await api.graphql(EDIT, { input: { version: 2, form: consent() } }, manager);
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('can be thrown away as a draft, which leaves what was published', async () => {
    const { id } = await draft();
    const discard = (version: number) => api.data(DISCARD, { version }, manager);
    expect(await discard(7)).toMatchObject({ discardIntakeForm: { currentVersion: 1 } });
    expect(await discard(1)).toEqual({ discardIntakeForm: { __typename: 'DiscardIntakeFormPayload', draftId: id } });
    expect((await api.graphql(DISCARD, { version: 1 }, manager)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await current()).number).toBe(1);
  });

  it.each([
    ['nothing at all', { sections: [] }, [{ at: null, rule: 'EMPTY' }]],
    [
      'no signature',
      { sections: [{ ...consent().sections[0], questions: [{ ...SIGNATURE, kind: 'YES_NO' }] }] },
      [{ at: null, rule: 'NO_SIGNATURE' }],
    ],
    [
      'a signature that may be left out',
      { sections: [{ ...consent().sections[0], questions: [{ ...SIGNATURE, required: false }] }] },
      [{ at: null, rule: 'NO_SIGNATURE' }],
    ],
    ['two questions of one id', consent({ ...SIGNATURE, kind: 'YES_NO' }), [{ at: 'signed', rule: 'ID_TAKEN' }]],
    [
      'the id that a return visit needs',
      consent({ ...SIGNATURE, kind: 'YES_NO', id: 'changes' }),
      [{ at: 'changes', rule: 'ID_TAKEN' }],
    ],
    [
      'an id that is none',
      consent({ ...SIGNATURE, kind: 'YES_NO', id: '__proto__' }),
      [{ at: '__proto__', rule: 'BAD_ID' }],
    ],
    [
      'a text without English',
      consent({ ...SIGNATURE, kind: 'YES_NO', id: 'q', label: [{ language: 'de', text: 'Frage' }] }),
      [{ at: 'q', rule: 'BAD_TEXT' }],
    ],
    ['a choice of nothing', consent({ ...SIGNATURE, kind: 'CHOICE', id: 'q' }), [{ at: 'q', rule: 'BAD_OPTIONS' }]],
    [
      'a scale without a range',
      consent({ ...SIGNATURE, kind: 'SCALE', id: 'q' }),
      [
        { at: 'q', rule: 'BAD_TEXT' },
        { at: 'q', rule: 'BAD_LIMITS' },
      ],
    ],
    [
      'a condition on a later question',
      consent({ ...SIGNATURE, kind: 'YES_NO', id: 'q', showIf: { question: 'signed', yes: true } }),
      [{ at: 'q', rule: 'BAD_CONDITION' }],
    ],
    [
      'a condition that says nothing',
      consent({ ...SIGNATURE, kind: 'YES_NO', id: 'q', showIf: {} }),
      [{ at: 'q', rule: 'BAD_CONDITION' }],
    ],
    [
      'a risk that may be left out, or not refused',
      consent({ id: 'q', kind: 'YES_NO', label: en('Fever?'), required: false, refusable: false, risk: 'FEVER' }),
      [
        { at: 'q', rule: 'RISK_NOT_REQUIRED' },
        { at: 'q', rule: 'RISK_NOT_REFUSABLE' },
      ],
    ],
    [
      'a risk that a yes would hide',
      consent(
        { id: 'well', kind: 'YES_NO', label: en('Well?'), required: true, refusable: true },
        {
          id: 'q',
          kind: 'YES_NO',
          label: en('Fever?'),
          required: true,
          refusable: true,
          risk: 'FEVER',
          showIf: { question: 'well', yes: false },
        },
      ),
      [{ at: 'q', rule: 'RISK_BEHIND_NO' }],
    ],
  ])('cannot be published with %s', async (_what, form, violations) => {
    const { version } = await draft();
    const edited = await edit(version, form);
    expect(edited.draft.violations).toEqual(violations);
    expect(await publish(edited.draft.version)).toMatchObject({ __typename: 'UnfitIntakeForm', violations });
    expect((await current()).number).toBe(1);
  });

  it('tells which risks nobody asks for any more', async () => {
    const { version } = await draft();
    const { draft: edited } = await edit(version, consent());
    expect(edited.uncoveredRisks).toHaveLength(Object.values(RiskCode).length);
  });

  it('keeps old notes, and forms that are being filled in, as they were asked', async () => {
    const [client, another] = clinic.clientIds as [string, string];
    const [therapist] = clinic.therapistIds as [string];
    await treats(clinic, client, therapist);
    await treats(clinic, another, therapist);
    const desk = await IntakeDesk.of(api, await clinic.actor('therapist', therapist));
    const old = await desk.complete(client, { questionId: 'aims', options: ['sleep'] });
    const open = await desk.start(another);
    const edited = await edit((await draft()).version, consent());
    await publish(edited.draft.version);

    const [note] = await notesOf(desk.token, client);
    expect(note).toEqual({ ...old, formVersion: { number: 1 } });
    expect(await desk.start(another)).toEqual(open);
    // On the new form nothing of the risks is asked: nobody is clear by it.
    const fresh = await desk.complete(client);
    expect(fresh).toMatchObject({ formVersion: { number: 2 }, verdictLevel: 'NOT_SCREENED' });
  });

  const notesOf = async (token: string, clientId: string) => {
    const { intakeNotes } = await api.data<{ intakeNotes: { edges: { node: object }[] } }>(NOTES, { clientId }, token);
    return intakeNotes.edges.map(({ node }) => node);
  };

  it('lists its versions, the latest first', async () => {
    await publish((await draft()).version);
    await publish((await draft()).version);
    const page = async (after?: string) =>
      (
        await api.data<{
          intakeFormVersions: {
            edges: { cursor: string; node: { number: number } }[];
            pageInfo: { hasNextPage: boolean };
          };
        }>(VERSIONS, { first: 2, after }, manager)
      ).intakeFormVersions;
    const first = await page();
    expect(first.edges.map(({ node }) => node.number)).toEqual([3, 2]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    expect((await page(first.edges[1]!.cursor)).edges.map(({ node }) => node.number)).toEqual([1]);
    expect(await api.errorCode(VERSIONS, { after: 'WyJ4Il0' }, manager)).toBe('BAD_USER_INPUT');
  });

  it('of another practice is another one', async () => {
    const edited = await edit((await draft()).version, consent());
    await publish(edited.draft.version);
    const elsewhere = await createClinic(api.database);
    const stranger = await tokenFor(api.app, await elsewhere.actor('owner'));
    const { intakeForm } = await api.data<{ intakeForm: { number: number } }>(CURRENT, {}, stranger);
    expect(intakeForm.number).toBe(1);
    expect(await api.errorCode(PUBLISH, { version: 1 }, stranger)).toBe('NOT_FOUND');
    await elsewhere.close();
  });

  it.each(ROLES)('is worked on by the management alone, and read by a %s as far as they are clinical', async (role) => {
    const token = await tokenFor(api.app, await clinic.actor(role));
    const codeOf = async (document: string, variables = {}) =>
      (await api.graphql(document, variables, token)).errors?.[0]?.extensions.code ?? 'fine';
    const manages = role === 'owner' || role === 'manager';
    expect(await codeOf(CURRENT)).toBe(role === 'front_desk' ? 'FORBIDDEN' : 'fine');
    expect(await codeOf(VERSIONS)).toBe(role === 'front_desk' ? 'FORBIDDEN' : 'fine');
    expect(await codeOf('{ intakeFormDraft { id } }')).toBe(manages ? 'fine' : 'FORBIDDEN');
    expect(await codeOf(DRAFT)).toBe(manages ? 'fine' : 'FORBIDDEN');
    expect(await codeOf(EDIT, { input: { version: 9, form: consent() } })).toBe(manages ? 'fine' : 'FORBIDDEN');
    expect(await codeOf(DISCARD, { version: 1 })).toBe(manages ? 'fine' : 'FORBIDDEN');
    expect(await codeOf(PUBLISH, { version: 1 })).toBe(manages ? 'NOT_FOUND' : 'FORBIDDEN');
  });

  it('is audited when it is drafted, edited, published and discarded', async () => {
    await edit((await draft()).version, consent());
    await publish(2);
    await draft();
    await api.data(DISCARD, { version: 1 }, manager);
    expect(await api.audited(clinic.practiceId)).toEqual(
      ['drafted', 'edited', 'published', 'drafted', 'discarded'].map((what) => `intake_form.${what}`),
    );
  });
});
