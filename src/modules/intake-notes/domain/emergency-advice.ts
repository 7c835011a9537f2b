import type { Texts } from './form.js';

/** What somebody with a red flag reads at once. It says what to do, and not what they have. */
export const EMERGENCY_ADVICE: { readonly title: Texts; readonly text: Texts } = {
  title: { en: 'Please get medical help now' },
  text: {
    en: 'What you told us can need urgent care. Call your local emergency number, or go to the nearest emergency department. Do not wait for your visit. The practice has been told to look at your answers.',
  },
};
