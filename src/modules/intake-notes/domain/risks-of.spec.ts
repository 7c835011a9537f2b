import { BodyRegion, BodySide } from '../../practices/domain/index.js';
import { RiskCode } from '../../screening/domain/index.js';
import { REFUSED } from './answers.js';
import type { Answers } from './answers.js';
import { AskedAt, DateRange, QuestionKind } from './form.js';
import type { Form, Question } from './form.js';
import { isRedFlag, risksOf, uncoveredRisks } from './risks-of.js';

const TODAY = '2026-11-26';
const en = (text: string) => ({ en: text });
const asked = { label: en('?'), required: true, refusable: true };
const { YES_NO, DATE, BODY_MAP, TEXT, MULTI_CHOICE } = QuestionKind;
const WAS_CUT = { question: 'surgery', is: 'yes' } as const;
const QUESTIONS: readonly Question[] = [
  { ...asked, id: 'surgery', kind: YES_NO, risk: RiskCode.SURGERY, detail: en('What?') },
  { ...asked, id: 'on', kind: DATE, range: DateRange.PAST, tellsAbout: [RiskCode.SURGERY], showIf: WAS_CUT },
  { ...asked, id: 'before', kind: DATE, range: DateRange.PAST, tellsAbout: [RiskCode.SURGERY], showIf: WAS_CUT },
  { ...asked, id: 'where', kind: BODY_MAP, tellsAbout: [RiskCode.SURGERY], showIf: WAS_CUT },
  { ...asked, id: 'infected', kind: YES_NO, risk: RiskCode.SKIN_INFECTION, showIf: WAS_CUT },
  { ...asked, id: 'bruise', kind: BODY_MAP, risk: RiskCode.BRUISE, required: false },
  {
    ...asked,
    id: 'flags',
    kind: MULTI_CHOICE,
    options: [
      { id: 'pain', label: en('P'), risk: RiskCode.CHEST_PAIN },
      { id: 'none', label: en('N') },
    ],
  },
  { ...asked, id: 'aim', kind: TEXT, maxLength: 10 },
];
const form: Form = { sections: [{ id: 's', title: en('S'), asked: AskedAt.EVERY_VISIT, questions: QUESTIONS }] };
const COVERED = [RiskCode.SURGERY, RiskCode.SKIN_INFECTION, RiskCode.BRUISE, RiskCode.CHEST_PAIN];
const NO = { kind: YES_NO, yes: false } as const;
const WELL: Answers = {
  surgery: NO,
  flags: { kind: MULTI_CHOICE, options: ['none'] },
  aim: { kind: TEXT, text: 'rest' },
};
const LEFT_KNEE = { region: BodyRegion.KNEE, side: BodySide.LEFT };
const profile = (answers: Answers) => {
  const { unknown, ...rest } = risksOf(form, answers, TODAY);
  return { ...rest, unknown: unknown.filter((risk) => COVERED.includes(risk)) };
};

describe('the risks of a form', () => {
  it('are none where each is denied', () => {
    expect(profile(WELL)).toEqual({ answeredOn: TODAY, present: [], unknown: [], complete: true });
  });

  it('carry when, the latest of several; where, each place once; and what was said beside', () => {
    const answers: Answers = {
      ...WELL,
      surgery: { kind: YES_NO, yes: true, detail: 'knee' },
      on: { kind: DATE, date: '2026-10-01' },
      before: { kind: DATE, date: '2025-03-01' },
      where: { kind: BODY_MAP, sites: [{ ...LEFT_KNEE, side: BodySide.RIGHT }, LEFT_KNEE, LEFT_KNEE] },
      infected: NO,
    };
    expect(profile(answers).present).toEqual([
      {
        ...{ risk: RiskCode.SURGERY, on: '2026-10-01', detail: 'knee' },
        sites: [LEFT_KNEE, { ...LEFT_KNEE, side: BodySide.RIGHT }],
      },
    ]);
    expect(profile(answers)).toMatchObject({ unknown: [], complete: true });
  });

  it('are there where a place is marked', () => {
    const answers: Answers = { ...WELL, bruise: { kind: BODY_MAP, sites: [LEFT_KNEE] } };
    expect(profile(answers).present).toEqual([{ risk: RiskCode.BRUISE, sites: [LEFT_KNEE] }]);
  });

  it('are unknown where the question was refused, and so are those that hang on it', () => {
    expect(profile({ ...WELL, surgery: REFUSED })).toEqual({
      ...{ answeredOn: TODAY, present: [], complete: false },
      unknown: [RiskCode.SKIN_INFECTION, RiskCode.SURGERY],
    });
  });

  it('are unknown where what must be answered is not; what need not be says nothing is there', () => {
    const { flags: _, ...open } = WELL;
    expect(profile(open)).toMatchObject({ unknown: [RiskCode.CHEST_PAIN], complete: false });
    expect(profile({})).toMatchObject({ unknown: [RiskCode.SKIN_INFECTION, RiskCode.SURGERY, RiskCode.CHEST_PAIN] });
    expect(profile({ ...WELL, bruise: REFUSED })).toMatchObject({ unknown: [RiskCode.BRUISE], complete: true });
  });

  it('are incomplete where a question without a risk was refused that must be answered', () => {
    expect(profile({ ...WELL, aim: REFUSED })).toMatchObject({ unknown: [], complete: false });
  });

  it('that the form does not ask for are unknown: nobody is clear by it', () => {
    expect(uncoveredRisks(form)).toHaveLength(Object.values(RiskCode).length - COVERED.length);
    expect(risksOf(form, WELL, TODAY).unknown).toEqual(uncoveredRisks(form));
  });

  it('call for emergency advice where one is a red flag', () => {
    expect(isRedFlag(form, WELL)).toBe(false);
    expect(isRedFlag(form, { ...WELL, surgery: { kind: YES_NO, yes: true } })).toBe(false);
    expect(isRedFlag(form, { flags: { kind: MULTI_CHOICE, options: ['pain'] } })).toBe(true);
  });
});
