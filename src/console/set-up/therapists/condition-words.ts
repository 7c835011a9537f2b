import type { Condition } from '../../api/generated/graphql.js';

export const CONDITION: Readonly<Record<Condition, string>> = {
  LOW_BACK_PAIN: 'Low back pain',
  CHRONIC_BACK_PAIN: 'Chronic back pain',
  NECK_PAIN: 'Neck pain',
  SCIATICA: 'Sciatica',
  FIBROMYALGIA: 'Fibromyalgia',
  TENSION_HEADACHE: 'Tension headache',
  MIGRAINE: 'Migraine',
  SPORTS_INJURY: 'Sports injury',
};

export const CONDITIONS = (Object.keys(CONDITION) as Condition[]).map((id) => ({ id, name: CONDITION[id] }));
