import { Extensions } from '@nestjs/graphql';
import type { Role } from '../../kernel/index.js';

/** Who may select a field: roles, or anyone at all, signed in or not. */
export type Audience = readonly (Role | 'anyone')[];

/** Every role of a practice's staff. */
export const STAFF: Audience = ['owner', 'manager', 'front_desk', 'therapist'];
/** Those who book and keep clients. */
export const DESK: Audience = ['owner', 'manager', 'front_desk'];
/** Those who run the practice. */
export const MANAGEMENT: Audience = ['owner', 'manager'];
/** Those who may come to read a clinical record: which clients' is decided row by row (`ClinicalAccess`). */
export const CLINICAL: Audience = ['owner', 'manager', 'therapist'];
export const ANYONE: Audience = ['anyone'];

/**
 * The rule of a query, mutation, subscription, field or whole object type: who may select it. A field without one of
 * its own has its type's. The boot fails on a field that has neither (`assertEveryFieldHasRule`).
 */
export const Allow = (audience: Audience): MethodDecorator & ClassDecorator & PropertyDecorator =>
  Extensions({ allow: audience });
