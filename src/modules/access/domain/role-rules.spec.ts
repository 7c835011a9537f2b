import { ROLES } from '../../../kernel/index.js';
import { mayManage } from './role-rules.js';

it.each([
  ['owner', ['owner', 'manager', 'front_desk', 'therapist']],
  ['manager', ['manager', 'front_desk', 'therapist']],
  ['front_desk', []],
  ['therapist', []],
] as const)('%s runs %j', (actor, managed) => {
  expect(ROLES.filter((member) => mayManage(actor, member))).toEqual(managed);
});
