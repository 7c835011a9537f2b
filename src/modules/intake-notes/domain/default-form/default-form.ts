import type { Form } from '../form.js';
import { CARE, WISHES } from './care.js';
import { CONSENTS } from './consent.js';
import { HEALTH } from './health.js';
import { TODAY } from './today.js';

/**
 * The form that every practice starts with. It asks for every risk of DOMAIN.md's screening with the dates and places that
 * the rules need, and never for HIV status. A licensed therapist reviews it before use.
 */
export const DEFAULT_FORM: Form = { sections: [TODAY, ...WISHES, ...HEALTH, ...CARE, ...CONSENTS] };
