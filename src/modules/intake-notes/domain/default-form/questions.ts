import type { RiskCode } from '../../../screening/domain/index.js';
import { DateRange, QuestionKind } from '../form.js';
import type {
  BodyMapQuestion,
  ChoiceQuestion,
  Condition,
  DateQuestion,
  Option,
  ScaleQuestion,
  TextQuestion,
  Texts,
  YesNoQuestion,
} from '../form.js';

/** The words of the shipped form: English. */
export const en = (text: string): Texts => ({ en: text });

interface Wording {
  readonly label: string;
  readonly help?: string;
  readonly showIf?: Condition;
}

/** Asked of everybody whom it concerns; nobody has to say. */
const ASKED = { required: true, refusable: true };
const OFFERED = { required: false, refusable: false };

const worded = ({ label, help, showIf }: Wording) => ({
  label: en(label),
  ...(help !== undefined && { help: en(help) }),
  ...(showIf && { showIf }),
});

export const option = (id: string, label: string, risk?: RiskCode): Option => ({
  id,
  label: en(label),
  ...(risk && { risk }),
});

export const none = (label = 'None of these'): Option => ({ ...option('none', label), exclusive: true });

/** One answer out of several. */
export const oneOf = (id: string, wording: Wording, options: readonly Option[]): ChoiceQuestion => ({
  id,
  kind: QuestionKind.CHOICE,
  ...ASKED,
  ...worded(wording),
  options,
});

/** As many as fit. Required, since "none of these" is an answer too. */
export const whichOf = (id: string, wording: Wording, options: readonly Option[]): ChoiceQuestion => ({
  id,
  kind: QuestionKind.MULTI_CHOICE,
  ...ASKED,
  ...worded(wording),
  options,
});

export const yesNo = (
  id: string,
  wording: Wording,
  more: { risk?: RiskCode; detail?: string } = {},
): YesNoQuestion => ({
  id,
  kind: QuestionKind.YES_NO,
  ...ASKED,
  ...worded(wording),
  ...(more.risk && { risk: more.risk }),
  ...(more.detail !== undefined && { detail: en(more.detail) }),
});

/** The day of something that the client has said. */
export const when = (
  id: string,
  wording: Wording,
  tellsAbout: readonly RiskCode[],
  range = DateRange.PAST,
): DateQuestion => ({ id, kind: QuestionKind.DATE, ...ASKED, ...worded(wording), tellsAbout, range });

/** The places of something that the client has said. */
export const where = (id: string, wording: Wording, tellsAbout: readonly RiskCode[]): BodyMapQuestion => ({
  id,
  kind: QuestionKind.BODY_MAP,
  ...ASKED,
  ...worded(wording),
  tellsAbout,
});

export const places = (id: string, wording: Wording): BodyMapQuestion => ({
  id,
  kind: QuestionKind.BODY_MAP,
  ...OFFERED,
  ...worded(wording),
});

export const words = (id: string, wording: Wording, tellsAbout?: readonly RiskCode[]): TextQuestion => ({
  id,
  kind: QuestionKind.TEXT,
  ...OFFERED,
  ...worded(wording),
  maxLength: 1000,
  long: true,
  ...(tellsAbout && { tellsAbout }),
});

export const scale = (
  id: string,
  wording: Wording,
  [min, minLabel]: [number, string],
  [max, maxLabel]: [number, string],
): ScaleQuestion => ({
  id,
  kind: QuestionKind.SCALE,
  ...OFFERED,
  ...worded(wording),
  min,
  max,
  minLabel: en(minLabel),
  maxLabel: en(maxLabel),
});
