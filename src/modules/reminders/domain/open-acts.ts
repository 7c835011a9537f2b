import type { VisitStatus } from './course.js';
import { reminderDue } from './reminder-rules.js';

/** What a client may do about a visit by themselves. */
export interface OpenActs {
  readonly confirm: boolean;
  /** To move it, or to call it off: `late` is past the practice's notice, and for a person to decide. */
  readonly change: 'open' | 'late' | 'closed';
}

interface Standing {
  readonly status: VisitStatus;
  /** Epoch ms. */
  readonly start: number;
  /** IANA, of the clinic. */
  readonly zone: string;
  /** Of the practice. Every 24 hours of it are a day of the clinic's calendar, as of a reminder's lead. */
  readonly noticeHours: number;
}

/** `now` is epoch ms. What has begun, is off, or is over, is closed. */
export function openActs({ status, start, zone, noticeHours }: Standing, now: number): OpenActs {
  const stands = ['pending_clearance', 'booked', 'confirmed'].includes(status) && now < start;
  if (!stands) return { confirm: false, change: 'closed' };
  const isLate = now > reminderDue({ leadHours: noticeHours }, start, zone);
  return { confirm: status === 'booked', change: isLate ? 'late' : 'open' };
}
