import { cacheExchange } from '@urql/exchange-graphcache';
import type { Cache, UpdateResolver } from '@urql/exchange-graphcache';
import type { Exchange } from '@urql/core';
import { POSSIBLE_TYPES } from './generated/possible-types.js';

/** Objects without an id are part of what holds them. */
const PARTS = [
  'BrokenRule',
  'Calendar',
  'CalendarDay',
  'ClientPreferences',
  'DuplicateHint',
  'EmergencyContact',
  'Money',
  'OpenSlot',
  'PageInfo',
  'RecallEntry',
  'SlotTherapist',
  'Span',
  'TherapistColumn',
];

/** Lists that a change of a visit may change: read again when they are shown next. */
const READ_AGAIN_AFTER_VISITS = [
  'calendar',
  'appointments',
  'openSlots',
  'myDay',
  'affectedVisits',
  'appointmentsPendingClearance',
  'recallList',
];

const VISIT_MUTATIONS = [
  'arriveAppointment',
  'bookAppointment',
  'cancelAppointment',
  'completeAppointment',
  'confirmAppointment',
  'holdSlot',
  'markNoShow',
  'releaseHold',
  'rescheduleAppointment',
  'startAppointment',
  'takeBack',
];

function forget(cache: Cache, fields: readonly string[]): void {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) {
    if (fields.includes(fieldName)) cache.invalidate('Query', fieldKey);
  }
}

const after =
  (fields: readonly string[]): UpdateResolver =>
  (_result, _args, cache) =>
    forget(cache, fields);

/** Each object once, by type and id: what one page learns of a visit, every page shows. */
export const normalisedCache = (): Exchange =>
  cacheExchange({
    // Without them it would guess, and lose the sentence of a refusal.
    possibleTypes: POSSIBLE_TYPES,
    keys: Object.fromEntries(PARTS.map((type) => [type, () => null])),
    updates: {
      Mutation: {
        ...Object.fromEntries(VISIT_MUTATIONS.map((name) => [name, after(READ_AGAIN_AFTER_VISITS)])),
        completeFollowUp: after(['followUps']),
        setConsent: after(['messages', 'recallList']),
        resendMessage: after(['messages']),
        createClient: after(['searchClients']),
      },
    },
  });
